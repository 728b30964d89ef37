import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import { type Change, type Entry, isNews, mergeEntries } from './rules.ts';

let no = 0;
const entry = (device: string, value: string | null, base: number, ...resolves: number[]): Entry => ({
  field: 'note',
  device,
  value,
  base,
  resolves,
  no: ++no,
  by: device,
  at: '',
});
const told = (...entries: Entry[]) => {
  const { current, conflicts } = mergeEntries(entries).get('note')!;
  return [current.value, ...conflicts.map(({ value }) => value)];
};
const fresh = <Result>(work: () => Result): Result => ((no = 0), work());

describe('a field', () => {
  test.each([
    ['written once', () => told(entry('A', 'a', 0)), ['a']],
    ['written on by another phone that saw it', () => told(entry('A', 'a', 0), entry('B', 'b', 1)), ['b']],
    [
      'written by two that saw it empty keeps both',
      () => told(entry('A', 'a', 0), entry('B', 'b', 0)),
      ['a', 'b'],
    ],
    ['two agree', () => told(entry('A', 'a', 0), entry('B', 'a', 0)), ['a']],
    [
      'a phone that did not hear back does not contradict itself',
      () => told(entry('A', 'a', 0), entry('A', 'aa', 0)),
      ['aa'],
    ],
    [
      'nor in what contradicts another',
      () => told(entry('A', 'a', 0), entry('B', 'b', 0), entry('B', 'bb', 0)),
      ['a', 'bb'],
    ],
    [
      'written on by who did not see the contradiction keeps it',
      () => told(entry('A', 'a', 0), entry('B', 'b', 0), entry('A', 'aa', 1)),
      ['aa', 'b'],
    ],
    [
      'decided by who saw both',
      () => told(entry('A', 'a', 0), entry('B', 'b', 0), entry('A', 'a and b', 1, 2)),
      ['a and b'],
    ],
    [
      'decided for the same value',
      () => told(entry('A', 'a', 0), entry('B', 'b', 0), entry('A', 'a', 1, 2)),
      ['a'],
    ],
    [
      'a third contradiction that the decider did not see stays',
      () => told(entry('A', 'a', 0), entry('B', 'b', 0), entry('C', 'c', 0), entry('A', 'ab', 1, 2)),
      ['ab', 'c'],
    ],
    [
      'a decision that comes after another change decides nothing',
      () => told(entry('A', 'a', 0), entry('B', 'b', 0), entry('C', 'c', 1), entry('A', 'ab', 1, 2)),
      ['c', 'b', 'ab'],
    ],
    [
      'emptied by one, changed by the other',
      () => told(entry('A', 'a', 0), entry('A', null, 1), entry('B', 'b', 1)),
      [null, 'b'],
    ],
  ])('%s', (_, work, expected) => expect(fresh(work)).toEqual(expected));
});

test('other fields do not touch it', () => {
  const fields = mergeEntries([entry('A', 'a', 0), { ...entry('B', 'x', 0), field: 'day' }]);
  expect([...fields].map(([field, { current, conflicts }]) => [field, current.value, conflicts])).toEqual([
    ['note', 'a', []],
    ['day', 'x', []],
  ]);
});

/**
 * Three phones that write, read now and then, and send again. The oracle keeps a set of values that nobody who saw
 * them has replaced; it knows neither a current value nor conflicts.
 */
test('no value is lost that nobody who saw it replaced, and what is sent again changes nothing', () => {
  const step = fc.record({
    phone: fc.constantFrom('A', 'B', 'C'),
    act: fc.constantFrom('write', 'write', 'read', 'decide', 'again'),
    value: fc.constantFrom('x', 'y', 'z', null),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const entries: Entry[] = [];
      const seen = new Map<string, { base: number; conflicts: number[] }>();
      const last = new Map<string, Change>();
      let alive: { value: string | null; no: number; device: string; base: number }[] = [];
      for (const { phone, act, value } of steps) {
        const state = mergeEntries(entries).get('note');
        if (act === 'read') {
          seen.set(phone, {
            base: state?.current.no ?? 0,
            conflicts: state?.conflicts.map((each) => each.no) ?? [],
          });
          continue;
        }
        const { base, conflicts } = seen.get(phone) ?? { base: 0, conflicts: [] };
        const change: Change =
          act === 'again' && last.has(phone)
            ? last.get(phone)!
            : { field: 'note', value, base, resolves: act === 'decide' ? conflicts : [], device: phone };
        last.set(phone, change);
        if (!isNews(state, change)) continue;
        const written = { ...change, no: entries.length + 1, by: phone, at: '' };
        entries.push(written);
        expect(isNews(mergeEntries(entries).get('note'), change), 'sent again at once').toBe(false);
        const isOnTop =
          !state ||
          base === state.current.no ||
          (state.current.device === phone && state.current.base === change.base);
        alive = alive.filter(
          ({ no, device, base: from, value: said }) =>
            no !== change.base &&
            !(device === phone && from === change.base) &&
            !(isOnTop && (change.resolves.includes(no) || said === change.value)),
        );
        if (!alive.some(({ value: said }) => said === change.value))
          alive.push({ value: change.value, no: written.no, device: phone, base: change.base });
      }
      const state = mergeEntries(entries).get('note');
      const shown = state ? [state.current, ...state.conflicts].map(({ value: each }) => each) : [];
      expect(new Set(shown)).toEqual(new Set(alive.map(({ value: each }) => each)));
      expect(new Set(shown).size).toBe(shown.length);
    }),
    { numRuns: 2000 },
  );
});
