import { Link } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { Departments, Notices } from './blocks.tsx';
import { FoundThisYear } from './findings.tsx';
import { Pool } from './pool.tsx';
import { RegisterWork, StockAccount } from './register.tsx';
import { StepTable } from './steps.tsx';
import { words } from './words.ts';
import './today.css';

/** What needs the office today; then how the county stands. */
export function TodayPage() {
  const t = useWords(words);
  const today = useToday();
  const may = useMay();
  const { dayInWords } = useFormat();
  const { code: county } = useCounty();
  const when = county !== '';
  const mine = useGet('GET /counties/:county/home/today', { params: { county } }, { when });
  const steps = useGet(
    'GET /counties/:county/home/steps',
    { params: { county } },
    { when: when && may('see.case') },
  );
  const day = dayInWords(mine.data?.day ?? today);
  return (
    <Page
      title={t('title')}
      lead={
        mine.data &&
        (mine.data.total === 0
          ? t('leadNone', { day })
          : t('lead', { day, count: mine.data.total, late: mine.data.overdue }))
      }
    >
      <Section title={t('mine')} extra={<Link to="/due">{t('toAll')}</Link>}>
        <Answer of={mine}>
          {({ rows, soon_until }) => (
            <StepTable
              rows={rows.map(({ entries, ...row }) => ({ ...row, count: entries }))}
              soonUntil={soon_until}
              linkOf={({ kind, step }) => `/due?kind=${kind}&step=${step}`}
              empty={t('noneMine')}
            />
          )}
        </Answer>
      </Section>
      {may('see.case') && (
        <Section title={t('steps')} extra={<Link to="/cases">{t('toAll')}</Link>}>
          <Answer of={steps}>
            {({ rows, soon_until }) => (
              <StepTable
                rows={rows.map(({ cases, next, ...row }) => ({
                  ...row,
                  kind: 'case',
                  step: next,
                  count: cases,
                }))}
                soonUntil={soon_until}
                empty={t('noCases')}
              />
            )}
          </Answer>
        </Section>
      )}
      <div className="today-grid">
        {may('see.case') && <Departments county={county} />}
        <Notices county={county} />
      </div>
      {may('pool.show') && <Pool county={county} />}
      {may('see.findings') && <FoundThisYear county={county} />}
      <div className="today-grid">
        <StockAccount county={county} />
        <RegisterWork county={county} />
      </div>
    </Page>
  );
}
