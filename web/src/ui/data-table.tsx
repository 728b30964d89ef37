import { Button, Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { ApiFailure } from '../api/client.ts';
import { useWords } from '../i18n/words.ts';
import { useNarrow } from '../theme/appearance.ts';
import { FailureBlock, Nothing, Waiting } from './page.tsx';
import { common } from './words.ts';

interface DataTableProps<Row extends object> {
  readonly rows: readonly Row[];
  readonly columns: TableColumnsType<Row>;
  readonly rowKey: (row: Row) => string;
  /** A phone shows a row as a card of at most four facts. */
  readonly card: (row: Row) => ReactNode;
  /** Where a row leads; the whole row is the link. */
  readonly linkOf?: (row: Row) => string;
  readonly empty: ReactNode;
  readonly query?: {
    readonly isLoading: boolean;
    readonly error: ApiFailure | null;
    readonly hasNextPage?: boolean;
    readonly isFetchingNextPage?: boolean;
    readonly fetchNextPage?: () => unknown;
    readonly refetch: () => unknown;
  };
  readonly selection?: { readonly keys: readonly string[]; readonly onChange: (keys: string[]) => void };
  /** The row under the cursor of the keyboard (`useRowCursor`). */
  readonly at?: number;
  /** Columns as wide as what stands in them; where that is too wide the table scrolls, not the page. */
  readonly isFitted?: boolean;
  readonly label: string;
}

/** A list: a dense table on a desk, cards on a phone, the same rows. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, query, empty } = props;
  const isNarrow = useNarrow();
  const t = useWords(common);
  if (query?.error && rows.length === 0)
    return <FailureBlock failure={query.error} onRetry={() => void query.refetch()} />;
  if (query?.isLoading) return <Waiting />;
  if (rows.length === 0) return <Nothing>{empty}</Nothing>;
  return (
    <>
      {isNarrow ? <Cards {...props} /> : <Grid {...props} />}
      {query?.hasNextPage && (
        <Button
          block={isNarrow}
          loading={query.isFetchingNextPage ?? false}
          onClick={() => void query.fetchNextPage?.()}
          style={{ marginTop: 12 }}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}

function Grid<Row extends object>({
  rows,
  columns,
  rowKey,
  linkOf,
  selection,
  at = -1,
  isFitted = false,
  label,
}: DataTableProps<Row>) {
  const t = useWords(common);
  const navigate = useNavigate();
  return (
    <Table<Row>
      aria-label={label}
      size="small"
      dataSource={[...rows]}
      columns={columns}
      rowKey={rowKey}
      pagination={false}
      {...(isFitted && { tableLayout: 'auto' as const, scroll: { x: 'max-content' } })}
      rowClassName={(_, i) => (i === at ? 'row-at' : '')}
      sticky={{ offsetHeader: 52 }}
      {...(selection && {
        rowSelection: {
          selectedRowKeys: [...selection.keys],
          onChange: (keys) => selection.onChange(keys.map(String)),
          getTitleCheckboxProps: () => ({ 'aria-label': t('selectAll') }),
          getCheckboxProps: (row) => ({ 'aria-label': t('selectRow', { row: rows.indexOf(row) + 1 }) }),
        },
      })}
      {...(linkOf && {
        onRow: (row) => ({
          onClick: (event) => {
            const isControl = (event.target as HTMLElement).closest('a, button, input, label');
            if (!isControl && getSelection()?.isCollapsed !== false) void navigate(linkOf(row));
          },
          style: { cursor: 'pointer' },
        }),
      })}
    />
  );
}

function Cards<Row extends object>({ rows, rowKey, card, label }: DataTableProps<Row>) {
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)}>{card(row)}</li>
      ))}
    </ul>
  );
}
