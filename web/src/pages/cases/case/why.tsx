import { Alert } from 'antd';
import { Link } from 'react-router';
import { useGet } from '../../../api/query.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useBilingual } from '../../../i18n/language.ts';
import { useWords } from '../../../i18n/words.ts';
import {
  amountWords,
  AmountTable,
  PayoutCurve,
  readAmount,
  Recompute,
  Staircase,
  useAmountSentence,
  WhatIf,
} from '../../../ui/amount/index.ts';
import { Answer, fact, Facts } from '../../../ui/page.tsx';
import { StatusMark } from '../../../ui/status.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { hasPage } from '../../index.ts';
import { type CaseAmount, type CaseView, inputsOf, isAmount, seen } from '../model.ts';
import { words } from '../words.ts';
import { Part } from './part.tsx';

type Claim = CaseAmount['claims'][number];

/** Sentence, table, picture, what would change it, rule: for every peril of the amount. */
export function WhyAmount({
  view,
  query,
}: {
  readonly view: CaseView;
  readonly query: Parameters<typeof Answer<CaseAmount>>[0]['of'];
}) {
  const t = useWords(words);
  const isDraft = query.data?.is_draft === true;
  return (
    <Part
      title={t('why')}
      summary={<WhySummary amount={query.data} />}
      extra={isDraft && <StatusMark tone="waiting">{t('draft')}</StatusMark>}
    >
      <Answer of={query}>{(amount) => <Explained view={view} amount={amount} />}</Answer>
    </Part>
  );
}

function WhySummary({ amount }: { readonly amount: CaseAmount | undefined }) {
  const t = useWords(words);
  const { yuan } = useFormat();
  if (!isAmount(amount?.amount_yuan)) return seen(amount?.refusal) ? t('refused') : '—';
  const text = yuan(amount.amount_yuan);
  return amount.is_draft ? t('amountDraft', { amount: text }) : text;
}

function Explained({ view, amount }: { readonly view: CaseView; readonly amount: CaseAmount }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan } = useFormat();
  const rule = useGet('GET /policies/:policy', { params: { policy: amount.policy.version } });
  const refusal = seen(amount.refusal);
  const isHidden = amount.amount_yuan === null && refusal === undefined;
  return (
    <>
      {amount.is_draft && !refusal && !isHidden && <p className="case-soft">{t('draftHelp')}</p>}
      {refusal && <Alert type="info" showIcon title={t('refused')} description={say(refusal)} />}
      {isHidden && <p>{t('notShown')}</p>}
      {isAmount(amount.earlier_yuan) && !/^0\.00$/.test(amount.earlier_yuan) && (
        <p>{t('earlier', { amount: yuan(amount.earlier_yuan) })}</p>
      )}
      {!isHidden && !refusal && amount.claims.length === 0 && <p>{t('noClaims')}</p>}
      {amount.claims.map((claim, i) => (
        <ClaimPart key={claim.claim_no ?? i} claim={claim} view={view} lines={rule.data?.lines} />
      ))}
      <Rule amount={amount} />
    </>
  );
}

function ClaimPart({
  claim,
  view,
  lines,
}: {
  readonly claim: Claim;
  readonly view: CaseView;
  readonly lines: Parameters<typeof WhatIf>[0]['lines'];
}) {
  const t = useWords(words);
  const ta = useWords(amountWords);
  const term = useTerm();
  const sentence = useAmountSentence();
  const explanation = seen(claim.explanation);
  if (!explanation) return <p>{t('notShown')}</p>;
  const amount = readAmount(explanation);
  const { peril } = amount.schedule;
  return (
    <article className="case-claim">
      <h3 className="case-subtitle">
        {term('peril', peril)}
        {claim.claim_no !== null && <small> · {t('claimNo', { no: claim.claim_no })}</small>}
      </h3>
      <p className="case-sentence">{sentence(amount, 'theirs')}</p>
      <AmountTable amount={amount} />
      <div className="case-pictures">
        <Staircase amount={amount} />
        <PayoutCurve amount={amount} />
      </div>
      <div className="no-print">
        <h4 className="case-subtitle">{ta('whatIf')}</h4>
        <WhatIf amount={amount} lines={lines} />
        <p className="case-soft">{t('checkHelp')}</p>
        <Recompute
          explanation={explanation}
          lines={lines}
          bills={billsOf(view, peril)}
          stated={isAmount(claim.difference_yuan) ? claim.difference_yuan : undefined}
          className="case-button"
        />
      </div>
    </article>
  );
}

/** Self-paid parts of a peril's frozen bills; undefined where the viewer sees classes only. */
function billsOf(view: CaseView, peril: string): string[] | undefined {
  const bills = inputsOf(view)?.facts.bills.filter((bill) => bill.peril === peril);
  const amounts = bills?.flatMap(({ selfPaidYuan }) => (isAmount(selfPaidYuan) ? [selfPaidYuan] : []));
  return amounts?.length === bills?.length ? amounts : undefined;
}

/** Which rule, in which version, from which document. */
function Rule({ amount }: { readonly amount: CaseAmount }) {
  const t = useWords(words);
  const ta = useWords(amountWords);
  const say = useBilingual();
  const { policy } = amount;
  const { data } = useGet('GET /policies/:policy', { params: { policy: policy.version } });
  const sources = sourcesOf(data?.document.sources, amount.claims.length > 0);
  return (
    <>
      <h3 className="case-subtitle">{ta('rule')}</h3>
      <Facts
        of={[
          fact(
            ta('policy'),
            <>
              {say(policy.title)}{' '}
              {hasPage('/policies') && (
                <Link className="no-print" to={`/policies/${policy.id}`}>
                  {t('openPolicy')}
                </Link>
              )}
            </>,
          ),
          fact(ta('version'), <code className="case-code">{policy.version}</code>),
          fact(ta('hash'), <code className="case-code">{policy.hash}</code>),
          fact(ta('source'), sources.length > 0 ? sources.join('；') : undefined),
        ]}
      />
    </>
  );
}

type Sources = Readonly<Record<string, { readonly document: string; readonly where?: string }>>;

/** The documents of lines and payments; every number's own source stands on the policy's page. */
function sourcesOf(sources: unknown, isPaid: boolean): string[] {
  const known = (sources ?? {}) as Sources;
  const names = isPaid ? ['seed_lines', 'seed_insurance'] : ['seed_lines'];
  return names.flatMap((name) => {
    const source = known[name];
    return source ? [[source.document, source.where].filter(Boolean).join(' · ')] : [];
  });
}
