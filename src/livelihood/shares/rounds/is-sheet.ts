import { findFen } from '../../../kernel/pure.ts';
import { COLUMNS, STEP_NAMES } from './model.ts';
import { type Sheet, SHEET_FORMAT } from './sheet.ts';

/** Whether a value read from a file has the shape of a sheet, so that a check answers with faults and never breaks. */
export function isSheet(value: unknown): value is Sheet {
  if (!isRecord(value) || value['format'] !== SHEET_FORMAT) return false;
  const { charter, roll, lines, groups, sources, steps, pots, capital_yuan: capital } = value;
  return (
    ['round_id', 'hash', 'surplus_yuan', 'not_itemised_yuan', 'carried_over_yuan'].every((name) =>
      isText(value[name]),
    ) &&
    isRecord(charter) &&
    isText(charter['hash']) &&
    areRules(charter['rules']) &&
    isRecord(roll) &&
    isText(roll['hash']) &&
    isRecord(capital) &&
    Object.values(capital).every(isYuan) &&
    isListOf(sources, (one) => isText(one['kind']) && isYuan(one['amount_yuan'])) &&
    isListOf(steps, (one) => isText(one['step']) && isText(one['amount_yuan'])) &&
    isListOf(pots, (one) => isText(one['name']) && isText(one['amount_yuan'])) &&
    isListOf(lines, isLine) &&
    isListOf(
      groups,
      (one) =>
        isColumn(one['column']) &&
        isWhole(one['weight']) &&
        isCount(one['lines']) &&
        isYuan(one['amount_yuan']),
    )
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isYuan = (value: unknown): boolean => isText(value) && (findFen(value) ?? -1n) >= 0n;
const isWhole = (value: unknown): boolean => isText(value) && /^\d{1,20}$/.test(value);
const isCount = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 1e7;
const isColumn = (value: unknown): boolean => COLUMNS.includes(value as never);
const isBp = (value: unknown): boolean => value === null || (isCount(value) && (value as number) <= 10_000);

const isListOf = (value: unknown, fits: (one: Record<string, unknown>) => boolean): boolean =>
  Array.isArray(value) && value.every((one: unknown) => isRecord(one) && fits(one));

const isLine = ({ id, column, seal, weight, nonce, amount_yuan: amount }: Record<string, unknown>): boolean =>
  isText(id) &&
  isColumn(column) &&
  isText(seal) &&
  (weight === null || isWhole(weight)) &&
  (nonce === null || isText(nonce)) &&
  (amount === null || isText(amount));

function areRules(rules: unknown): boolean {
  if (!isRecord(rules) || !isRecord(rules['rates_bp'])) return false;
  const { steps, rates_bp: rates, classes, guarantee_class: chosen } = rules;
  return (
    Array.isArray(steps) &&
    steps.every((step) => isText(step) && step in STEP_NAMES) &&
    Object.values(rates).every(isBp) &&
    (chosen === null || isColumn(chosen)) &&
    isListOf(classes, ({ code, fraction_bp }) => isColumn(code) && isBp(fraction_bp)) &&
    new Set((classes as { fraction_bp: unknown }[]).map(({ fraction_bp }) => fraction_bp === null)).size <= 1
  );
}
