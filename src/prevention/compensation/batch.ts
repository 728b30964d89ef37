import {
  choice,
  CsvFile,
  type FileColumn,
  FileRow,
  type Progress,
  requiredText,
  type TableSource,
  yuan,
} from '../../platform/index.ts';
import { fen, formatYuan, type Language } from '../../kernel/index.ts';
import { type Group, type Peril, type PolicyVersion, quote, type Reading } from '../../policy/index.ts';
import { GROUP_NAMES } from '../../registry/index.ts';
import { failImport, PERIL_NAMES, readHeader } from '../feeds/index.ts';

const COLUMNS: readonly FileColumn[] = [
  { name: 'ref', headers: ['编号', '参考号'], type: requiredText(200) },
  { name: 'group', headers: ['户类型', '类别'], type: choice(GROUP_NAMES) },
  { name: 'peril', headers: ['风险类别', '事由'], type: choice(PERIL_NAMES) },
  { name: 'self_paid_yuan', headers: ['自付金额', '自付费用'], type: yuan },
];

export interface BatchReport {
  readonly policy_version: string;
  readonly rows: number;
  readonly quoted: number;
  readonly rejected: number;
  readonly out: string;
  readonly rejects_file: string | null;
}

export interface BatchOrder {
  readonly source: TableSource;
  readonly policy: PolicyVersion;
  readonly reading: Reading;
  readonly out: string;
  readonly rejectsFile: string;
  readonly progress: Progress;
  /** Language of the reasons in the rejects file. */
  readonly language?: Language;
}

/**
 * Quotes a file of amounts, row by row: arithmetic only, no eligibility. Rows that cannot be quoted go to the
 * rejects file. Both files appear when they are whole. Fails with the `file.*` and `import.*` failures.
 */
export async function quoteBatch(order: BatchOrder): Promise<BatchReport> {
  const out = await CsvFile.create(order.out, [
    'ref',
    'deductible_yuan',
    'rest_yuan',
    'payout_yuan',
    'policy_version',
  ]);
  const rejects = await CsvFile.create(order.rejectsFile, ['line', 'column', 'value', 'reason']).catch(
    async (error: unknown) => {
      await out.discard();
      throw error;
    },
  );
  try {
    const { rows, rejected } = await quoteRows(order, out, rejects);
    await out.finish();
    if (rejected > 0) await rejects.finish();
    else await rejects.discard();
    return {
      policy_version: order.policy.version,
      rows,
      quoted: rows - rejected,
      rejected,
      out: order.out,
      rejects_file: rejected > 0 ? order.rejectsFile : null,
    };
  } catch (error) {
    await Promise.all([out.discard(), rejects.discard()]);
    throw error;
  }
}

async function quoteRows(
  { source, policy, reading, progress, language = 'en' }: BatchOrder,
  out: CsvFile,
  rejects: CsvFile,
) {
  const reader = source.read();
  let row: FileRow | undefined;
  let [cells, rows, rejected] = [0, 0, 0];
  for await (const window of reader.windows()) {
    for (const csvRow of window) {
      if (!row) {
        const header = readHeader(COLUMNS, source.name, csvRow);
        row = new FileRow(COLUMNS, header.positions, language);
        cells = header.cells;
        continue;
      }
      rows += 1;
      row.read(csvRow, cells);
      const schedule =
        row.problems.length === 0 ? policy.schedule(row.codes[1] as Group, row.codes[2] as Peril) : undefined;
      if (schedule) {
        const { deductibleFen, restFen, payoutFen } = quote(schedule, fen(row.numbers[3]!), reading);
        await out.write([
          row.text(0),
          formatYuan(deductibleFen),
          formatYuan(restFen),
          formatYuan(payoutFen),
          policy.version,
        ]);
        continue;
      }
      rejected += 1;
      if (row.problems.length === 0)
        row.reject(1, {
          zh: `在 ${policy.version} 下对该风险没有补偿`,
          en: `has no compensation for this peril under ${policy.version}`,
        });
      for (const { column, reason } of row.problems)
        await rejects.write([
          csvRow.line,
          COLUMNS[column]?.name ?? '',
          column < 0 ? '' : row.text(column),
          reason,
        ]);
    }
    progress.update(reader.bytesRead, source.bytes);
  }
  progress.finish();
  if (rows === 0) throw failImport('import.noRows', { file: source.name });
  return { rows, rejected };
}
