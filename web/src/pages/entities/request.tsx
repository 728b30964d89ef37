import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { SPENDING_KINDS, SPENDING_STATUSES } from '../../../../src/livelihood/programmes/pure.ts';
import { useAccountName } from '../money/parts.tsx';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, fact, Facts, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { FactDialog } from './form.tsx';
import { HouseholdLink, Papers, RequestStatus } from './parts.tsx';
import { words } from './words.ts';

type Whole = Reply<'GET /counties/:county/expenditures/:expenditure'>;

/** A request to spend: who has to agree, who has, and what comes next. */
export function RequestPage() {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan } = useFormat();
  const { code: county } = useCounty();
  const { request: no } = useParams();
  const request = useGet(
    'GET /counties/:county/expenditures/:expenditure',
    { params: { county, expenditure: Number(no) } },
    { when: county !== '' },
  );
  const { data } = request;
  return (
    <Page
      title={t('requestTitle', { no: no ?? '' })}
      lead={
        data &&
        t('requestLead', {
          amount: yuan(data.amount_yuan),
          purpose: data.purpose_text,
          status: say(SPENDING_STATUSES[data.status]),
        })
      }
    >
      <Answer of={request}>{(one) => <Body county={county} one={one} />}</Answer>
    </Page>
  );
}

interface OfRequest {
  readonly county: string;
  readonly one: Whole;
}

function Body({ county, one }: OfRequest) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan, yuanDigits } = useFormat();
  const accountName = useAccountName();
  const rules = useGet('GET /procedure', {});
  const nameOf = (kind: string): string => {
    const found = rules.data?.bodies.find((body) => body.kind === kind);
    return found ? say(found.name) : kind;
  };
  const { tier } = one;
  return (
    <>
      <Section extra={<Acts county={county} one={one} />} title={<RequestStatus of={one.status} />}>
        <p>
          {t('tierIs', {
            bodies: tier.bodies.map(nameOf).join(' / '),
            notice: tier.notice_days === 0 ? t('noNotice') : t('noticeOf', { count: tier.notice_days }),
            veto: tier.veto_days,
          })}{' '}
          {tier.is_four_discussions && t('fourDiscussions')}
        </p>
        <Facts
          of={[
            fact(t('name'), <Link to={`/entities/${one.entity_no}`}>{one.entity_name}</Link>),
            fact(t('kind'), say(SPENDING_KINDS[one.kind])),
            fact(t('amount'), yuan(one.amount_yuan)),
            fact(t('payee'), one.payee_account === null ? t('rents') : accountName(one.payee_account)),
            fact(t('on'), one.requested_on),
            fact(t('by'), one.recorded_by),
            fact(t('files'), one.files.length > 0 ? <Papers of={one.files} /> : t('noFiles')),
          ]}
        />
      </Section>
      <Path county={county} one={one} />
      {one.rents.length > 0 && (
        <Section title={t('rents')}>
          <DataTable
            label={t('rents')}
            rows={one.rents}
            rowKey={({ contract_no }) => String(contract_no)}
            empty="—"
            columns={[
              { title: t('bookHousehold'), render: (_, row) => <HouseholdLink no={row.household_no} /> },
              { title: t('mu'), align: 'right', dataIndex: 'mu' },
              {
                title: t('amount'),
                align: 'right',
                className: 'number',
                render: (_, row) => yuanDigits(row.amount_yuan),
              },
            ]}
            card={(row) => (
              <div className="card">
                <HouseholdLink no={row.household_no} /> · {row.mu} {t('mu')}
                <div className="number">{yuan(row.amount_yuan)}</div>
              </div>
            )}
          />
        </Section>
      )}
    </>
  );
}

/** Every step in its order, done or still to be done. */
function Path({ one }: OfRequest) {
  const t = useWords(words);
  const { yuan } = useFormat();
  const { decision, tier, authorisation, steps } = one;
  const done = (name: Whole['steps'][number]['step']): ReactNode => {
    const step = steps.find((each) => each.step === name);
    return (
      step && (
        <>
          {step.day} · {step.recorded_by}
          {step.remark !== '—' && <div>{step.remark}</div>}
          <Papers of={step.files} />
        </>
      )
    );
  };
  const discussions = tier.is_four_discussions
    ? (['branch_proposal', 'committee_discussion', 'member_review'] as const).map((name) =>
        fact(t(name), done(name)),
      )
    : [];
  const decided =
    decision.meeting_no === null ? (
      t('noDecision')
    ) : (
      <>
        <Link to={`/meetings/${decision.meeting_no}`}>{decision.body_name}</Link> · {decision.day} ·{' '}
        {t(
          decision.outcome === 'approved'
            ? 'approved'
            : decision.outcome === 'refused'
              ? 'refused'
              : 'noDecision',
        )}
      </>
    );
  const notice = decision.notice_no !== null && (
    <>
      <Link to={`/notices/${decision.notice_no}`}>{decision.notice_no}</Link> → {decision.notice_until ?? '—'}
    </>
  );
  return (
    <Section title={t('steps')}>
      <Facts
        of={[
          ...discussions,
          fact(t('decisionStep'), decided),
          ...(tier.notice_days > 0 ? [fact(t('noticeStep'), notice)] : []),
          fact(
            t('veto'),
            steps.some(({ step }) => step === 'vetoed')
              ? done('vetoed')
              : one.veto_until && t('vetoUntil', { day: one.veto_until }),
          ),
          fact(
            t('authorised'),
            authorisation && (
              <>
                {done('authorised')}
                <div>
                  {t('authorisationNo', {
                    no: authorisation.authorisation_no,
                    left: yuan(authorisation.left_yuan),
                    day: authorisation.valid_to,
                  })}
                </div>
              </>
            ),
          ),
          fact(t('cosignStep'), authorisation && (authorisation.cosigned_by.join('、') || '—')),
          fact(t('payStep'), ['paid', 'disclosing'].includes(one.status) ? yuan(one.amount_yuan) : '—'),
          ...(tier.is_four_discussions ? [fact(t('result_disclosed'), done('result_disclosed'))] : []),
        ]}
      />
    </Section>
  );
}

