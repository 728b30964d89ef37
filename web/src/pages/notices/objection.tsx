import { Button, Input, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { Answer, Facts, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { About, type Objection, ObjectionStatus } from './objections.tsx';
import { AppealForm } from './receive.tsx';
import { words } from './words.ts';
import './notices.css';

type WholeObjection = Reply<'GET /counties/:county/objections/:objection'>;
type Verdict = 'upheld' | 'dismissed';

/** One objection: what was said, by when who answers, and what came of it. */
export function ObjectionPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const no = Number(useParams()['objection']);
  const objection = useGet(
    'GET /counties/:county/objections/:objection',
    { params: { county, objection: no } },
    { when: county !== '' },
  );
  const { data } = objection;
  return (
    <Page
      title={t(data?.appeals_no == null ? 'objectionTitle' : 'appealTitle', { no })}
      lead={data && <ObjectionStatus of={data} />}
      actions={
        data?.subject_module === 'cases' && (
          <Link to={`/cases/${data.subject_id.split('/')[0]}`}>
            <Button>{t('toCase')}</Button>
          </Link>
        )
      }
    >
      <Answer of={objection}>
        {(found) => (
          <>
            <Section title={t('objectionWords')}>
              <p className="said">{found.words}</p>
              <Said of={found} />
            </Section>
            {found.verdict === null ? <AnswerForm of={found} /> : <Given of={found} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Said({ of: objection }: { readonly of: WholeObjection }) {
  const t = useWords(words);
  const term = useTerm();
  const { dayInWords } = useFormat();
  const { appeals_no } = objection;
  return (
    <Facts
      of={[
        [t('about'), <About key="about" of={objection} />],
        [t('channel'), term('channel', objection.channel)],
        [t('saidBy'), objection.objector ?? t('anonymous')],
        ...(objection.phone === null ? [] : [[t('phone'), objection.phone] as const]),
        [t('receivedOn'), dayInWords(objection.received_on)],
        [t('answerBy'), dayInWords(objection.answer_by)],
        ...(appeals_no === null
          ? []
          : [
              [
                t('appeals', { no: appeals_no }),
                <Link key="below" to={`/notices/objections/${appeals_no}`}>
                  {t('objectionTitle', { no: appeals_no })}
                </Link>,
              ] as const,
            ]),
      ]}
    />
  );
}

/** Asks the server first whether one may answer at all: who took part may not, and is told why. */
function AnswerForm({ of: { objection_no } }: { readonly of: Objection }) {
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const mayAnswer = useMay()('governance.objection.answer');
  const [verdict, setVerdict] = useState<Verdict>();
  const [reason, setReason] = useState('');
  const answer = useAct('POST /counties/:county/objections/:objection/answers');
  const refusal = useRefusal(objection_no, mayAnswer);
  if (!mayAnswer)
    return (
      <Section title={t('answer')}>
        <p className="soft">{t('othersAnswer')}</p>
      </Section>
    );
  if (refusal)
    return (
      <Section title={t('answer')}>
        <FailureBlock failure={refusal} />
      </Section>
    );
  return (
    <Section title={t('answer')}>
      <div className="dialog-fields">
        <fieldset className="plain">
          <legend>{t('verdict')}</legend>
          <Radio.Group
            value={verdict ?? null}
            onChange={({ target }) => setVerdict(target.value as Verdict)}
            options={termsOf('verdict').map((each) => ({ value: each, label: term('verdict', each) }))}
          />
        </fieldset>
        {verdict === 'upheld' && <p className="notice-line">{t('upheldHelp')}</p>}
        <label>
          <span className="field-name">{t('answerReason')}</span>
          <Input.TextArea
            value={reason}
            maxLength={500}
            autoSize={{ minRows: 3, maxRows: 8 }}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        {answer.error && <FailureBlock failure={answer.error} />}
      </div>
      <ActionBar>
        <Button
          type="primary"
          disabled={verdict === undefined || reason.trim() === ''}
          loading={answer.isPending}
          onClick={() =>
            answer.mutate({
              params: { county, objection: objection_no },
              body: { verdict: verdict!, reason: reason.trim() },
            })
          }
        >
          {verdict ? t('saveAnswer', { verdict: term('verdict', verdict) }) : t('chooseVerdict')}
        </Button>
      </ActionBar>
    </Section>
  );
}

/** What the server would say to an answer of the viewer; a trial that keeps nothing. */
function useRefusal(objection: number, isAsked: boolean) {
  const { code: county } = useCounty();
  const { mutate, error } = useAct('POST /counties/:county/objections/:objection/answers');
  useEffect(() => {
    if (isAsked)
      mutate({ params: { county, objection }, body: { verdict: 'dismissed', reason: '-', dry_run: true } });
  }, [county, objection, isAsked, mutate]);
  return error;
}

function Given({ of: objection }: { readonly of: Objection }) {
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const { dayInWords } = useFormat();
  const mayAppeal = useMay()('governance.objection.appeal');
  const [isAppealing, appeal] = useState(false);
  const { objection_no, subject_module, subject_id, verdict, answered_by, answered_on, reason } = objection;
  const others = useGet('GET /counties/:county/objections', {
    params: { county },
    query: { module: subject_module, id: subject_id, limit: 100 },
  });
  const above = others.data?.rows.find(({ appeals_no }) => appeals_no === objection_no);
  return (
    <Section
      title={t('answer')}
      extra={
        above ? (
          <Link to={`/notices/objections/${above.objection_no}`}>
            {t('appealed', { no: above.objection_no })}
          </Link>
        ) : (
          mayAppeal && <Button onClick={() => appeal(true)}>{t('appeal')}</Button>
        )
      }
    >
      <p>
        <strong>{term('verdict', verdict ?? '')}</strong>
      </p>
      <p className="said">{reason}</p>
      <p className="soft">{t('answeredBy', { by: answered_by ?? '', day: dayInWords(answered_on ?? '') })}</p>
      {isAppealing && <AppealForm no={objection_no} onClose={() => appeal(false)} />}
    </Section>
  );
}
