import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import { addDays, countsAs, fen, plainDate } from '../../kernel/index.ts';
import { amountClass } from './fields.ts';
import { findPrivateContent, type NoticeFacts, noticeProgress } from './rules.ts';

const D = (day: number) => plainDate(`2026-11-${String(day).padStart(2, '0')}`);
const hung = (...days: readonly (readonly [number, number | null])[]) =>
  days.map(([up, down]) => ({ putUpOn: D(up), takenDownOn: down === null ? null : D(down) }));
const notice = (...places: NoticeFacts['places']): NoticeFacts => ({
  days: 5,
  dayKind: 'calendar_day',
  countsFirstDay: false,
  places,
});

describe('how far a notice is', () => {
  test.each([
    ['not up yet', notice([]), 9, 'planned', 0, undefined],
    ['up in one of two places', notice(hung([2, null]), []), 9, 'planned', 0, undefined],
    ['the day it is put up does not count', notice(hung([2, null])), 2, 'hanging', 0, 7],
    ['on its last day it still hangs', notice(hung([2, null])), 7, 'hanging', 5, 7],
    ['complete only after the last day', notice(hung([2, null])), 8, 'complete', 5, 7],
    ['taken down on the last day: a day is missing', notice(hung([2, 7])), 9, 'interrupted', 4, undefined],
    ['taken down the day after', notice(hung([2, 8])), 9, 'complete', 5, 7],
    ['hung again: the lost days are added', notice(hung([2, 4], [10, null])), 12, 'hanging', 3, 14],
    ['two places: the later one ends it', notice(hung([2, null]), hung([4, null])), 8, 'hanging', 4, 9],
    [
      'working days leave out the weekend',
      { ...notice(hung([19, null])), dayKind: 'working_day' },
      25,
      'hanging',
      4,
      26,
    ],
    ['where the first day counts', { ...notice(hung([2, null])), countsFirstDay: true }, 7, 'complete', 5, 6],
  ] as const)('%s', (_, facts, asOf, status, daysHung, last) =>
    expect(noticeProgress(facts, D(asOf))).toEqual({
      status,
      daysHung,
      lastDay: last === undefined ? undefined : D(last),
    }),
  );

  test('complete means: at every place that many whole counting days are over', () => {
    const anyHangings = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 8 })), { maxLength: 3 })
      .map((steps) => {
        let at = 0;
        return steps.map(([gap, length]) => {
          const [up, down] = [at + gap, at + gap + length];
          at = down;
          return { putUpOn: addDays(D(1), up), takenDownOn: addDays(D(1), down) };
        });
      });
    fc.assert(
      fc.property(
        fc.array(anyHangings, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom('calendar_day', 'working_day'),
        fc.boolean(),
        (places, days, dayKind, countsFirstDay) => {
          const asOf = addDays(D(1), 60);
          const facts = { days, dayKind, countsFirstDay, places };
          // The oracle paints every whole day each place had, and counts the painted ones.
          const painted = places.map((hangings) => {
            const set = new Set<string>();
            for (const { putUpOn, takenDownOn } of hangings)
              for (let day = putUpOn; day < takenDownOn; day = addDays(day, 1))
                if ((day !== putUpOn || countsFirstDay) && countsAs(dayKind, day)) set.add(day);
            return set.size;
          });
          const isComplete = painted.every((count) => count >= days);
          expect(noticeProgress(facts, asOf).status === 'complete').toBe(isComplete);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what free text may not hold', () => {
  const WORDS = ['病', 'illness', '身份证'];
  test.each([
    ['防贫保险金', undefined],
    ['2026年11月22日会议通过，第17号', undefined],
    ['2026-11-22', undefined],
    ['发放 1500.00 元', undefined],
    ['电联13812345678', 'number'],
    ['138 1234 5678', 'number'],
    ['138-1234-5678', 'number'],
    ['１３８１２３４５６７８', 'number'],
    ['一三八一二三四五六七八', 'number'],
    ['11010519491231002X', 'number'],
    ['6222 0212 3456 7890 123', 'number'],
    ['0319-6123456', 'number'],
    ['大病救助', 'word'],
    ['serious ILLNESS', 'word'],
    ['付给张三丰', 'name'],
    ['付给张 三 丰', 'name'],
    ['paid to rao wife', 'name'],
  ])('%s: %s', (text, expected) =>
    expect(findPrivateContent(text, WORDS, ['张三丰', 'Rao wife', '单'])).toBe(expected),
  );
});

test.each([
  [99_999n, 'below 1000 yuan'],
  [100_000n, '1000 to below 5000 yuan'],
  [499_999n, '1000 to below 5000 yuan'],
  [500_000n, '5000 yuan or more'],
])('%s fen are %s', (amount, words) => expect(amountClass(fen(amount), ['1000', '5000']).en).toBe(words));