const BEFORE = ['discussing', 'deciding', 'wrong_body', 'noticing', 'contested', 'veto_period', 'decided'];

/** What is possible now, for whom. */
function Acts({ county, one }: OfRequest) {
  const t = useWords(words);
  const may = useMay();
  const [form, setForm] = useState<'discuss' | 'disclose' | 'withdraw' | 'veto'>();
  const authorise = useAct('POST /counties/:county/expenditures/:expenditure/authorisation');
  const cosign = useAct('POST /counties/:county/expenditures/:expenditure/cosignature');
  const pay = useAct('POST /counties/:county/expenditures/:expenditure/payment');
  const params = { county, expenditure: one.expenditure_no };
  const { status } = one;
  const subject = `${one.subject.module}:${one.subject.id}`;
  const failure = authorise.error ?? cosign.error ?? pay.error;
  return (
    <div className="no-print">
      <div className="page-actions">
        {status === 'discussing' && may('programmes.expenditure.step') && (
          <Button type="primary" onClick={() => setForm('discuss')}>
            {t('discuss')}
          </Button>
        )}
        {['deciding', 'wrong_body'].includes(status) && may('governance.meeting.call') && (
          <Link to={`/meetings/new?subject=${subject}`}>
            <Button type="primary">{t('toMeetings')}</Button>
          </Link>
        )}
        {status === 'noticing' && one.decision.notice_no === null && may('governance.notice.draft') && (
          <Link to={`/notices/new?meeting=${one.decision.meeting_no}`}>
            <Button type="primary">{t('toNotices')}</Button>
          </Link>
        )}
        {['noticing', 'contested', 'veto_period'].includes(status) && may('programmes.expenditure.veto') && (
          <Button danger onClick={() => setForm('veto')}>
            {t('veto')}
          </Button>
        )}
        {status === 'decided' && may('programmes.expenditure.authorise') && (
          <Button
            type="primary"
            loading={authorise.isPending}
            onClick={() => authorise.mutate({ params, body: {} })}
          >
            {t('authorise')}
          </Button>
        )}
        {status === 'awaiting_agent' && may('programmes.escrow.cosign') && (
          <Button
            type="primary"
            loading={cosign.isPending}
            onClick={() => cosign.mutate({ params, body: {} })}
          >
            {t('cosign')}
          </Button>
        )}
        {status === 'payable' && may('programmes.expenditure.pay') && (
          <Button type="primary" loading={pay.isPending} onClick={() => pay.mutate({ params, body: {} })}>
            {t('pay')}
          </Button>
        )}
        {status === 'disclosing' && may('programmes.expenditure.step') && (
          <Button type="primary" onClick={() => setForm('disclose')}>
            {t('disclose')}
          </Button>
        )}
        {BEFORE.includes(status) && may('programmes.expenditure.step') && (
          <Button onClick={() => setForm('withdraw')}>{t('withdraw')}</Button>
        )}
      </div>
      {['deciding', 'wrong_body'].includes(status) && <small>{t('callMeeting', { subject })}</small>}
      {failure && <FailureBlock failure={failure} />}
      {form !== undefined && form !== 'veto' && (
        <StepForm county={county} one={one} step={form} onClose={() => setForm(undefined)} />
      )}
      {form === 'veto' && <VetoForm county={county} one={one} onClose={() => setForm(undefined)} />}
    </div>
  );
}

interface OfForm extends OfRequest {
  readonly onClose: () => void;
}

function StepForm({
  county,
  one,
  step,
  onClose,
}: OfForm & { readonly step: 'discuss' | 'disclose' | 'withdraw' }) {
  const t = useWords(words);
  const act = useAct('POST /counties/:county/expenditures/:expenditure/steps');
  type Step = 'branch_proposal' | 'committee_discussion' | 'member_review';
  const name =
    step === 'disclose' ? 'result_disclosed' : step === 'withdraw' ? 'withdrawn' : (one.missing[0] as Step);
  return (
    <FactDialog
      title={t(name)}
      hasFiles
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[{ name: 'remark', label: t('remark'), kind: 'long' }]}
      onSend={(given, files, close) =>
        act.mutate(
          {
            params: { county, expenditure: one.expenditure_no },
            body: { step: name, remark: given['remark']!, files: [...files] },
          },
          { onSuccess: close },
        )
      }
    />
  );
}

function VetoForm({ county, one, onClose }: OfForm) {
  const t = useWords(words);
  const act = useAct('POST /counties/:county/expenditures/:expenditure/veto');
  return (
    <FactDialog
      title={t('veto')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[{ name: 'reason', label: t('reason'), kind: 'long' }]}
      onSend={(given, _, close) =>
        act.mutate(
          { params: { county, expenditure: one.expenditure_no }, body: { reason: given['reason']! } },
          { onSuccess: close },
        )
      }
    />
  );
}
