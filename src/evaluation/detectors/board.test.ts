import { expect, test } from 'vitest';
import {
  board,
  DAY,
  firings,
  move,
  question,
  settle,
  stateOf,
  store,
  thresholds,
} from '../../../test/detectors.ts';
import { COUNTY } from '../../../test/imports.ts';
import { answerFiring, DETECTORS, DETECTOR_IDS, listFirings, wordsOf } from '../index.ts';

test('where the books say nothing a detector says that it cannot judge, not that all is well', async () => {
  await settle(() => 'general');
  expect(new Set((await board()).map(({ status }) => status))).toEqual(new Set(['cannot_be_judged']));
  expect((await board()).map(({ id }) => id)).toEqual(DETECTOR_IDS);
});

test('an answer covers the numbers it was given to, and no others', async () => {
  await move('donation', 'fund:relief', 'donor:Fund', 900);
  const [firing] = await firings('F25');
  const answer = (factsHash: string, text = 'the next gift goes into the dairy') =>
    answerFiring(store.db, {
      actor: 'Office',
      countyCode: COUNTY,
      detector: 'F25',
      factsHash,
      verdict: 'in_order',
      answer: text,
      thresholds,
      today: DAY,
    });
  await expect(answer('0'.repeat(64))).rejects.toMatchObject({ code: 'detector.notFiring' });
  await expect(answer(firing!.facts_hash, ' ')).rejects.toMatchObject({ code: 'detector.text' });
  expect((await answer(firing!.facts_hash)).answered).toMatchObject({
    verdict: 'in_order',
    recorded_by: 'Office',
  });
  expect(await stateOf('F25')).toMatchObject({ fired: 1, open: 0 });
  await move('donation', 'fund:relief', 'donor:Fund', 1);
  expect(await stateOf('F25')).toMatchObject({ fired: 1, open: 1 });
  expect((await firings('F25'))[0]).toMatchObject({ answered: null, was_answered: true });
});

test('pages follow one another, what nobody has answered first', async () => {
  for (let i = 0; i < 5; i++) await move('donation', 'fund:relief', `donor:D${i}`, 1);
  const all = await firings('F25');
  await answerFiring(store.db, {
    actor: 'Office',
    countyCode: COUNTY,
    detector: 'F25',
    factsHash: all[0]!.facts_hash,
    verdict: 'put_right',
    answer: 'done',
    thresholds,
    today: DAY,
  });
  const pages: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.db
      .transaction()
      .execute((tx) => listFirings(tx, question, 'F25', { after, limit: 2 }));
    if (page.length === 0) break;
    pages.push(...page.map(({ subject_no }) => subject_no));
    after = page.at(-1)!.key;
  }
  expect(pages).toEqual(['D1', 'D2', 'D3', 'D4', 'D0']);
});

test('every threshold a sentence names is filled in', () => {
  for (const detector of Object.values(DETECTORS)) {
    const { condition, rests_on } = wordsOf(detector, thresholds);
    for (const text of [condition.zh, condition.en, rests_on.zh, rests_on.en])
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
  }
  expect(wordsOf(DETECTORS.F01, thresholds).condition.en).toContain('60%');
});
