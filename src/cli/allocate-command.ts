import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { allocate, type AllocationLine, formatYuan } from '../kernel/index.ts';
import { fileSource, writeCsv } from '../platform/index.ts';
import { readHeader } from '../prevention/feeds/index.ts';
import { yuanArgument } from './arguments.ts';
import type { Define } from './context.ts';
import { fail } from './errors.ts';

interface AllocateOptions {
  readonly total: string;
  readonly weights: string;
  readonly roundId: string;
  readonly out: string;
}

export const allocateCommand: Define = (program, begin) => {
  program
    .command('allocate')
    .description('split a total by weights, exactly and whatever the order of the lines')
    .requiredOption('--total <yuan>', 'amount to split')
    .requiredOption('--weights <file>', 'CSV or XLSX of id,weight')
    .requiredOption('--round-id <id>', 'name of the round; it orders equal remainders')
    .requiredOption('--out <file>', 'CSV of id,weight,amount_yuan')
    .action(async (options: AllocateOptions, command: Command) => {
      const context = begin(command.optsWithGlobals());
      const total = yuanArgument(options.total, '--total');
      const lines = await readWeights(context.path(options.weights));
      if (lines.every(({ units }) => units === 0n))
        throw fail('allocate.noWeight', { file: options.weights });
      // Ties go by hex SHA-256 of round and line, which nobody can choose (design.md).
      const tieKey = (lineId: string): string =>
        createHash('sha256').update(`${options.roundId}\n${lineId}`).digest('hex');
      const amounts = allocate(
        total,
        lines.map(({ id, units }): AllocationLine => ({ id, weight: units })),
        tieKey,
      );
      const rows = lines.map(({ id, weight }) => [id, weight, formatYuan(amounts.get(id)!)] as const);
      await writeCsv(context.path(options.out), ['id', 'weight', 'amount_yuan'], rows);
      context.answer(
        {
          round_id: options.roundId,
          total_yuan: formatYuan(total),
          lines: rows.length,
          out: context.path(options.out),
        },
        context.words({
          zh: `${formatYuan(total)} 元分配到 ${rows.length} 行：${options.out}`,
          en: `${formatYuan(total)} yuan split over ${rows.length} lines: ${options.out}`,
        }),
      );
    });
};

interface Weight {
  readonly id: string;
  /** As written, to be repeated in the answer. */
  readonly weight: string;
  /** In millionths, so that weights with decimals split as exactly as whole ones. */
  readonly units: bigint;
}

const WEIGHT_PATTERN = /^(\d{1,15})(?:\.(\d{1,6}))?$/;

async function readWeights(path: string): Promise<Weight[]> {
  const source = await fileSource(path);
  const weights: Weight[] = [];
  const seen = new Set<string>();
  let positions: readonly number[] | undefined;
  for await (const window of source.read().windows())
    for (const row of window) {
      if (!positions) {
        const type = { check: () => undefined, write: () => undefined };
        positions = readHeader(
          [
            { name: 'id', headers: ['编号'], type },
            { name: 'weight', headers: ['权重', '份额'], type },
          ],
          source.name,
          row,
        ).positions;
        continue;
      }
      const [id, weight] = [row.text(positions[0]!), row.text(positions[1]!)];
      const [, whole, fraction = ''] = WEIGHT_PATTERN.exec(weight) ?? [];
      if (whole === undefined || id === '')
        throw fail('allocate.weight', { file: source.name, line: row.line, weight });
      if (seen.has(id)) throw fail('allocate.twice', { file: source.name, line: row.line, id });
      seen.add(id);
      weights.push({ id, weight, units: BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0')) });
    }
  return weights;
}
