import type { PlainDate } from '../kernel/pure.ts';
import type { DatedValue, PolicyDocument } from './model.ts';

/** One thing of a policy that can change, with its path (`lines.medical.non_poor_low_income`) and its history. */
export interface DatedList {
  readonly path: string;
  readonly values: readonly DatedValue[];
}

/**
 * Every dated value of a document. They are found by their shape, so that a new section of the file is versioned,
 * linted and changeable without being named here. `….values` is left out of the path.
 */
export function datedLists(document: PolicyDocument): DatedList[] {
  const found: DatedList[] = [];
  collect(document, [], found);
  return found;
}

function collect(node: unknown, path: readonly string[], found: DatedList[]): void {
  if (typeof node !== 'object' || node === null) return;
  if (isDatedList(node)) {
    const shown = path.at(-1) === 'values' ? path.slice(0, -1) : path;
    found.push({ path: shown.join('.'), values: node });
    return;
  }
  if (Array.isArray(node)) return;
  for (const [key, child] of Object.entries(node)) collect(child, [...path, key], found);
}

const isDatedList = (node: object): node is DatedValue[] =>
  Array.isArray(node) &&
  typeof node[0] === 'object' &&
  node[0] !== null &&
  'from' in node[0] &&
  'value' in node[0] &&
  'unit' in node[0];

/** The entry in force on a day: the last one that has started; undefined before the first. */
export const findInForce = <Value>(
  values: readonly DatedValue<Value>[],
  day: PlainDate,
): DatedValue<Value> | undefined => values.findLast((entry) => entry.from <= day);

/** The latest start among a document's own values on or before a day, at least the first day of the policy. */
export function latestStart(document: PolicyDocument, day: string = '9999-12-31'): PlainDate {
  let latest = document.in_force.from;
  for (const { path, values } of datedLists(document))
    for (const { from } of values)
      if (!path.startsWith('facts.') && from <= day && from > latest) latest = from;
  return latest as PlainDate;
}
