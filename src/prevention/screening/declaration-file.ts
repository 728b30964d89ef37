import { type Act, act, ALL_COUNTIES, type Touched } from '../../access/index.ts';
import { fen, type Language, plainDate } from '../../kernel/index.ts';
import {
  choice,
  CsvFile,
  day,
  type Db,
  type FileColumn,
  FileRow,
  KeySet,
  requiredText,
  sql,
  type TableSource,
  text,
  today,
  type Tx,
  yuan,
} from '../../platform/index.ts';
import { isPeril, type PolicyVersion } from '../../policy/index.ts';
import { knownHouseholds, UNKNOWN_HOUSEHOLD } from '../../registry/index.ts';
import { failImport, PERIL_NAMES, readHeader } from '../feeds/index.ts';
import { addDeclaration } from './declare.ts';

const orBlank = (type: FileColumn['type']): FileColumn['type'] => ({
  ...type,
  check: (row, cell) => (row.isBlank(cell) ? undefined : type.check(row, cell)),
});

/** Columns of a list of self-declarations and visits; peril, amount and note may be blank. */
export const DECLARATION_COLUMNS: readonly FileColumn[] = [
  { name: 'county_code', headers: ['县代码', '县区代码'], type: requiredText(64) },
  { name: 'household_no', headers: ['户编号', '户号', '家庭编号'], type: requiredText(64) },
  {
    name: 'kind',
    headers: ['线索来源', '来源'],
    type: choice({ declared: ['自主申报'], visit: ['走访', '基层排查'] }),
  },
  {
    name: 'peril',
    headers: ['风险类别', '事由'],
    type: orBlank(choice(PERIL_NAMES)),
  },
  { name: 'self_paid_yuan', headers: ['自付金额', '自付费用'], type: orBlank(yuan) },
  { name: 'date', headers: ['日期', '发生日期'], type: day({ notAfter: today }) },
  { name: 'note', headers: ['备注', '说明'], type: text({ max: 500 }) },
];

export interface DeclarationReport {
  readonly rows: number;
  readonly new: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rejects_file: string | null;
}

export interface DeclarationFileOrder {
  readonly source: TableSource;
  readonly policyOn: (day: ReturnType<typeof plainDate>) => PolicyVersion;
  readonly actor: string;
  readonly rejectsFile: string;
  readonly dryRun?: boolean;
  /** Language of the reasons in the rejects file. */
  readonly language?: Language;
}

/** Records a list in one transaction: sound rows are kept, the others listed with line, column, value and reason. */
export async function importDeclarations(db: Db, order: DeclarationFileOrder): Promise<DeclarationReport> {
  const { source, actor, dryRun = false } = order;
  const input = { file: source.name };
  const action: Act = {
    actor,
    action: 'finding.import',
    countyCode: ALL_COUNTIES,
    input,
    dryRun,
    touched: countiesTouched,
  };
  return act(db, action, async (tx) => {
    const report = await readDeclarations(tx, order);
    const { rows, rejected } = report;
    return { result: report, summary: { rows, added: report.new, rejected } };
  });
}

/** What this transaction added. */
async function countiesTouched(tx: Tx): Promise<readonly Touched[]> {
  const { rows } = await sql<Touched>`
    select distinct county_code as "countyCode", null as peril from screening.finding
    where recorded_at = now()`.execute(tx);
  return rows;
}

async function readDeclarations(tx: Tx, order: DeclarationFileOrder): Promise<DeclarationReport> {
  const rejects = await CsvFile.create(order.rejectsFile, ['line', 'column', 'value', 'reason']);
  try {
    const tally = await takeRows(tx, order, rejects);
    if (tally.rejected > 0) await rejects.finish();
    else await rejects.discard();
    return { ...tally, rejects_file: tally.rejected > 0 ? order.rejectsFile : null };
  } catch (error) {
    await rejects.discard();
    throw error;
  }
}

async function takeRows(
  tx: Tx,
  { source, policyOn, actor, language = 'en' }: DeclarationFileOrder,
  rejects: CsvFile,
) {
  const counties = new Map<string, KeySet>();
  const tally = { rows: 0, new: 0, unchanged: 0, rejected: 0 };
  let row: FileRow | undefined;
  let cells = 0;
  for await (const window of source.read().windows())
    for (const csvRow of window) {
      if (!row) {
        const header = readHeader(DECLARATION_COLUMNS, source.name, csvRow);
        row = new FileRow(DECLARATION_COLUMNS, header.positions, language);
        cells = header.cells;
        continue;
      }
      tally.rows += 1;
      if (row.read(csvRow, cells)) {
        const county = row.text(0);
        const known = counties.get(county) ?? (await knownHouseholds(tx, county));
        counties.set(county, known);
        if (!row.isIn(known, 1)) row.reject(1, UNKNOWN_HOUSEHOLD);
      }
      for (const { column, reason } of row.problems)
        await rejects.write([
          csvRow.line,
          DECLARATION_COLUMNS[column]?.name ?? '',
          column < 0 ? '' : row.text(column),
          reason,
        ]);
      if (row.problems.length > 0) tally.rejected += 1;
      else if (await addRow(tx, row, policyOn, actor)) tally.new += 1;
      else tally.unchanged += 1;
    }
  if (tally.rows === 0) throw failImport('import.noRows', { file: source.name });
  return tally;
}

function addRow(
  tx: Tx,
  row: FileRow,
  policyOn: DeclarationFileOrder['policyOn'],
  actor: string,
): Promise<boolean> {
  const on = plainDate(row.text(5));
  const peril = row.text(3) === '' ? undefined : row.codes[3];
  return addDeclaration(tx, {
    countyCode: row.text(0),
    householdNo: row.text(1),
    kind: row.codes[2] as 'declared' | 'visit',
    policy: policyOn(on),
    day: on,
    actor,
    ...(peril !== undefined && isPeril(peril) && { peril }),
    ...(!row.isBlank(4) && { selfPaidFen: fen(row.numbers[4]!) }),
    ...(!row.isBlank(6) && { note: row.text(6) }),
  });
}
