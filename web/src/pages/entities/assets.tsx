import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { INVENTORY_CLASSES, OWNER_LEVELS, USES } from '../../../../src/livelihood/programmes/pure.ts';
import type { Args } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, FailureBlock, Section } from '../../ui/page.tsx';
import { FactDialog } from './form.tsx';
import type { OfEntity } from './parts.tsx';
import { words } from './words.ts';

type Order = Args<'POST /counties/:county/entities/:entity/inventories'>['body'];
type Line = Order['lines'][number];

/** What was counted, and when. */
export function Assets({ county, entity }: OfEntity) {
  const t = useWords(words);
  const { yuanDigits } = useFormat();
  const may = useMay();
  const [isOpen, open] = useState(false);
  const inventories = useGet('GET /counties/:county/entities/:entity/inventories', {
    params: { county, entity: entity.entity_no },
  });
  const linkOf = ({ inventory_no }: { readonly inventory_no: number }) =>
    `/entities/inventories/${inventory_no}`;
  return (
    <>
      {isOpen && <Count county={county} entity={entity} onClose={() => open(false)} />}
      <Section
        title={t('inventories')}
        extra={
          may('programmes.inventory.record') &&
          !isOpen && (
            <Button type="primary" onClick={() => open(true)}>
              {t('record')}
            </Button>
          )
        }
      >
        <Answer of={inventories}>
          {({ rows }) => (
            <DataTable
              label={t('inventories')}
              rows={rows}
              rowKey={({ inventory_no }) => String(inventory_no)}
              linkOf={linkOf}
              empty={t('noInventories')}
              columns={[
                { title: t('asOf'), render: (_, row) => <Link to={linkOf(row)}>{row.as_of}</Link> },
                { title: t('workForce'), dataIndex: 'work_force' },
                {
                  title: t('ledgerThen'),
                  align: 'right',
                  className: 'number',
                  render: (_, row) => yuanDigits(row.ledger_yuan),
                },
                { title: t('by'), dataIndex: 'recorded_by' },
              ]}
              card={(row) => (
                <Link className="card" to={linkOf(row)}>
                  <strong>{row.as_of}</strong>
                  <div>{row.work_force}</div>
                </Link>
              )}
            />
          )}
        </Answer>
      </Section>
    </>
  );
}

/** Lines are gathered one by one, then the whole is recorded at once. */
function Count({ county, entity, onClose }: OfEntity & { readonly onClose: () => void }) {
  const t = useWords(words);
  const today = useToday();
  const navigate = useNavigate();
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [form, setForm] = useState<'line' | 'head'>();
  const act = useAct('POST /counties/:county/entities/:entity/inventories');
  return (
    <Section title={t('record')} extra={<Button onClick={onClose}>{t('remove')}</Button>}>
      {act.error && form === undefined && <FailureBlock failure={act.error} />}
      <Gathered lines={lines} onRemove={(line) => setLines((all) => all.filter((each) => each !== line))} />
      <div className="page-actions" style={{ marginTop: 12 }}>
        <Button onClick={() => setForm('line')}>{t('addLine')}</Button>
        <Button type="primary" disabled={lines.length === 0} onClick={() => setForm('head')}>
          {t('record')}
        </Button>
      </div>
      {form === 'line' && (
        <LineForm
          onClose={() => setForm(undefined)}
          onLine={(line) => setLines((all) => [...all.filter(({ item }) => item !== line.item), line])}
        />
      )}
      {form === 'head' && (
        <FactDialog
          title={t('record')}
          hasFiles
          isBusy={act.isPending}
          failure={act.error}
          onClose={() => setForm(undefined)}
          fields={[
            { name: 'asOf', label: t('asOf'), kind: 'day', initial: today },
            { name: 'workForce', label: t('workForce'), kind: 'text' },
            { name: 'remark', label: t('remark'), kind: 'long', isOptional: true },
          ]}
          onSend={(given, files, close) =>
            act.mutate(
              {
                params: { county, entity: entity.entity_no },
                body: {
                  as_of: given['asOf']!,
                  work_force: given['workForce']!,
                  lines: [...lines],
                  files: [...files],
                  ...(given['remark'] !== undefined && { remark: given['remark'] }),
                },
              },
              {
                onSuccess: ({ inventory_no }) => {
                  close();
                  void navigate(`/entities/inventories/${inventory_no}`);
                },
              },
            )
          }
        />
      )}
    </Section>
  );
}

function LineForm({
  onLine,
  onClose,
}: {
  readonly onLine: (line: Line) => void;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  return (
    <FactDialog
      title={t('addLine')}
      isBusy={false}
      failure={null}
      onClose={onClose}
      fields={[
        { name: 'item', label: t('name'), kind: 'text' },
        { name: 'class', label: t('class'), kind: 'choice', options: INVENTORY_CLASSES },
        { name: 'use', label: t('use'), kind: 'choice', options: USES },
        {
          name: 'owner',
          label: t('ownerLevel'),
          kind: 'choice',
          options: OWNER_LEVELS,
          initial: 'village',
        },
        { name: 'quantity', label: t('amountOf'), kind: 'yuan', isOptional: true },
        { name: 'unit', label: t('unit'), kind: 'text', isOptional: true },
        { name: 'contract', label: t('contract'), kind: 'text', isOptional: true },
        { name: 'term', label: t('until'), kind: 'day', isOptional: true },
        { name: 'book', label: t('book'), kind: 'yuan', initial: '0' },
        { name: 'found', label: t('found'), kind: 'yuan' },
        { name: 'off', label: t('offBook'), kind: 'yes' },
      ]}
      onSend={(given, _, close) => {
        const line: Line = {
          item: given['item']!,
          class: given['class'] as Line['class'],
          use: given['use'] as Line['use'],
          owner_level: given['owner'] as Line['owner_level'],
          book_yuan: given['book']!,
          found_yuan: given['found']!,
          is_off_book: given['off'] === 'true',
          ...(given['quantity'] !== undefined && { quantity: given['quantity'] }),
          ...(given['unit'] !== undefined && { unit: given['unit'] }),
          ...(given['contract'] !== undefined && { contract: given['contract'] }),
          ...(given['term'] !== undefined && { term_until: given['term'] }),
        };
        onLine(line);
        close();
      }}
    />
  );
}

function Gathered({
  lines,
  onRemove,
}: {
  readonly lines: readonly Line[];
  readonly onRemove: (line: Line) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan, yuanDigits } = useFormat();
  return (
    <DataTable
      label={t('linesTitle')}
      rows={lines}
      rowKey={({ item }) => item}
      empty={t('addLine')}
      columns={[
        { title: t('name'), dataIndex: 'item' },
        { title: t('class'), render: (_, row) => say(INVENTORY_CLASSES[row.class]) },
        { title: t('use'), render: (_, row) => say(USES[row.use]) },
        {
          title: t('book'),
          align: 'right',
          className: 'number',
          render: (_, row) => yuanDigits(row.book_yuan),
        },
        {
          title: t('found'),
          align: 'right',
          className: 'number',
          render: (_, row) => yuanDigits(row.found_yuan),
        },
        {
          title: '',
          render: (_, row) => (
            <Button size="small" onClick={() => onRemove(row)}>
              {t('remove')}
            </Button>
          ),
        },
      ]}
      card={(row) => (
        <div className="card">
          <strong>{row.item}</strong>
          <div className="number">{yuan(row.found_yuan)}</div>
        </div>
      )}
    />
  );
}
