import { Link } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { Answer, Section } from '../../ui/page.tsx';
import { Deadline, StatusMark } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';

/** Cases of a household, the latest first. */
export function HouseholdCases({ household }: { readonly household: string }) {
  const t = useWords(words);
  const term = useTerm();
  const may = useMay();
  const { code: county } = useCounty();
  const cases = useGet(
    'GET /counties/:county/cases',
    { params: { county }, query: { household, limit: 100 } },
    { when: may('see.case') },
  );
  if (!may('see.case')) return null;
  return (
    <Section title={t('cases')}>
      <Answer of={cases}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="nothing">{t('noCases')}</p>
          ) : (
            <ul className="cards">
              {[...rows].reverse().map((row) => (
                <li key={row.case_no}>
                  <Link className="card" to={`/cases/${row.case_no}`}>
                    <strong>{t('caseNo', { number: row.case_no })}</strong>{' '}
                    <StatusMark tone={row.awaits.length > 0 ? 'running' : 'done'}>
                      {term('caseStatus', row.status)}
                    </StatusMark>
                    <br />
                    {t('year', { year: row.policy_year })} · {t('opened', { day: row.opened_on })}{' '}
                    {row.awaits[0]?.due && <Deadline day={row.awaits[0].due} />}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}
