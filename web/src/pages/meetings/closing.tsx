import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useAct, useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useMe } from '../../session.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { useKeepFile } from '../../ui/keep-file.ts';
import { Facts, FailureBlock, Section } from '../../ui/page.tsx';
import { usePurpose } from '../../ui/personal.tsx';
import { FileLink, PictureButton } from '../../ui/picture-button.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import {
  type Choice,
  CHOICES,
  isMe,
  type ItemView,
  type MeetingView,
  missingEvidence,
  type SeatView,
} from './rules.ts';
import { useVotesInWords } from './vote.tsx';
import { words } from './words.ts';

const KINDS = ['signatures', 'photo', 'proxy', 'document'] as const;
type Kind = (typeof KINDS)[number];

/** The signature sheet and whatever else shows how the meeting went. */
export function EvidenceStep({ view, onDone }: { readonly view: MeetingView; readonly onDone: () => void }) {
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const keep = useKeepFile();
  const add = useAct('POST /counties/:county/meetings/:meeting/evidence');
  const [busy, setBusy] = useState<Kind>();
  const missing = missingEvidence(view);
  const failure = keep.error ?? add.error;
  const kinds = [...KINDS].sort((a, b) => Number(missing.includes(b)) - Number(missing.includes(a)));
  return (
    <>
      <EvidenceList view={view} />
      {failure && <FailureBlock failure={failure} />}
      <ActionBar>
        {kinds.map((kind, i) => (
          <PictureButton
            key={kind}
            label={t('take', { kind: term('evidence', kind) })}
            isPrimary={i === 0 && missing.length > 0}
            isBusy={busy === kind && (keep.isPending || add.isPending)}
            onPicture={(picture) => {
              setBusy(kind);
              keep.mutate(picture, {
                onSuccess: (file) =>
                  add.mutate(
                    { params: { county, meeting: view.meeting.meeting_no }, body: { kind, file } },
                    { onSuccess: () => missing.length === 1 && missing[0] === kind && onDone() },
                  ),
              });
            }}
          />
        ))}
      </ActionBar>
    </>
  );
}

function EvidenceList({ view: { evidence } }: { readonly view: MeetingView }) {
  const term = useTerm();
  const { purpose } = usePurpose('meetings', { zh: '核对会议材料', en: 'checking the papers of a meeting' });
  if (evidence.length === 0) return null;
  return (
    <ul className="files">
      {evidence.map(({ kind, file_name, sha256 }, i) => (
        <li key={i}>
          {term('evidence', kind)} · <FileLink file={{ name: file_name, sha256 }} purpose={purpose} />
        </li>
      ))}
    </ul>
  );
}

/** What was said, and the chair's signature, after which nothing is added. */
export function MinutesStep({ view }: { readonly view: MeetingView }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const me = useMe();
  const { pathname } = useLocation();
  const proposal = useProposal(view);
  const [minutes, setMinutes] = useState(proposal);
  const close = useAct('POST /counties/:county/meetings/:meeting/close');
  const { chair_name: chair, meeting_no } = view.meeting;
  const isChair = isMe(me.name, chair);
  return (
    <>
      <label>
        <span className="field-name">{t('minutesLabel')}</span>
        {isChair ? (
          <Input.TextArea
            value={minutes}
            maxLength={20_000}
            autoSize={{ minRows: 5, maxRows: 16 }}
            onChange={({ target }) => setMinutes(target.value)}
          />
        ) : (
          <span className="minutes">{minutes}</span>
        )}
        <small className="soft">{t('minutesHelp')}</small>
      </label>
      {close.error && <FailureBlock failure={close.error} />}
      <ActionBar hint={isChair ? undefined : t('onlyChair', { chair })}>
        {isChair ? (
          <Button
            type="primary"
            disabled={minutes.trim() === ''}
            loading={close.isPending}
            onClick={() =>
              close.mutate({
                params: { county, meeting: meeting_no },
                body: { minutes: minutes.trim() },
              })
            }
          >
            {t('close')}
          </Button>
        ) : (
          <Link to={`/sign-in?to=${encodeURIComponent(pathname)}`}>
            <Button block>{t('chairSignsIn')}</Button>
          </Link>
        )}
      </ActionBar>
    </>
  );
}

/** What the rows say already, as the beginning of the minutes. */
function useProposal({ seats, items }: MeetingView): string {
  const t = useWords(words);
  const term = useTerm();
  const votes = useVotesInWords();
  const present = seats.filter(({ presence }) => presence !== 'absent').length;
  return [
    t('minutesFirst', { present, entitled: seats.length }),
    ...items.map((item) =>
      t('minutesLine', {
        no: item.item_no,
        what: term('decision', item.decision_kind),
        votes: votes(item),
        outcome: t(item.result.outcome),
      }),
    ),
  ].join('\n');
}

