import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { count, useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { Answer, Section } from '../../ui/page.tsx';
import { PersonalValue } from '../../ui/personal.tsx';
import { Deadline, StatusMark } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { TONES } from '../cases/model.ts';
import { words } from './words.ts';

type Overview = Reply<'GET /counties/:county/households/:household/overview'>;
type Finding = Overview['findings'][number];
type Case = Overview['cases'][number];

interface PartProps {
  readonly household: string;
  readonly purpose: string;
}

/** What was found about a household and what is being done about it. */
export function GoingOn({ household, purpose }: PartProps) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const overview = useGet('GET /counties/:county/households/:household/overview', {
    params: { county, household },
    query: { purpose },
  });
  return (
    <Section title={t('goingOn')}>
      <Answer of={overview}>
        {({ findings, cases }) => (
          <>
            {findings.length === 0 && cases.length === 0 && <p className="nothing">{t('nothingGoesOn')}</p>}
            <ul className="plain-list">
              {findings.map((finding) => (
                <FindingLine
                  key={[finding.policy, finding.policy_year, finding.kind, finding.peril].join()}
                  of={finding}
                />
              ))}
            </ul>
            <ul className="cards">
              {cases.map((each) => (
                <li key={each.case_no}>
                  <CaseCard of={each} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Section>
  );
}

function FindingLine({ of: finding }: { readonly of: Finding }) {
  const t = useWords(words);
  const term = useTerm();
  const { yuanInWords } = useFormat();
  const { peril, self_paid_yuan, line_yuan, kind, policy_year, case_no } = finding;
  const amount = (text: string | null) => <PersonalValue of={text} as={asAmount(yuanInWords)} />;
  return (
    <li className="line-row">
      <StatusMark tone={case_no === null ? 'todo' : 'running'}>{term('finding', kind)}</StatusMark>{' '}
      {t('year', { year: policy_year })} ·{' '}
      {peril === '' ? t('together') : <PersonalValue of={peril} always as={(code) => term('peril', code)} />}
      {self_paid_yuan !== null && (
        <>
          {' · '}
          {t('selfPaidShort')} {amount(self_paid_yuan)}
          {line_yuan !== null && (
            <>
              {' · '}
              {t('lineShort')} {amount(line_yuan)}
            </>
          )}
        </>
      )}
      {case_no === null && <small> {t('noCaseYet')}</small>}
    </li>
  );
}

/** Whole amounts in words; a class of amounts with its thousands apart. */
export const asAmount =
  (inWords: (yuan: string) => string) =>
  (text: string): string =>
    /^-?\d+(\.\d+)?$/.test(text) ? inWords(text) : text.replaceAll(/\d+/g, (digits) => count(digits));

function CaseCard({
  of: { case_no, status, policy_year, opened_on, due, amount_yuan, paid_yuan },
}: {
  readonly of: Case;
}) {
  const t = useWords(words);
  const term = useTerm();
  const { yuanInWords } = useFormat();
  return (
    <Link className="card" to={`/cases/${case_no}`}>
      <strong>{t('caseNo', { number: case_no })}</strong>{' '}
      <StatusMark tone={TONES[status]}>{term('caseStatus', status)}</StatusMark>{' '}
      {due !== null && <Deadline day={due} />}
      <br />
      {t('year', { year: policy_year })} · {t('opened', { day: opened_on })}
      {amount_yuan !== null && ` · ${t('approved')} ${asAmount(yuanInWords)(amount_yuan)}`}
      {paid_yuan !== null && ` · ${t('paid')} ${asAmount(yuanInWords)(paid_yuan)}`}
    </Link>
  );
}

/** Above everything: that somebody may stand in the register twice. */
export function DuplicateWarning({ household, purpose }: PartProps) {
  const t = useWords(words);
  const may = useMay();
  const { code: county } = useCounty();
  const { data } = useGet(
    'GET /counties/:county/duplicates',
    { params: { county }, query: { household, purpose, limit: 20 } },
    { when: may('see.duplicates') },
  );
  if (!data || data.rows.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('duplicates', { count: data.rows.length })}
      action={
        <Link to="/register?tab=duplicates">
          <Button>{t('check')}</Button>
        </Link>
      }
    />
  );
}
