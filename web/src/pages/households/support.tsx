import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { KINDS, type PostingKind } from '../../../../src/ledger/pure.ts';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useSight } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Section } from '../../ui/page.tsx';
import { PersonalValue } from '../../ui/personal.tsx';
import { asAmount } from './going-on.tsx';
import { words } from './words.ts';
import { Shape } from '../../ui/shape.tsx';

type Report = Reply<'GET /counties/:county/households/:household/support'>;
type Posting = Report['postings'][number];

/** Everything a household received: what the books paid it, and what was done for it. */
export function Support({ household, purpose }: { readonly household: string; readonly purpose: string }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { yuanInWords } = useFormat();
  const sight = useSight('claim');
  const support = useGet(
    'GET /counties/:county/households/:household/support',
    { params: { county, household }, query: { purpose } },
    { when: sight !== 'none' },
  );
  const amount = (text: string | null) => <PersonalValue of={text} always as={asAmount(yuanInWords)} />;
  return (
    <Section title={t('support')}>
      {sight === 'none' ? (
        <p className="nothing">
          <Shape of="lock" /> {t('supportHidden')}
        </p>
      ) : (
        <Answer of={support}>
          {({ entitled_yuan, paid_yuan, postings, measures }) =>
            postings.length === 0 && measures.length === 0 ? (
              <p className="nothing">{t('noSupport')}</p>
            ) : (
              <>
                <p>
                  {t('entitled')} {amount(entitled_yuan)} · {t('paid')} {amount(paid_yuan)}
                </p>
                <Postings of={postings} />
                <Measures of={measures} />
              </>
            )
          }
        </Answer>
      )}
    </Section>
  );
}

function Postings({ of: postings }: { readonly of: readonly Posting[] }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan } = useFormat();
  const kindOf = ({ kind }: Posting): string => say(KINDS[kind as PostingKind]);
  const amountOf = ({ amount, asset, reversed_by }: Posting) => {
    const shown = (
      <PersonalValue of={amount} always as={(text) => (asset === 'CNY' ? asAmount(yuan)(text) : text)} />
    );
    return reversed_by === null ? shown : <s>{shown}</s>;
  };
  const noteOf = ({ reversed_by, reversal_of }: Posting): string =>
    reversed_by !== null ? t('reversed') : reversal_of !== null ? t('reversal') : '';
  const caseOf = ({ case_no }: Posting) =>
    case_no === null ? '—' : <Link to={`/cases/${case_no}`}>{t('caseNo', { number: case_no })}</Link>;
  const columns: TableColumnsType<Posting> = [
    { title: t('day'), dataIndex: 'day', width: 110 },
    { title: t('what'), render: (_, posting) => kindOf(posting) },
    { title: t('case'), width: 140, render: (_, posting) => caseOf(posting) },
    { title: t('amount'), align: 'right', width: 160, render: (_, posting) => amountOf(posting) },
    { title: '', width: 160, render: (_, posting) => noteOf(posting) },
  ];
  return (
    <DataTable
      label={t('support')}
      rows={postings}
      columns={columns}
      rowKey={({ posting_no }) => posting_no}
      empty={t('noPayments')}
      card={(posting) => (
        <div className="card">
          <strong>{amountOf(posting)}</strong> {kindOf(posting)}
          <br />
          {posting.day} {noteOf(posting)} {caseOf(posting)}
        </div>
      )}
    />
  );
}

function Measures({ of: measures }: { readonly of: Report['measures'] }) {
  const t = useWords(words);
  if (measures.length === 0) return null;
  return (
    <>
      <h3>{t('measures')}</h3>
      <ul className="plain-list">
        {measures.map(({ case_no, day, answer, actor }, i) => (
          <li key={i} className="line-row">
            {day} <PersonalValue of={answer} always />{' '}
            <small>
              {actor} · <Link to={`/cases/${case_no}`}>{t('caseNo', { number: case_no })}</Link>
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
