import { Button, Form, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Args, Reply } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useToday } from '../../session.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { Answer, FailureBlock, Nothing, Page, Section } from '../../ui/page.tsx';
import { useTerm } from '../../ui/terms.ts';
import { AgendaPicker } from './agenda.tsx';
import { BodySelect } from './body-select.tsx';
import type { Draft } from './item.tsx';
import { words } from './words.ts';
import './meetings.css';

type Order = Args<'POST /counties/:county/meetings'>['body'];
type Body = Reply<'GET /counties/:county/bodies'>['rows'][number];

/** Calls a meeting: who, when, where, and what is decided. */
export function CallPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const [search] = useSearchParams();
  const corrects = Number(search.get('corrects') ?? 0);
  const wanted = search.get('subject') ?? undefined;
  const bodies = useGet(
    'GET /counties/:county/bodies',
    { params: { county }, query: { limit: 500 } },
    { when: county !== '' },
  );
  const wrong = useGet(
    'GET /counties/:county/meetings/:meeting',
    { params: { county, meeting: corrects } },
    { when: county !== '' && corrects > 0 },
  );
  return (
    <Page title={t('callTitle')} lead={corrects > 0 ? t('correctLead', { no: corrects }) : t('callLead')}>
      <Answer of={bodies}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing>{t('noBody')}</Nothing>
          ) : corrects === 0 ? (
            <CallForm bodies={rows} {...(wanted !== undefined && { wanted })} />
          ) : (
            <Answer of={wrong}>
              {({ meeting, items }) => (
                <CallForm
                  bodies={rows.filter(({ body_no }) => body_no === meeting.body_no)}
                  corrects={corrects}
                  agenda={items.map((item) => ({
                    subject: { module: item.subject_module, id: item.subject_id },
                    decision: item.decision_kind,
                    title: item.title,
                    isSecret: item.is_secret,
                    household: item.household_no ?? undefined,
                  }))}
                />
              )}
            </Answer>
          )
        }
      </Answer>
    </Page>
  );
}

interface Values {
  readonly body: number;
  readonly day: string;
  readonly called: string;
  readonly place: string;
  readonly chair: number;
}

function CallForm({
  bodies,
  corrects,
  wanted,
  agenda: before = [],
}: {
  readonly bodies: readonly Body[];
  readonly corrects?: number;
  /** What somebody came from, `cases:5`. */
  readonly wanted?: string;
  readonly agenda?: readonly Draft[];
}) {
  const t = useWords(words);
  const today = useToday();
  const navigate = useNavigate();
  const { code: county } = useCounty();
  const [form] = Form.useForm<Values>();
  const [agenda, setAgenda] = useState<readonly Draft[]>(before);
  const call = useAct('POST /counties/:county/meetings');
  const fit = fitFor(wanted, bodies);
  const only = fit.length === 1 ? fit[0]!.body_no : undefined;
  const bodyNo = Form.useWatch('body', form) ?? only;
  const day = Form.useWatch('day', form) ?? today;
  const body = bodies.find(({ body_no }) => body_no === bodyNo);
  const rules = useGet('GET /procedure', { query: { on: day } }, { when: day !== '' });
  const own = rules.data?.bodies.find(({ kind }) => kind === body?.kind);
  const usualPlace = useUsualPlace(bodyNo);
  useEffect(() => {
    if (usualPlace !== undefined && !form.isFieldTouched('place')) form.setFieldValue('place', usualPlace);
  }, [form, usualPlace]);
  const submit = (values: Values): void =>
    call.mutate(
      {
        params: { county },
        body: { ...orderOf(values, agenda), ...(corrects !== undefined && { corrects }) },
      },
      { onSuccess: ({ meeting_no }) => void navigate(`/meetings/${meeting_no}`) },
    );
  const required = (field: string) => [{ required: true, message: t('required', { field }) }];
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ day: today, called: today, ...(only !== undefined && { body: only }) }}
      onFinish={submit}
    >
      <Section title={t('no')}>
        <div className="form-grid">
          <Form.Item name="body" label={t('body')} rules={required(t('body'))}>
            <BodySelect bodies={bodies} onPick={() => form.resetFields(['chair'])} />
          </Form.Item>
          <Form.Item name="day" label={t('day')} rules={required(t('day'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="called"
            label={t('calledOn')}
            rules={required(t('calledOn'))}
            extra={own && own.callDays > 0 ? t('callDays', { count: own.callDays }) : undefined}
          >
            <Input type="date" />
          </Form.Item>
          <Form.Item name="place" label={t('place')} rules={required(t('place'))}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="chair" label={t('chair')} rules={required(t('chair'))}>
            <ChairSelect body={bodyNo} day={day} />
          </Form.Item>
        </div>
      </Section>
      <Section title={t('agenda')}>
        <AgendaPicker
          value={agenda}
          onChange={setAgenda}
          area={body?.area_code}
          decides={own?.decides ?? []}
          isCorrection={corrects !== undefined}
          wanted={wanted}
        />
      </Section>
      {call.error && <FailureBlock failure={call.error} />}
      <ActionBar hint={agenda.length === 0 ? t('needItem') : undefined}>
        <Button type="primary" htmlType="submit" disabled={agenda.length === 0} loading={call.isPending}>
          {t('callIt', { count: agenda.length })}
        </Button>
      </ActionBar>
    </Form>
  );
}

/** A case goes to the review group, whatever other bodies the village has. */
const fitFor = (wanted: string | undefined, bodies: readonly Body[]): readonly Body[] =>
  wanted?.startsWith('cases:') ? bodies.filter(({ kind }) => kind === 'village_review_group') : bodies;

const orderOf = ({ body, day, called, place, chair }: Values, agenda: readonly Draft[]): Order => ({
  body,
  day,
  place,
  chair,
  called_on: called,
  agenda: agenda.map(({ subject, decision, title, isSecret, household }) => ({
    subject,
    decision,
    title,
    is_secret: isSecret,
    ...(household !== undefined && { household }),
  })),
});

/** Where the body met last. */
function useUsualPlace(body: number | undefined): string | undefined {
  const { code: county } = useCounty();
  const { data } = useGet(
    'GET /counties/:county/meetings',
    { params: { county }, query: { newest: true, limit: 100 } },
    { when: county !== '' && body !== undefined },
  );
  return data?.rows.find(({ body_no }) => body_no === body)?.place;
}

/** The members in office on the day; the one whose post it is comes first, and is proposed. */
function ChairSelect({
  body,
  day,
  ...field
}: {
  readonly body: number | undefined;
  readonly day: string;
  readonly id?: string;
  readonly value?: number;
  readonly onChange?: (no: number) => void;
}) {
  const term = useTerm();
  const { code: county } = useCounty();
  const { data } = useGet(
    'GET /counties/:county/bodies/:body',
    { params: { county, body: body ?? 0 }, query: { on: day } },
    { when: county !== '' && body !== undefined && day !== '' },
  );
  const members = body === undefined ? [] : (data?.members ?? []);
  const usual = members.find(({ role }) => role === 'chair')?.member_no;
  const { value, onChange } = field;
  useEffect(() => {
    if (value === undefined && usual !== undefined) onChange?.(usual);
  }, [value, usual, onChange]);
  return (
    <Select<number>
      {...field}
      options={members
        .slice()
        .sort((a, b) => Number(b.role === 'chair') - Number(a.role === 'chair'))
        .map(({ member_no, name, role }) => ({ value: member_no, label: `${name} · ${term('seat', role)}` }))}
    />
  );
}
