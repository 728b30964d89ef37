import type { PlainDate } from '../kernel/pure.ts';
import { findInForce } from './dated.ts';
import type { Expression, PolicyDocument } from './model.ts';
import { findFraction, roundFraction, type Fraction } from './numbers.ts';

type Operation = (a: Fraction, b: Fraction) => Fraction;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  add: (a, b) =>
    fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
  subtract: (a, b) =>
    fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator),
  multiply: (a, b) => fraction(a.numerator * b.numerator, a.denominator * b.denominator),
  divide: (a, b) => fraction(a.numerator * b.denominator, a.denominator * b.numerator),
};

/**
 * Evaluates a worked example of a policy file exactly. A text is a fact or parameter of the file, `section.name`, its latest
 * value or `section.name@2016-12-31`. Throws RangeError for an unknown parameter or operation.
 */
export function computeExpression(document: PolicyDocument, expression: Expression): Fraction {
  if (typeof expression === 'number') return decimal(expression);
  if (typeof expression === 'string') return parameterOf(document, expression);
  const [name, ...operands] = expression;
  const values = operands.map((operand) => computeExpression(document, operand));
  const [first] = values;
  if (name === 'floor' && first && values.length === 1) return fraction(floorOf(first), 1n);
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!operation || values.length < 2)
    throw new RangeError(`Cannot compute [${name}] of ${values.length} values`);
  return values.reduce(operation);
}

/** Rounds half up to so many decimals. */
export function roundToDecimals(value: Fraction, decimals: number): Fraction {
  const scale = 10n ** BigInt(decimals);
  return fraction(
    roundFraction({ numerator: value.numerator * scale, denominator: value.denominator }),
    scale,
  );
}

const isEqual = (a: Fraction, b: Fraction): boolean =>
  a.numerator * b.denominator === b.numerator * a.denominator;

export function decimal(value: number): Fraction {
  const found = findFraction(value);
  if (!found) throw new RangeError(`Not a decimal: ${value}`);
  return found;
}

/** For a message: exact with up to six decimals, else a fraction, so that unequal values never look equal. */
export function fractionText(value: Fraction): string {
  const rounded = roundToDecimals(value, 6);
  if (!isEqual(rounded, value)) return `${value.numerator}/${value.denominator}`;
  const digits = (rounded.numerator < 0n ? -rounded.numerator : rounded.numerator)
    .toString()
    .padStart(7, '0');
  const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
  return `${rounded.numerator < 0n ? '-' : ''}${text}`;
}

function parameterOf(document: PolicyDocument, reference: string): Fraction {
  const [path = '', day = '9999-12-31'] = reference.split('@');
  const [section = '', name = ''] = path.split('.');
  const entry = document.facts?.[section]?.[name] ?? document.parameters?.[section]?.[name];
  const value = findInForce(entry?.values ?? [], day as PlainDate)?.value;
  if (typeof value !== 'number')
    throw new RangeError(`no number "${reference}" among the facts and parameters`);
  return decimal(value);
}

function fraction(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new RangeError('Division by zero');
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
}

const floorOf = ({ numerator, denominator }: Fraction): bigint =>
  numerator >= 0n ? numerator / denominator : -((-numerator + denominator - 1n) / denominator);
