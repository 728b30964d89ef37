import { Alert } from 'antd';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Answer, Facts, Page, Section } from '../../ui/page.tsx';
import { words } from './words.ts';

const COUNTS = ['areas', 'households', 'persons', 'expenses', 'incomes', 'findings'] as const;

/** Whether all works, and what the store holds. */
export function SystemPage() {
  const t = useWords(words);
  const { count } = useFormat();
  const health = useGet('GET /api/health', {}, { every: 30_000 });
  const content = useGet('GET /content', {});
  return (
    <Page title={t('system')}>
      <Answer of={health}>
        {({ version, engine }) => (
          <Section>
            <Alert type="success" showIcon title={t('systemOk')} style={{ marginBottom: 12 }} />
            <Facts
              of={[
                [t('version'), version],
                [t('engine'), t(engine)],
              ]}
            />
            <p>{t('backup')}</p>
            <p>
              <a href="/api/openapi.json">{t('interface')}</a>
            </p>
          </Section>
        )}
      </Answer>
      <Answer of={content}>
        {(loaded) => (
          <Section title={t('loaded')}>
            <Facts
              of={[
                ...COUNTS.map((name) => [t(name), count(loaded[name])] as const),
                [t('bills'), loaded.first_bill && `${loaded.first_bill} – ${loaded.last_bill}`],
              ]}
            />
          </Section>
        )}
      </Answer>
    </Page>
  );
}
