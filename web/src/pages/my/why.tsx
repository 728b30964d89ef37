import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { AmountTable, readAmount, Recompute, Staircase, useAmountSentence } from '../../ui/amount/index.ts';
import { ReadAloud } from '../../ui/read-aloud.tsx';
import { Told, useFamilyYuan } from './parts.tsx';
import { words } from './words.ts';

type Amount = NonNullable<Reply<'GET /my/cases/:case/amount'>['amount']>;
type Claim = Amount['claims'][number];

/** Sentence, table, picture, and the check on one's own phone. */
export function Why() {
  const t = useWords(words);
  const say = useBilingual();
  const familyYuan = useFamilyYuan();
  const no = Number(useParams()['case']);
  const asked = useGet('GET /my/cases/:case/amount', { params: { case: no } });
  return (
    <>
      <h1>{t('whyTitle')}</h1>
      <Told of={asked}>
        {({ amount }) =>
          amount === null ? (
            <p className="light-card">{t('notYet')}</p>
          ) : (
            <>
              {amount.amount_yuan !== null && <p className="my-amount">{familyYuan(amount.amount_yuan)}</p>}
              <Income of={amount} />
              {amount.claims.map((claim) => (
                <One key={claim.peril} claim={claim} />
              ))}
              <p>
                <small>
                  {t('rule', { title: say(amount.policy.title), version: amount.policy.version })}
                </small>
              </p>
            </>
          )
        }
      </Told>
      <div className="my-buttons">
        <Link className="light-button" to={`/my/cases/${no}/say`}>
          {t('object')}
        </Link>
      </div>
    </>
  );
}

function Income({
  of: { per_capita_income_yuan: income, protection_line_yuan: line },
}: {
  readonly of: Amount;
}) {
  const t = useWords(words);
  const { yuanInWords } = useFormat();
  if (income === null || line === null) return null;
  return <p>{t('income', { income: yuanInWords(income), line: yuanInWords(line) })}</p>;
}

function One({ claim }: { readonly claim: Claim }) {
  const t = useWords(words);
  const sentence = useAmountSentence();
  const amount = useMemo(() => readAmount(claim.explanation), [claim]);
  const text = sentence(amount, 'yours');
  return (
    <section className="light-card">
      <h2>{t(claim.peril)}</h2>
      <ReadAloud text={text} />
      <AmountTable amount={amount} />
      <Staircase amount={amount} />
      <Recompute explanation={claim.explanation} />
    </section>
  );
}
