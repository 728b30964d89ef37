import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Args, Reply } from '../../api/client.ts';
import { afterwards, useAct, useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMe, useToday } from '../../session.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { AreaPicker, useAreas } from '../../ui/areas.tsx';
import { Answer, FailureBlock, Nothing, Page, Section } from '../../ui/page.tsx';
import {
  bodyOf,
  type DraftLine,
  freeLine,
  isShared,
  isWhole,
  lineOf,
  type Terms,
  USUAL,
} from './draft-line.ts';
import { GivenField, LineForm } from './line-form.tsx';
import { NoticeSheet } from './sheet.tsx';
import type { NoticeRow } from './status.tsx';
import { words } from './words.ts';
import './notices.css';

type Decision = Reply<'GET /counties/:county/decisions/unpublished'>['rows'][number];

/** Writes a notice from decisions: what, where, when; then how it will look; then it is frozen. */
export function DraftPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const meeting = Number(useSearchParams()[0].get('meeting') ?? 0);
  const rules = useGet('GET /procedure', {});
  const waiting = useGet(
    'GET /counties/:county/decisions/unpublished',
    { params: { county } },
    { when: county !== '' },
  );
  return (
    <Page title={t('draftTitle')} lead={t('draftLead')}>
      <Answer of={rules}>
        {({ notices }) => (
          <Answer of={waiting}>
            {({ rows }) => (
              <Choose
                terms={notices}
                decisions={meeting > 0 ? rows.filter(({ meetingNo }) => meetingNo === meeting) : rows}
              />
            )}
          </Answer>
        )}
      </Answer>
    </Page>
  );
}

interface Choice {
  readonly key: string;
  readonly terms: Terms;
  readonly area: string | undefined;
  readonly decisions: readonly Decision[];
}

/** One notice is of one kind and one area; those without a meeting behind them can be written, too. */
function Choose({
  terms,
  decisions,
}: {
  readonly terms: readonly Terms[];
  readonly decisions: readonly Decision[];
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { nameOf } = useAreas();
  const choices = choicesOf(terms, decisions);
  const [key, setKey] = useState(choices[0]?.key);
  const chosen = choices.find((each) => each.key === key);
  return (
    <>
      {decisions.length === 0 && <Nothing>{t('nothing')}</Nothing>}
      <Section title={t('what')}>
        <Select
          aria-label={t('what')}
          value={key ?? null}
          style={{ width: '100%', maxWidth: 480 }}
          options={choices.map(({ key: value, terms: { title }, area }) => ({
            value,
            label: [say(title), area === undefined ? '' : nameOf(area)].filter(Boolean).join(' · '),
          }))}
          onChange={(value: string) => setKey(value)}
        />
      </Section>
      {chosen && <DraftForm key={chosen.key} choice={chosen} />}
    </>
  );
}

function choicesOf(terms: readonly Terms[], decisions: readonly Decision[]): readonly Choice[] {
  const decided = terms.flatMap((each) => {
    const own = decisions.filter(({ decisionKind }) => decisionKind === each.kind);
    return [...new Set(own.map(({ areaCode }) => areaCode))].map((area) => ({
      key: `${each.kind} ${area}`,
      terms: each,
      area,
      decisions: own.filter(({ areaCode }) => areaCode === area),
    }));
  });
  const free = terms
    .filter(({ needsDecision }) => !needsDecision)
    .map((each) => ({ key: each.kind, terms: each, area: undefined, decisions: [] }));
  return [...decided, ...free];
}

function DraftForm({ choice: { terms, area: decidedIn, decisions } }: { readonly choice: Choice }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const today = useToday();
  const own = useMe().roles.find(({ area_code }) => area_code !== null)?.area_code ?? undefined;
  const [area, setArea] = useState(decidedIn ?? own);
  const [firstDay, setFirstDay] = useState(today);
  const [places, setPlaces] = useState<readonly string[]>([t('usualPlace')]);
  const [lines, setLines] = useState<readonly DraftLine[]>(
    decisions.length > 0 ? decisions.map(lineOf) : [freeLine()],
  );
  const [shared, setShared] = useState<DraftLine['given']>(USUAL[terms.kind] ?? {});
  const look = useAct('POST /counties/:county/notices');
  const chosen = lines
    .filter(({ isChosen }) => isChosen)
    .map((line) => ({ ...line, given: { ...shared, ...line.given } }));
  const lacking = chosen.filter((line) => !isWhole(line, terms)).length;
  const order = (isTrial: boolean) => ({
    params: { county },
    body: {
      kind: terms.kind,
      area: area ?? '',
      first_day: firstDay,
      places: places.map((place) => place.trim()).filter((place) => place !== ''),
      lines: chosen.map((line) => bodyOf(line, terms)),
      dry_run: isTrial,
    },
  });
  if (look.data)
    return <Preview content={look.data.content} order={order(false)} onChange={() => look.reset()} />;
  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => look.mutate(order(true))}>
      <Section title={t('places')}>
        <Form.Item label={t('firstDay')} extra={t('days', { count: terms.days })} htmlFor="first-day">
          <Input
            id="first-day"
            type="date"
            value={firstDay}
            onChange={({ target }) => setFirstDay(target.value)}
            style={{ maxWidth: 240 }}
          />
        </Form.Item>
        {decidedIn === undefined && (
          <Form.Item label={t('area')}>
            <AreaPicker value={area} onChange={setArea} />
          </Form.Item>
        )}
        <Places value={places} onChange={setPlaces} />
      </Section>
      <Section title={t('lines')}>
        <Lines
          terms={terms}
          lines={lines}
          shared={shared}
          mayAdd={decisions.length === 0}
          onLines={setLines}
          onShared={setShared}
        />
      </Section>
      {look.error && <FailureBlock failure={look.error} />}
      <ActionBar
        hint={chosen.length === 0 ? t('ticked') : lacking > 0 ? t('lacking', { count: lacking }) : undefined}
      >
        <Button
          type="primary"
          htmlType="submit"
          disabled={chosen.length === 0 || lacking > 0}
          loading={look.isPending}
        >
          {t('preview')}
        </Button>
      </ActionBar>
    </Form>
  );
}

