import { type Bilingual, findFen, formatYuan, fen } from '../../kernel/pure.ts';
import { micro, MICRO_PER_FEN } from './rules.ts';
import type { Sheet, SheetRule, StatedRule } from './model.ts';

/** One line of a sheet worked out again. */
export interface CheckedLine {
  readonly what: Bilingual;
  readonly stated: string;
  readonly found: string;
  readonly isRight: boolean;
}
export interface SheetCheck {
  readonly lines: readonly CheckedLine[];
  /** Undefined: all agree. */
  readonly firstDifference: CheckedLine | undefined;
}

/**
 * Works a sheet out again from the rules as the policy states them: every step against rate × sum, every rule against
 * its steps, the total against the rules. `statedBy` gives the rules of a policy version.
 */
export function checkSheet(
  sheet: Sheet,
  statedBy: (policyVersion: string) => readonly StatedRule[] | undefined,
): SheetCheck {
  const lines = sheet.rules.flatMap((rule) =>
    linesOf(
      rule,
      statedBy(rule.policy_version)?.find(({ rule_no }) => rule_no === rule.rule_no),
    ),
  );
  const parts = [...sheet.rules.map(({ pays_yuan }) => pays_yuan), sheet.others?.pays_yuan ?? '0.00'];
  const counts = [...sheet.rules.map(({ amounts }) => amounts), sheet.others?.amounts ?? 0];
  lines.push(
    line({ zh: '合计', en: 'Total' }, sheet.total_yuan, formatYuan(fen(sum(parts.map(fenOf))))),
    line(
      { zh: '户次合计', en: 'Number of amounts' },
      String(sheet.amounts),
      String(counts.reduce((all, each) => all + each, 0)),
    ),
  );
  return { lines, firstDifference: lines.find(({ isRight }) => !isRight) };
}

function linesOf(rule: SheetRule, stated: StatedRule | undefined): CheckedLine[] {
  const of = (zh: string, en: string): Bilingual => ({
    zh: `规则 ${rule.rule_no}：${zh}`,
    en: `Rule ${rule.rule_no}: ${en}`,
  });
  if (!stated)
    return [line(of('政策中没有这条规则', 'the policy has no such rule'), rule.policy_version, '—')];
  const steps = stated.brackets.map((bracket, i): CheckedLine => {
    const slice = rule.slices[i];
    const found = micro(fenOf(slice?.yuan ?? '0.00') * rateOf(bracket.rate_percent));
    return line(
      of(`第 ${i + 1} 档 ${bracket.rate_percent}%`, `step ${i + 1} at ${bracket.rate_percent}%`),
      slice?.pays_exact_yuan ?? '—',
      found,
    );
  });
  const exact = sum(
    stated.brackets.map((bracket, i) => fenOf(rule.slices[i]?.yuan ?? '0.00') * rateOf(bracket.rate_percent)),
  );
  const rounding = microOf(rule.rounding_yuan);
  // Each amount is rounded once, by half a fen at most.
  const isBounded = (rounding < 0n ? -rounding : rounding) * 2n <= BigInt(rule.amounts) * MICRO_PER_FEN;
  const limited = fenOf(rule.over_limit_yuan);
  const pays = exact + rounding - limited * MICRO_PER_FEN;
  return [
    line(of('起付线', 'first part borne by the family'), rule.deductible_yuan, stated.deductible_yuan),
    line(of('档数', 'number of steps'), String(rule.slices.length), String(stated.brackets.length)),
    ...steps,
    line(
      of('取整到分', 'rounding to whole fen'),
      rule.rounding_yuan,
      isBounded ? rule.rounding_yuan : `≤ ${micro((BigInt(rule.amounts) * MICRO_PER_FEN) / 2n)}`,
    ),
    line(
      of('超过封顶', 'over the yearly limit'),
      rule.over_limit_yuan,
      stated.limit_yuan === null ? '0.00' : rule.over_limit_yuan,
    ),
    line(of('应补', 'pays'), micro(fenOf(rule.pays_yuan) * MICRO_PER_FEN), micro(pays)),
  ];
}

const line = (what: Bilingual, stated: string, found: string): CheckedLine => ({
  what,
  stated,
  found,
  isRight: stated === found,
});

const sum = (values: readonly bigint[]): bigint => values.reduce((all, each) => all + each, 0n);
const rateOf = (percent: string): bigint => BigInt(percent.replace('.', ''));

function fenOf(yuan: string): bigint {
  const amount = findFen(yuan.replace(/^-/, ''));
  if (amount === undefined) throw new RangeError(`Not an amount in yuan: ${yuan}`);
  return yuan.startsWith('-') ? -amount : amount;
}

function microOf(text: string): bigint {
  const [, sign, whole, rest] = /^(-?)(\d+)\.(\d{6})$/.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`Not a number with six decimals: ${text}`);
  return BigInt(`${sign}${whole}${rest}`);
}
