import { fen, type Fen } from '../src/kernel/index.ts';
import {
  compilePolicy,
  evaluate,
  type ExpenseColumns,
  type Group,
  GROUPS,
  type Peril,
  PERILS,
  type PreparedColumns,
  prepareColumns,
  quote,
  type Rulebook,
  type Schedule,
  simulate,
} from '../src/policy/index.ts';
import { checkEqual, timed } from './measure.ts';
import type { Bench, Result } from './model.ts';
import { timeOf } from './profile.ts';

const PAID_GROUPS: readonly Group[] = ['non_high_standard_lifted', 'non_poor_low_income'];
const FIRST_YEAR = 2017;
const YEARS = 3;
const PERILS_A_YEAR = 2;
const TOWNSHIPS = 22;

/** A new line and a new bracket over as many payouts as the county has people, against one bare staircase. */
export async function whatIfJob(bench: Bench): Promise<Result[]> {
  bench.say('What-if …');
  const rows = bench.people;
  const columns = drawPayouts(rows);
  const prepared = prepareColumns(columns);
  const [base, candidate] = [rulebookOf(5_000_00n, 20_000_00n), rulebookOf(6_000_00n, 25_000_00n)];
  const before = evaluate(prepared, compilePolicy(base));
  checkEqual(before.entriesFound, rows, 'payouts under the base policy');
  const expected = expectedAnswer(columns, candidate);
  const [values, bare]: [number[], number[]] = [[], []];
  for (let run = 0; run < bench.runs; run++) {
    bare.push((await timed(() => bareStaircase(columns.selfPaidFen))).ms);
    const { ms, value } = await timed(() => simulate(prepared, before, compilePolicy(candidate)));
    values.push(ms);
    checkEqual(value.candidate.costFen, expected.costFen, 'cost under the candidate');
    checkEqual(value.candidate.entriesFound, expected.found, 'payouts under the candidate');
    value.candidate.byYear.forEach(({ costFen }, y) =>
      checkEqual(costFen, expected.costFenByYear[y], `cost of ${FIRST_YEAR + y}`),
    );
  }
  return [
    {
      job: 'what-if: new line and new bracket, households and cost by year',
      size: `${rows.toLocaleString('en-US')} payouts`,
      unit: 'ms',
      values,
      baseline: bare,
      baselineName: 'one staircase over one typed array',
      targets: [{ kind: 'ms', atMost: 50 }],
      dominates: await explain(prepared, candidate, rows),
    },
  ];
}

/** How much of it is the payouts, and how much the rest: cost by township, household, gains and losses. */
async function explain(prepared: PreparedColumns, candidate: Rulebook, rows: number): Promise<string> {
  const policy = compilePolicy(candidate);
  const { ms: evaluation } = await timed(() => evaluate(prepared, policy));
  const { ms: compilation } = await timed(() => compilePolicy(candidate));
  return `Evaluating the candidate takes ${timeOf(evaluation)} (${((evaluation * 1e6) / rows).toFixed(1)} ns a payout), compiling it ${timeOf(compilation)}; the rest compares the two sides. Every row is found and paid, so nothing is skipped; preparing the columns once is not counted.`;
}

/** Sorted rows of households of the two groups, every one above the line of every peril. Seeded. */
function drawPayouts(rows: number): ExpenseColumns {
  const columns = {
    household: new Int32Array(rows),
    year: new Uint16Array(rows),
    peril: new Uint8Array(rows),
    group: new Uint8Array(rows),
    township: new Uint16Array(rows),
    selfPaidFen: new Float64Array(rows),
    eligible: new Uint8Array(rows).fill(1),
  };
  let state = 7;
  const unit = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < rows; i++) {
    const household = Math.floor(i / (YEARS * PERILS_A_YEAR));
    columns.household[i] = household;
    columns.year[i] = FIRST_YEAR + (Math.floor(i / PERILS_A_YEAR) % YEARS);
    columns.peril[i] = (household + (i % PERILS_A_YEAR)) % PERILS.length;
    columns.group[i] = GROUPS.indexOf(PAID_GROUPS[household % PAID_GROUPS.length]!);
    columns.township[i] = household % TOWNSHIPS;
    // Heavy-tailed as bills are: the median lies at 9,000 yuan, one in a hundred above 95,000.
    columns.selfPaidFen[i] = 500_001 + Math.floor(1_000_000 * (1 / Math.sqrt(1 - unit()) - 1));
  }
  return columns;
}

/** Three brackets above the line for every peril of the two groups: 50, 60 and 70 per cent. */
function rulebookOf(lineFen: bigint, secondFen: bigint): Rulebook {
  const line = (group: Group): Fen | undefined => (PAID_GROUPS.includes(group) ? fen(lineFen) : undefined);
  return {
    line,
    schedule: (group: Group, peril: Peril): Schedule | undefined =>
      PAID_GROUPS.includes(group)
        ? {
            peril,
            group,
            deductibleFen: fen(lineFen),
            brackets: [
              { fromFen: fen(0), toFen: fen(10_000_00), rateBasisPoints: 5_000n },
              { fromFen: fen(10_000_00), toFen: fen(secondFen), rateBasisPoints: 6_000n },
              { fromFen: fen(secondFen), rateBasisPoints: 7_000n },
            ],
          }
        : undefined,
  };
}

/** The same, row by row in exact arithmetic. */
function expectedAnswer({ selfPaidFen, group, peril, year }: ExpenseColumns, rulebook: Rulebook) {
  const costFenByYear = Array.from({ length: YEARS }, () => 0);
  let found = 0;
  for (let i = 0; i < selfPaidFen.length; i++) {
    const [of, at] = [GROUPS[group[i]!]!, PERILS[peril[i]!]!];
    const paid = fen(BigInt(selfPaidFen[i]!));
    if (paid <= rulebook.line(of, at)!) continue;
    found += 1;
    costFenByYear[year[i]! - FIRST_YEAR]! += Number(quote(rulebook.schedule(of, at)!, paid).payoutFen);
  }
  return { found, costFenByYear, costFen: costFenByYear.reduce((a, b) => a + b, 0) };
}

/** The least any language must do: one staircase, one array in, one array out, one sum. */
function bareStaircase(selfPaidFen: Float64Array): number {
  const payouts = new Float64Array(selfPaidFen.length);
  let total = 0;
  for (let i = 0; i < selfPaidFen.length; i++) {
    const rest = Math.max(0, selfPaidFen[i]! - 600_000);
    const first = Math.min(rest, 1_000_000);
    const second = Math.min(Math.max(0, rest - 1_000_000), 1_500_000);
    const third = Math.max(0, rest - 2_500_000);
    const payout = Math.floor((first * 5_000 + second * 6_000 + third * 7_000 + 5_000) / 10_000);
    payouts[i] = payout;
    total += payout;
  }
  return total;
}