/** The frozen words as they will hang, before they are frozen. */
function Preview({
  content,
  order,
  onChange,
}: {
  readonly content: NoticeRow['content'];
  readonly order: Args<'POST /counties/:county/notices'>;
  readonly onChange: () => void;
}) {
  const t = useWords(words);
  const navigate = useNavigate();
  const freeze = useAct('POST /counties/:county/notices');
  return (
    <Section title={t('previewTitle')}>
      <NoticeSheet content={content} isDraft />
      {freeze.error && <FailureBlock failure={freeze.error} />}
      <ActionBar hint={t('freezeHelp')}>
        <Button
          type="primary"
          loading={freeze.isPending}
          onClick={() =>
            afterwards(freeze.mutateAsync(order), ({ notice_no }) => void navigate(`/notices/${notice_no}`))
          }
        >
          {t('freeze')}
        </Button>
        <Button onClick={onChange}>{t('change')}</Button>
      </ActionBar>
    </Section>
  );
}

function Lines({
  terms,
  lines,
  shared,
  mayAdd,
  onLines,
  onShared,
}: {
  readonly terms: Terms;
  readonly lines: readonly DraftLine[];
  readonly shared: DraftLine['given'];
  readonly mayAdd: boolean;
  readonly onLines: (change: (lines: readonly DraftLine[]) => readonly DraftLine[]) => void;
  readonly onShared: (given: DraftLine['given']) => void;
}) {
  const t = useWords(words);
  return (
    <>
      <div className="lines">
        <div className="line">
          {terms.given
            .filter((field) => isShared(terms, field))
            .map((field) => (
              <GivenField
                key={field}
                field={field}
                given={shared}
                terms={terms}
                onSet={(name, text) => onShared({ ...shared, [name]: text })}
              />
            ))}
        </div>
        {lines.map((line, i) => (
          <LineForm
            key={line.key}
            no={i + 1}
            line={line}
            terms={terms}
            onChange={(changed) =>
              onLines((all) => all.map((each) => (each.key === changed.key ? changed : each)))
            }
          />
        ))}
      </div>
      {mayAdd && <Button onClick={() => onLines((all) => [...all, freeLine()])}>{t('addLine')}</Button>}
    </>
  );
}

function Places({
  value,
  onChange,
}: {
  readonly value: readonly string[];
  readonly onChange: (places: readonly string[]) => void;
}) {
  const t = useWords(words);
  return (
    <>
      {value.map((place, i) => (
        <Form.Item key={i} label={t('place', { no: i + 1 })} htmlFor={`place-${i}`}>
          <Input
            id={`place-${i}`}
            value={place}
            maxLength={100}
            onChange={({ target }) => onChange(value.map((each, j) => (j === i ? target.value : each)))}
            style={{ maxWidth: 480 }}
          />
        </Form.Item>
      ))}
      <Button onClick={() => onChange([...value, ''])}>{t('addPlace')}</Button>
    </>
  );
}
