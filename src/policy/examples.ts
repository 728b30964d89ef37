import { fen, formatYuan, minFen, plainDate, type Fen, type PlainDate } from '../kernel/index.ts';
import type { PolicyDocument } from './model.ts';
import { fenOf, findFraction, scaleFen } from './numbers.ts';
import { quote } from './rules.ts';
import { isPeril, type Group, type Peril } from './vocabulary.ts';
import { versionOn, type Policy, type PolicyVersion } from './version.ts';
import { computeExpression, decimal, fractionText, roundToDecimals } from './worked.ts';

/** One comparison an example asked for. Amounts are compared as decimal texts of whole fen: exactly. */
export interface ExampleResult {
  readonly path: string;
  readonly id: string | undefined;
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

export const hasPassed = ({ expected, actual }: ExampleResult): boolean => expected === actual;

/** Runs every example of a policy file. An example that cannot be computed fails with the reason as `actual`. */
export function runExamples(policy: Policy): ExampleResult[] {
  const { document } = policy;
  const runner = new Runner(policy);
  for (const [peril, byGroup] of Object.entries(document.lines ?? {}))
    for (const [group, line] of Object.entries(byGroup))
      runner.each(`lines.${peril}.${group}.examples`, line.examples, (example, version, check) =>
        check('finding', example.finding, isFinding(version, group, peril, example.self_paid)),
      );
  for (const [peril, byGroup] of Object.entries(document.schedules ?? {}))
    for (const [group, entry] of Object.entries(byGroup))
      runner.each(`schedules.${peril}.${group}.examples`, entry.examples, (example, version, check) =>
        checkSchedule(example, scheduleOf(version, group, peril), check),
      );
  for (const [id, cap] of Object.entries(document.caps ?? {}))
    runner.each(`caps.${id}.examples`, cap.examples, (example, version, check) => {
      const schedule = scheduleOf(version, example.group, example.peril);
      const { beforeCapFen } = quote(schedule, fenOf(example.self_paid));
      const left = (schedule.cap?.capFen ?? 0n) - fenOf(example.used_elsewhere);
      check('payout', yuan(example.payout), formatYuan(minFen(beforeCapFen, fen(left < 0n ? 0n : left))));
    });
  for (const [peril, entry] of Object.entries(document.perils ?? {}))
    runner.each(`perils.${peril}.examples`, entry.examples ?? [], (example, version, check) => {
      check('finding', example.finding, isFinding(version, example.group, peril, example.self_paid));
      if (example.payout === undefined) return;
      const { payoutFen } = quote(scheduleOf(version, example.group, peril), fenOf(example.self_paid));
      check('payout', yuan(example.payout), formatYuan(payoutFen));
    });
  runProtectionLine(runner, document);
  runStandards(runner, document);
  runWorked(runner, document);
  return runner.results;
}

type Check = (what: string, expected: unknown, actual: unknown) => void;

class Runner {
  readonly results: ExampleResult[] = [];
  readonly #policy: Policy;
  readonly #versions = new Map<string, PolicyVersion>();

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  each<Example extends { readonly id?: string; readonly on?: string }>(
    path: string,
    examples: readonly Example[],
    run: (example: Example, version: PolicyVersion, check: Check) => void,
  ): void {
    examples.forEach((example, index) => {
      const at = `${path}.${index}`;
      const check: Check = (what, expected, actual) => {
        this.results.push({
          path: at,
          id: example.id,
          what,
          expected: String(expected),
          actual: String(actual),
        });
      };
      try {
        run(example, this.#versionOn(dayOfExample(this.#policy.document, example)), check);
      } catch (failure) {
        check('example', 'can be computed', failure instanceof Error ? failure.message : String(failure));
      }
    });
  }

  #versionOn(day: PlainDate): PolicyVersion {
    const known = this.#versions.get(day) ?? versionOn(this.#policy, day, false);
    this.#versions.set(day, known);
    return known;
  }
}

/** An example without a day of its own belongs to the policy's first day. */
export const dayOfExample = (document: PolicyDocument, example: { readonly on?: string }): PlainDate =>
  plainDate(example.on ?? document.in_force.from);

function checkSchedule(
  example: NonNullable<NonNullable<PolicyDocument['schedules']>[string]>[string]['examples'][number],
  schedule: ReturnType<typeof scheduleOf>,
  check: Check,
): void {
  const selfPaidFen = fenOf(example.self_paid);
  const [marginal, whole] = [quote(schedule, selfPaidFen), quote(schedule, selfPaidFen, 'whole_amount')];
  const amounts: readonly (readonly [string, number | undefined, Fen])[] = [
    ['rest', example.rest, marginal.restFen],
    ['payout', example.payout, marginal.payoutFen],
    ['before_cap', example.before_cap, marginal.beforeCapFen],
    ['whole_amount', example.whole_amount, whole.payoutFen],
    ['whole_amount_before_cap', example.whole_amount_before_cap, whole.beforeCapFen],
  ];
  for (const [what, expected, actual] of amounts)
    if (expected !== undefined) check(what, yuan(expected), formatYuan(actual));
}

function runProtectionLine(runner: Runner, document: PolicyDocument): void {
  runner.each(
    'protection_line.examples',
    document.protection_line?.examples ?? [],
    (example, version, check) => {
      const line = version.protectionLine();
      check('line', yuan(example.line), line && formatYuan(line.lineFen));
      if (example.income === undefined || !line) return;
      const income = fenOf(example.income);
      check('eligible', example.eligible, line.inclusive ? income <= line.lineFen : income < line.lineFen);
    },
  );
}

function runStandards(runner: Runner, document: PolicyDocument): void {
  const { values = [], examples = [] } = document.national_standard ?? {};
  runner.each('national_standard.examples', examples, (example, _version, check) => {
    const entry = values.findLast(({ from }) => from <= `${example.year}-12-31`);
    const factor = findFraction(example.factor);
    check('standard', yuan(example.standard), entry && yuan(entry.value));
    check('line', yuan(example.line), entry && factor && formatYuan(scaleFen(fenOf(entry.value), factor)));
  });
}

function runWorked(runner: Runner, document: PolicyDocument): void {
  runner.each('worked', document.worked ?? [], (example, _version, check) => {
    const exact = computeExpression(document, example.compute);
    const rounded = example.decimals === undefined ? exact : roundToDecimals(exact, example.decimals);
    check('result', fractionText(decimal(example.expect)), fractionText(rounded));
  });
}

function isFinding(version: PolicyVersion, group: string, peril: string, selfPaid: number): boolean {
  const line = version.line(group as Group, peril as Peril);
  return line !== undefined && fenOf(selfPaid) > line;
}

function scheduleOf(version: PolicyVersion, group: string, peril: string) {
  const schedule = isPeril(peril) ? version.schedule(group as Group, peril) : undefined;
  if (!schedule) throw new RangeError(`no staircase for ${peril} and ${group} on ${version.day}`);
  return schedule;
}

const yuan = (amount: number): string => formatYuan(fenOf(amount));
