import type { Bilingual, Language } from '../kernel/index.ts';
import type { Cell, CellKind } from '../platform/index.ts';

/** A column of a list as a file, in one language. */
export interface TableColumn<Row> {
  readonly title: string;
  readonly kind: CellKind;
  readonly cell: (row: Row) => Cell;
}

/** How a column is called, what it holds, and the words for codes, where it holds codes; several stand apart by commas. */
export interface TableField extends Bilingual {
  readonly kind?: CellKind;
  readonly words?: Readonly<Record<string, Bilingual>>;
}

/** The columns of a list by the fields of its rows. A code without words, or a masked one, stands as it is. */
export const columnsOf = <Row extends object>(
  fields: Readonly<Partial<Record<keyof Row & string, TableField>>>,
  language: Language,
): TableColumn<Row>[] =>
  (Object.entries(fields) as [keyof Row & string, TableField][]).map(([name, field]) => ({
    title: field[language],
    kind: field.kind ?? 'text',
    cell: (row) => cellOf(row[name], field, language),
  }));

function cellOf(value: unknown, { words }: TableField, language: Language): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return YES_NO[value ? 'yes' : 'no'][language];
  if (typeof value === 'object') return JSON.stringify(value);
  const cell = value as string | number | bigint;
  if (!words) return cell;
  return String(cell)
    .split(',')
    .map((code) => words[code]?.[language] ?? code)
    .join(language === 'zh' ? '、' : ', ');
}

const YES_NO = { yes: { zh: '是', en: 'yes' }, no: { zh: '否', en: 'no' } } as const;
