import { Alert } from 'antd';
import { useParams } from 'react-router';
import { INVENTORY_CLASSES, OWNER_LEVELS, USES } from '../../../../src/livelihood/programmes/pure.ts';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, fact, Facts, Nothing, Page, Section } from '../../ui/page.tsx';
import { Papers } from './parts.tsx';
import { words } from './words.ts';

type Inventory = Reply<'GET /counties/:county/inventories/:inventory'>;

/** What an inventory found, against the books, the ledger and the one before. */
export function InventoryPage() {
  const t = useWords(words);
  const { yuanInTotal } = useFormat();
  const { code: county } = useCounty();
  const { inventory: no } = useParams();
  const inventory = useGet(
    'GET /counties/:county/inventories/:inventory',
    { params: { county, inventory: Number(no) } },
    { when: county !== '' },
  );
  const { data } = inventory;
  return (
    <Page
      title={data ? t('inventoryOf', { no: data.inventory_no, day: data.as_of }) : t('inventory')}
      lead={
        data &&
        t('inventoryLead', {
          found: yuanInTotal(data.totals.found_yuan),
          book: yuanInTotal(data.totals.book_yuan),
          lines: data.totals.off_book_lines,
          off: yuanInTotal(data.totals.off_book_yuan),
          difference: yuanInTotal(data.totals.ledger_difference_yuan),
        })
      }
    >
      <Answer of={inventory}>{(one) => <Body of={one} />}</Answer>
    </Page>
  );
}

function Body({ of: one }: { readonly of: Inventory }) {
  const t = useWords(words);
  const { yuanDigits, yuan } = useFormat();
  const mayDraft = useMay()('governance.notice.draft');
  return (
    <>
      {mayDraft && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={t('publishInventory', { subject: `${one.subject.module}:${one.subject.id}` })}
        />
      )}
      <Section>
        <Facts
          of={[
            fact(t('workForce'), one.work_force),
            fact(t('ledgerThen'), yuan(one.ledger_yuan)),
            fact(t('remark'), one.remark),
            fact(t('by'), one.recorded_by),
            fact(t('files'), one.files.length > 0 && <Papers of={one.files} />),
          ]}
        />
      </Section>
      <Lines of={one} />
      {one.before_no !== null && (
        <Section title={t('changes')}>
          {one.changes.length === 0 ? (
            <Nothing>{t('noChanges')}</Nothing>
          ) : (
            <DataTable
              label={t('changes')}
              rows={one.changes}
              rowKey={({ item_name }) => item_name}
              empty={t('noChanges')}
              columns={[
                { title: t('name'), dataIndex: 'item_name' },
                {
                  title: t('before'),
                  align: 'right',
                  className: 'number',
                  render: (_, row) => (row.before_yuan === null ? '—' : yuanDigits(row.before_yuan)),
                },
                {
                  title: t('after'),
                  align: 'right',
                  className: 'number',
                  render: (_, row) => (row.after_yuan === null ? '—' : yuanDigits(row.after_yuan)),
                },
              ]}
              card={(row) => (
                <div className="card">
                  <strong>{row.item_name}</strong>
                  <div className="number">
                    {row.before_yuan ?? '—'} → {row.after_yuan ?? '—'}
                  </div>
                </div>
              )}
            />
          )}
        </Section>
      )}
    </>
  );
}

function Lines({ of: one }: { readonly of: Inventory }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan, yuanDigits } = useFormat();
  return (
    <Section title={t('linesTitle')}>
      <DataTable
        label={t('linesTitle')}
        rows={one.lines}
        rowKey={({ item_name }) => item_name}
        empty={t('noInventories')}
        columns={[
          { title: t('name'), dataIndex: 'item_name' },
          { title: t('class'), render: (_, row) => say(INVENTORY_CLASSES[row.class]) },
          { title: t('use'), render: (_, row) => say(USES[row.use]) },
          { title: t('ownerLevel'), render: (_, row) => say(OWNER_LEVELS[row.owner_level]) },
          {
            title: t('amountOf'),
            render: (_, row) => (row.quantity === null ? '—' : `${row.quantity} ${row.unit_name}`),
          },
          {
            title: t('contract'),
            render: (_, row) =>
              row.contract_name === null
                ? '—'
                : `${row.contract_name}${row.term_until === null ? '' : ` → ${row.term_until}`}`,
          },
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
          { title: t('offBook'), render: (_, row) => (row.is_off_book ? t('yes') : '—') },
        ]}
        card={(row) => (
          <div className="card">
            <strong>{row.item_name}</strong>
            <div>
              {say(INVENTORY_CLASSES[row.class])} · {say(USES[row.use])}
            </div>
            <div className="number">{yuan(row.found_yuan)}</div>
            {row.is_off_book && <small>{t('offBook')}</small>}
          </div>
        )}
      />
    </Section>
  );
}
