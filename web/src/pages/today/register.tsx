import { Link } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useToday } from '../../session.ts';
import { Answer, Facts, Section } from '../../ui/page.tsx';
import { Accounts } from '../register/cohort.tsx';
import { words } from './words.ts';

interface BlockProps {
  readonly county: string;
}

/** The stock of the registered since the beginning of the year, with its adjustment. */
export function StockAccount({ county }: BlockProps) {
  const t = useWords(words);
  const to = useToday();
  const query = { from: `${to.slice(0, 4)}-01-01`, to, groups: 'registered', by: 'county' as const };
  const accounts = useGet(
    'GET /counties/:county/cohort-accounts',
    { params: { county }, query },
    { when: county !== '' },
  );
  return (
    <Section title={t('cohort')} extra={<Link to="/register?tab=cohort&by=township">{t('toCohort')}</Link>}>
      <Answer of={accounts}>{({ rows }) => <Accounts of={rows} />}</Answer>
    </Section>
  );
}

const MOST = 500;

/** What the register waits for. */
export function RegisterWork({ county }: BlockProps) {
  const t = useWords(words);
  const { count } = useFormat();
  const when = county !== '';
  const events = useGet(
    'GET /counties/:county/events',
    { params: { county }, query: { status: 'proposed', limit: MOST } },
    { when },
  );
  const quality = useGet(
    'GET /counties/:county/quality-findings',
    { params: { county }, query: { limit: 1 } },
    { when },
  );
  const check = quality.data?.check;
  const found = Object.values(check?.counts ?? {}).reduce((sum, each) => sum + each, 0);
  const waiting = events.data?.rows.length;
  return (
    <Section title={t('register')}>
      <Facts
        of={[
          [
            t('events'),
            <Link key="events" to="/register">
              {waiting === undefined ? '…' : waiting === MOST ? `${MOST}+` : count(waiting)}
            </Link>,
          ],
          [
            t('quality'),
            <Link key="quality" to="/register?tab=quality">
              {check ? count(found) : quality.data ? t('neverChecked') : '…'}
            </Link>,
          ],
        ]}
      />
    </Section>
  );
}
