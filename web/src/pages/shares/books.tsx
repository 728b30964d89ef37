import { Link } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useAreas } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { useAccountName } from '../money/parts.tsx';
import { OpenBook } from './open-book.tsx';
import { RoundList } from './parts.tsx';
import { words } from './words.ts';

/** Entities with a share book, and the rounds of all of them. */
export function BooksPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const say = useBilingual();
  const { pathOf } = useAreas();
  const accountName = useAccountName();
  const books = useGet('GET /counties/:county/share-books', { params: { county } }, { when: county !== '' });
  const rounds = useGet(
    'GET /counties/:county/rounds',
    { params: { county }, query: { limit: 500 } },
    { when: county !== '' },
  );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('rounds')}>
        <Answer of={rounds}>{({ rows }) => <RoundList rows={rows} />}</Answer>
      </Section>
      <Section
        title={t('books')}
        extra={books.data && <OpenBook opened={books.data.rows.map(({ entity_no }) => entity_no)} />}
      >
        <Answer of={books}>
          {({ rows }) => (
            <DataTable
              label={t('books')}
              rows={rows}
              rowKey={({ entity_no }) => String(entity_no)}
              linkOf={({ entity_no }) => `/shares/${entity_no}`}
              empty={t('noBooks')}
              columns={[
                { title: t('entity'), dataIndex: 'entity_name' },
                { title: t('area'), key: 'area', render: (_, { area_code }) => pathOf(area_code) },
                { title: t('charter'), key: 'charter', render: (_, { charter_title }) => say(charter_title) },
                { title: t('purse'), key: 'purse', render: (_, { purse }) => accountName(purse) },
                { title: t('opened'), dataIndex: 'opened_on' },
              ]}
              card={({ entity_no, entity_name, area_code, opened_on }) => (
                <Link className="card" to={`/shares/${entity_no}`}>
                  <strong>{entity_name}</strong>
                  <br />
                  {pathOf(area_code)} · {t('opened')} {opened_on}
                </Link>
              )}
            />
          )}
        </Answer>
      </Section>
    </Page>
  );
}
