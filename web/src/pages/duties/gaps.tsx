import { usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { useTerm } from '../../ui/terms.ts';
import { Place } from './people.tsx';
import { words } from './words.ts';

const KINDS = ['no_lead', 'no_helper', 'poor_helper', 'term_over'] as const;
type Kind = (typeof KINDS)[number];

/** Where nobody answers, and who is doubtful. */
export function Gaps({ county }: { readonly county: string }) {
  const t = useWords(words);
  const term = useTerm();
  const { count } = useFormat();
  const pages = usePages('GET /counties/:county/responsibility-gaps', {
    params: { county },
    query: { limit: 100 },
  });
  const counts = pages.first?.counts;
  return (
    <Section title={t('gaps')}>
      {counts && <Facts of={KINDS.map((kind) => [t(kind), count(counts[kind] ?? 0)])} />}
      <DataTable
        label={t('gaps')}
        rows={pages.rows}
        query={pages}
        rowKey={({ gap, area_code, household_no, responsible_name }) =>
          [gap, area_code, household_no, responsible_name].join()
        }
        empty={t('noGaps')}
        columns={[
          { title: t('gap'), width: 240, render: (_, { gap }) => t(gap as Kind) },
          { title: t('level'), width: 100, render: (_, { level }) => term('level', level) },
          { title: t('place'), render: (_, row) => <Place of={row} /> },
          { title: t('who'), render: (_, { responsible_name }) => responsible_name ?? '—' },
          { title: t('since'), width: 140, render: (_, { since }) => since ?? '—' },
        ]}
        card={(row) => (
          <div className="card">
            {t(row.gap as Kind)} · {term('level', row.level)}
            <div>
              <Place of={row} /> {row.responsible_name}
            </div>
          </div>
        )}
      />
    </Section>
  );
}
