import { Button } from 'antd';
import { useState } from 'react';
import { OUTPUT_KINDS, type OutputKind } from '../../../../src/livelihood/programmes/pure.ts';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Section } from '../../ui/page.tsx';
import { FactDialog } from './form.tsx';
import { type OfEntity, Papers } from './parts.tsx';
import { words } from './words.ts';

type Output = Reply<'GET /counties/:county/entities/:entity/outputs'>['rows'][number];

/** What the entity is built for and what it brought, period by period. */
export function Outputs({ county, entity }: OfEntity) {
  const t = useWords(words);
  const say = useBilingual();
  const { count, percent } = useFormat();
  const mayReport = useMay()('programmes.entity.output');
  const [isOpen, open] = useState(false);
  const params = { county, entity: entity.entity_no };
  const outputs = useGet('GET /counties/:county/entities/:entity/outputs', { params });
  const share = ({ planned, actual }: Output) =>
    Number(planned) > 0 ? percent(Number(actual) / Number(planned)) : '—';
  return (
    <Section
      title={t('outputs')}
      extra={mayReport && <Button onClick={() => open(true)}>{t('reportOutput')}</Button>}
    >
      <Answer of={outputs}>
        {({ rows }) => (
          <DataTable
            label={t('outputs')}
            rows={rows}
            rowKey={({ output_no }) => String(output_no)}
            empty={t('noOutputs')}
            columns={[
              { title: t('period'), render: (_, { since, until }) => `${since} – ${until}` },
              { title: t('kind'), render: (_, { kind_name }) => say(kind_name) },
              { title: t('planned'), align: 'right', render: (_, { planned }) => count(planned) },
              { title: t('actual'), align: 'right', render: (_, { actual }) => count(actual) },
              { title: t('achieved'), align: 'right', render: (_, row) => share(row) },
              { title: t('files'), render: (_, { files }) => <Papers of={files} /> },
            ]}
            card={(row) => (
              <div className="card">
                <strong>{say(row.kind_name)}</strong> · {row.since} – {row.until}
                <div>
                  {count(row.actual)} / {count(row.planned)} ({share(row)})
                </div>
                <Papers of={row.files} />
              </div>
            )}
          />
        )}
      </Answer>
      {isOpen && <ReportForm county={county} entity={entity} onClose={() => open(false)} />}
    </Section>
  );
}

function ReportForm({ county, entity, onClose }: OfEntity & { readonly onClose: () => void }) {
  const t = useWords(words);
  const today = useToday();
  const act = useAct('POST /counties/:county/entities/:entity/outputs');
  return (
    <FactDialog
      title={t('reportOutput')}
      hasFiles
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'kind', label: t('kind'), kind: 'choice', options: OUTPUT_KINDS },
        { name: 'since', label: t('since'), kind: 'day', initial: `${today.slice(0, 7)}-01` },
        { name: 'until', label: t('until'), kind: 'day', initial: today },
        { name: 'planned', label: t('planned'), kind: 'number', help: t('plannedHelp') },
        { name: 'actual', label: t('actual'), kind: 'number' },
      ]}
      onSend={(given, files, close) =>
        act.mutate(
          {
            params: { county, entity: entity.entity_no },
            body: {
              kind: given['kind'] as OutputKind,
              since: given['since']!,
              until: given['until']!,
              planned: given['planned']!,
              actual: given['actual']!,
              files: [...files],
            },
          },
          { onSuccess: close },
        )
      }
    />
  );
}