/** A closed meeting: what came out, who said what, the minutes, and what comes next. */
export function ClosedPart({ view }: { readonly view: MeetingView }) {
  const t = useWords(words);
  const votes = useVotesInWords();
  const text = useItemText();
  const { meeting, items, minutes } = view;
  return (
    <Section title={t('closedBy', { chair: meeting.closed_by ?? '' })}>
      <ol className="results">
        {items.map((item) => (
          <li key={item.item_no}>
            <StatusMark tone={item.result.outcome === 'approved' ? 'good' : 'refused'}>
              {t(item.result.outcome)}
            </StatusMark>{' '}
            {text(item)}
            {item.result.outcome !== 'no_quorum' && <div className="soft">{votes(item)}</div>}
            <SaidBy view={view} item={item} />
          </li>
        ))}
      </ol>
      <Came view={view} />
      {minutes !== null && <p className="minutes">{minutes}</p>}
      <EvidenceList view={view} />
      <NextActs view={view} />
    </Section>
  );
}

/** The decision and the title of an item, once where the title says both. */
function useItemText(): (item: ItemView) => string {
  const term = useTerm();
  const say = useBilingual();
  return ({ decision_kind, title }) => {
    const what = term('decision', decision_kind);
    return title.includes(what) ? title : `${what}${say({ zh: '：', en: ': ' })}${title}`;
  };
}

/** Who said what, by name; or who counted. */
function SaidBy({ view, item }: { readonly view: MeetingView; readonly item: ItemView }) {
  const t = useWords(words);
  const term = useTerm();
  const list = useNames();
  const tally = view.tallies.find(({ item_no }) => item_no === item.item_no);
  if (tally)
    return <div className="soft">{t('countedBy', { by: tally.recorded_by, witness: tally.witness })}</div>;
  const of = (choice: Choice) =>
    view.ballots
      .filter((ballot) => ballot.item_no === item.item_no && ballot.choice === choice)
      .map(({ member_no }) => nameOf(view, member_no));
  const recused = view.recusals.filter(({ item_no }) => item_no === item.item_no);
  return (
    <details>
      <summary>{t('whoSaid')}</summary>
      <dl className="names">
        {CHOICES.filter((choice) => of(choice).length > 0).map((choice) => (
          <div key={choice}>
            <dt>{term('choice', choice)}</dt>
            <dd>{list(of(choice))}</dd>
          </div>
        ))}
        {recused.length > 0 && (
          <div>
            <dt>{t('recused')}</dt>
            <dd>{list(recused.map(({ member_no }) => nameOf(view, member_no)))}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

const nameOf = ({ seats }: MeetingView, no: number): string =>
  seats.find(({ member_no }) => member_no === no)?.name ?? String(no);

function useNames(): (names: readonly string[]) => string {
  const say = useBilingual();
  return (names) => names.join(say({ zh: '、', en: ', ' }));
}

function Came({ view }: { readonly view: MeetingView }) {
  const t = useWords(words);
  const list = useNames();
  const of = (presence: SeatView['presence']) =>
    view.seats
      .filter((seat) => seat.presence === presence)
      .map((seat) =>
        presence === 'proxy'
          ? `${seat.name} → ${seat.holder_name ?? nameOf(view, seat.holder_no ?? 0)}`
          : seat.name,
      );
  const shown = (
    [
      ['here', of('present')],
      ['proxy', of('proxy')],
      ['away', of('absent')],
    ] as const
  ).filter(([, names]) => names.length > 0);
  return <Facts of={shown.map(([word, names]) => [`${t(word)} ${names.length}`, list(names)])} />;
}

function NextActs({ view: { meeting, items } }: { readonly view: MeetingView }) {
  const t = useWords(words);
  const may = useMay();
  const { data } = useGet('GET /procedure', {});
  const published = new Set<string>(data?.notices.map(({ kind }) => kind));
  const count = items.filter(
    ({ result, decision_kind }) => result.outcome === 'approved' && published.has(decision_kind),
  ).length;
  return (
    <ActionBar hint={data && count === 0 ? t('nothingApproved') : undefined}>
      {count > 0 && may('governance.notice.draft') && (
        <Link to={`/notices/new?meeting=${meeting.meeting_no}`}>
          <Button type="primary" block>
            {t('toNotice', { count })}
          </Button>
        </Link>
      )}
      {may('governance.meeting.call') && (
        <Link to={`/meetings/new?corrects=${meeting.meeting_no}`}>
          <Button block>{t('correct')}</Button>
        </Link>
      )}
    </ActionBar>
  );
}
