import { describe, expect, test } from 'vitest';
import {
  BOOK,
  PROCEDURE,
  D,
  TODAY,
  FILE,
  state,
  refusal,
  council,
  decide,
  LINE,
  drafted,
  place,
  store,
} from '../../../test/governance.ts';
import { COUNTY, VILLAGE } from '../../../test/imports.ts';
import { plainDate } from '../../kernel/index.ts';
import { sql } from '../../platform/index.ts';
import { resolvePolicy } from '../../policy/index.ts';
import { noticePage, postNotice, takeDownNotice } from '../index.ts';

describe('notices', () => {
  test('hold whitelisted fields of the register and nothing else, escaped', async () => {
    await decide(await council(), 2, '++++');
    const hostile = { zh: '<script>alert("救助")</script>', en: 'aid & help' };
    const { content, sha256, notice_no } = await drafted({
      lines: [{ ...LINE, given: { ...LINE.given, measure: hostile } }],
    });
    expect(content.columns.map(({ en }) => en)).toEqual([
      'Village',
      'Head of household',
      'People',
      'Matter',
      'Class of the amount',
    ]);
    expect(content.rows[0]!.map(({ zh }) => zh)).toEqual([
      'First Village',
      '张**',
      '2',
      hostile.zh,
      '5000元至不足10000元',
    ]);
    expect(content.sentences[1]!.zh).toBe(
      '公示期：2026年11月4日至2026年11月8日，共5天。中途撤下的，补足天数。',
    );
    const page = await noticePage({
      content,
      noticeNo: notice_no,
      sha256,
      firstDay: D(3),
      countyCode: COUNTY,
      address: 'https://terrace.example',
      language: 'zh',
    });
    for (const secret of ['三丰', '小丰', '13812345678', '11010519491231002X', '6600', 'illness', '<script'])
      expect(page).not.toContain(secret);
    const { rows } = await sql<{ all: string }>`
      select string_agg(summary::text, '') as all from access.audit_entry`.execute(store.db);
    expect(rows[0]!.all).not.toMatch(/[张李]|Chen|spoken|shop/);
  });

  test.each([
    ['a field of another kind', { points: 3 }, 'notice.fieldNotAllowed'],
    ['the exact amount by another name', { amount: '1' }, 'notice.fieldNotAllowed'],
    ['an ID number as a field', { id_number: '11010519491231002X' }, 'notice.fieldNotAllowed'],
    ['a missing field', { measure: undefined }, 'notice.fieldMissing'],
    ['a phone in words', { measure: { zh: '电 138-1234-5678', en: 'x' } }, 'notice.private'],
    ['an illness in English', { measure: { zh: '救助', en: 'Cancer aid' } }, 'notice.private'],
    ['the full name of a child', { measure: { zh: '资助张小丰', en: 'x' } }, 'notice.private'],
  ])('refuse %s and keep nothing', async (_, given, code) => {
    await decide(await council(), 2, '++++');
    const line = { ...LINE, given: { ...LINE.given, ...given } };
    if ('measure' in given && given.measure === undefined)
      delete (line.given as { measure?: unknown }).measure;
    const failure = await drafted({ lines: [line] }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code });
    expect((failure as Error).message).not.toMatch(/1381234|11010519|小丰|138-/);
    const { rows } = await sql`select 1 from governance.notice`.execute(store.db);
    expect(rows).toEqual([]);
  });

  test('are refused in their order', async () => {
    const draft = (more: object) => drafted({ areaCode: VILLAGE, places: [], lines: [], ...more });
    await expect(draft({ areaCode: 'TC02-V1' })).rejects.toEqual(refusal('body.area'));
    await expect(draft({ kind: 'risk_removal', firstDay: plainDate('2020-01-01') })).rejects.toEqual(
      refusal('procedure.missing'),
    );
    await expect(draft({})).rejects.toEqual(refusal('notice.noPlaces'));
    await expect(draft({ places: ['Board'] })).rejects.toEqual(refusal('notice.noLines'));
    await expect(drafted({ lines: [{ ...LINE, householdNo: '9' }] })).rejects.toEqual(
      refusal('notice.household'),
    );
    await expect(drafted()).rejects.toEqual(refusal('notice.undecided'));
    await decide(await council(), 2, '----');
    await expect(drafted()).rejects.toEqual(refusal('notice.undecided'));
  });

  test('put up, taken down early, put up again', async () => {
    await decide(await council(), 2, '++++');
    const { notice_no: no } = await drafted();
    const post = (day: number, more: object = {}) =>
      postNotice(store.db, { ...place(no, day), photo: FILE, ...more });
    const down = (day: number) => takeDownNotice(store.db, { ...place(no, day), reason: 'rain' });
    await expect(post(3, { placeNo: 2 })).rejects.toEqual(refusal('notice.place'));
    await expect(post(23)).rejects.toEqual(refusal('notice.future'));
    await expect(post(2)).rejects.toEqual(refusal('notice.early'));
    await expect(down(4)).rejects.toEqual(refusal('notice.notUp'));
    await post(3);
    await expect(post(4)).rejects.toEqual(refusal('notice.up'));
    await down(6);
    expect((await state(22)).notice).toMatchObject({ status: 'interrupted', daysHung: 2 });
    await post(10);
    expect((await state(13)).notice).toMatchObject({ status: 'hanging', lastDay: D(13) });
    expect((await state(14)).isConfirmed).toBe(true);
  });

  test('say the same days as the programmes do', () => {
    for (const id of ['wei-2017', 'national-2021']) {
      const programme = resolvePolicy(BOOK, id);
      const own = PROCEDURE(TODAY).parameter('notice_household_support.days')!;
      const { value, unit } = programme.parameter('procedure.notice_days')!;
      expect({ value: own.value, unit: own.unit }).toEqual({ value, unit });
    }
    const own = PROCEDURE(TODAY).parameter('objection.answer_days')!;
    const wei = resolvePolicy(BOOK, 'wei-2017').parameter('procedure.objection_answer_days')!;
    expect([own.value, own.unit]).toEqual([wei.value, wei.unit]);
  });
});
