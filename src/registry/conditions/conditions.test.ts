import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importText } from '../../../test/imports.ts';
import { useRegister } from '../../../test/register.ts';
import { type PlainDate, plainDate } from '../../kernel/index.ts';
import { undoImport } from '../../prevention/feeds/index.ts';
import { type ChangeProposal, conditionsOf, decideChange, proposeChange } from '../index.ts';
import { CAUSE_CODES, type Cause, LAND_KIND_CODES, type LandKind } from './model.ts';

const register = useRegister('CN');
const { codeOf, county, read } = register;
const db = () => register.store.db;

const propose = (proposal: Omit<ChangeProposal, 'reason'>, actor = 'Li') =>
  proposeChange(db(), { actor, countyCode: county(), proposal: { reason: 'visited', ...proposal } });
const decide = (no: string, verdict: 'approve' | 'refuse' = 'approve', actor = 'Wang') =>
  decideChange(db(), { actor, countyCode: county(), changeNo: BigInt(no), verdict, reason: 'seen' });
const on = (day: string, householdNo = 'R', size = 3) =>
  read((tx) => conditionsOf(tx, { countyCode: county(), householdNo, day, size }));

const causes = (rows: string) =>
  importText(db(), 'causes', `county_code,household_no,since,rank,cause,reported_by\n${of(rows)}`);
/** Rows without the county, one a line. */
const of = (rows: string): string =>
  rows
    .trim()
    .split('\n')
    .map((row) => `${county()},${row.trim()}\n`)
    .join('');
const causesHeld = async (day: string) => (await on(day)).causes.map(({ cause }) => cause);

describe('files of causes, land and houses', () => {
  test('a cause needs a main one of its day, and none stands twice; the rest of the file is taken in', async () => {
    const { report, rejects } = await causes(`
      R,2018-01-01,1,因病,村委会
      R,2018-01-01,2,funds,
      G,2018-01-01,2,labour,
      L,2018-01-01,1,illness,
      L,2018-01-01,3,因病,
      X,2018-01-01,1,,
      X,2018-01-01,2,skills,
      N,2018-01-01,5,skills,
      N,2018-01-01,1,bad luck,
      Q,2018-01-01,1,illness,`);
    expect([report.new, report.rejected]).toEqual([3, 7]);
    expect(rejects.map(({ line, column }) => [line, column])).toEqual([
      [4, 'rank'],
      [6, 'cause'],
      [7, 'cause'],
      [8, 'rank'],
      [9, 'rank'],
      [10, 'cause'],
      [11, 'household_no'],
    ]);
    expect(await causesHeld('2018-06-01')).toEqual(['illness', 'funds']);
    expect(await causesHeld('2017-12-31')).toEqual([]);
  });

  test('the causes of a later day replace those before as a whole; a blank further cause takes one away', async () => {
    await causes('R,2018-01-01,1,illness,\nR,2018-01-01,2,funds,\nR,2019-01-01,1,skills,');
    expect(await causesHeld('2018-12-31')).toEqual(['illness', 'funds']);
    expect(await causesHeld('2019-01-01')).toEqual(['skills']);
    const { report } = await causes('R,2018-01-01,2,,');
    expect(report.corrected).toBe(1);
    expect(await causesHeld('2018-12-31')).toEqual(['illness']);
    await undoImport(db(), { importNo: BigInt(report.import_no), actor: 'tester', reason: 'wrong file' });
    expect(await causesHeld('2018-12-31')).toEqual(['illness', 'funds']);
  });

  test('land adds up, houses have grades, and what is gone does not count', async () => {
    const land = await importText(
      db(),
      'land',
      `县代码,户编号,起始日期,土地类型,面积（亩）\n${of('R,2018-01-01,旱地,4.5\nR,2018-01-01,水田,0.6\nR,2019-05-01,旱地,3\nG,2018-01-01,dry,1.234\nG,2018-01-01,dry,-1\nG,2018-01-01,roof,1')}`,
    );
    expect(land.rejects.map(({ line, column }) => [line, column])).toEqual([
      [5, 'mu'],
      [6, 'mu'],
      [7, 'land_kind'],
    ]);
    const houses = await importText(
      db(),
      'houses',
      `county_code,household_no,house_no,since,house_type,area_m2,grade\n${of('R,1,2018-01-01,soil,60,D\nR,2,2019-01-01,砖混,85.50,A级\nR,1,2019-02-01,soil,0,D\nR,3,2019-02-01,brick,10,')}`,
      { language: 'zh' },
    );
    expect(houses.report.warnings).toEqual({ house_area_zero: 1, house_not_assessed: 1 });
    const before = await on('2018-12-31');
    expect([before.land_mu, before.land_mu_per_head, before.house_m2]).toEqual(['5.10', '1.70', '60.00']);
    const after = await on('2019-06-01');
    expect(after.land.map(({ land_kind, mu }) => [land_kind, mu])).toEqual([
      ['dry', '3.00'],
      ['paddy', '0.60'],
    ]);
    expect(after.houses.map(({ house_no, grade }) => [house_no, grade])).toEqual([
      ['2', 'A'],
      ['3', null],
    ]);
    expect(after.house_m2_per_head).toBe('31.83');
    expect(after.stated.houses).toHaveLength(4);
  });
});

describe('a change is made by two people', () => {
  test('it counts once somebody else has approved it, and goes before a file of the same day', async () => {
    await causes('R,2018-01-01,1,illness,');
    const since = plainDate('2018-01-01');
    const { change_no, status } = await propose({ householdNo: 'R', since, causes: ['skills', 'funds'] });
    expect([status, await causesHeld('2018-06-01')]).toEqual(['proposed', ['illness']]);
    expect(await codeOf(decide(change_no, 'approve', ' ＬＩ '))).toBe('condition.sameActor');
    expect((await decide(change_no)).status).toBe('approved');
    expect(await codeOf(decide(change_no, 'refuse', 'Zhao'))).toBe('condition.decided');
    expect(await causesHeld('2018-06-01')).toEqual(['skills', 'funds']);
    const refused = await propose({ householdNo: 'R', since, causes: ['land'] });
    await decide(refused.change_no, 'refuse');
    expect(await causesHeld('2018-06-01')).toEqual(['skills', 'funds']);
  });

  test('of two decisions at one moment one holds', async () => {
    const { change_no } = await propose({
      householdNo: 'R',
      since: plainDate('2018-01-01'),
      causes: ['land'],
    });
    const outcomes = await Promise.all(
      ['Wang', 'Zhao', 'Qian'].map((name) => codeOf(decide(change_no, 'approve', name))),
    );
    expect(outcomes.toSorted()).toEqual(['condition.decided', 'condition.decided', 'done']);
  });

  test('what makes no sense is refused, each with its own sentence', async () => {
    for (const [code, given] of REFUSED) {
      const proposal = { householdNo: 'R', since: plainDate('2018-01-01'), reason: 'r', ...given };
      expect(await codeOf(proposeChange(db(), { actor: 'Li', countyCode: county(), proposal })), code).toBe(
        code,
      );
    }
  });
});

const REFUSED: readonly (readonly [string, Partial<ChangeProposal>])[] = [
  ['condition.onePart', {}],
  ['condition.onePart', { causes: ['land'], land: [{ land_kind: 'dry', mu: '1' }] }],
  ['condition.causes', { causes: [] }],
  ['condition.causes', { causes: ['land', 'water', 'skills', 'labour', 'funds'] }],
  ['condition.twice', { causes: ['land', 'land'] }],
  ['condition.empty', { houses: [] }],
  [
    'condition.twice',
    {
      land: [
        { land_kind: 'dry', mu: '1' },
        { land_kind: 'dry', mu: '2' },
      ],
    },
  ],
  ['condition.amount', { land: [{ land_kind: 'dry', mu: '1.234' }] }],
  ['condition.reason', { causes: ['land'], reason: ' ' }],
  ['condition.future', { causes: ['land'], since: plainDate('2999-01-01') }],
  ['register.householdUnknown', { causes: ['land'], householdNo: 'nobody' }],
];

type Statement =
  | { readonly by: 'file' | 'change'; readonly day: number; readonly causes: readonly Cause[] }
  | { readonly by: 'file' | 'change'; readonly day: number; readonly kind: LandKind; readonly mu: number };

const dayOf = (day: number): PlainDate => plainDate(`2018-01-${String(day).padStart(2, '0')}`);

test('whatever is stated in whatever order: what holds is the latest day, a change before a file', async () => {
  const by = fc.constantFrom('file' as const, 'change' as const);
  const day = fc.integer({ min: 1, max: 4 });
  const statement: fc.Arbitrary<Statement> = fc.oneof(
    fc.record({
      by,
      day,
      causes: fc.uniqueArray(fc.constantFrom(...CAUSE_CODES), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      by,
      day,
      kind: fc.constantFrom(...LAND_KIND_CODES.slice(0, 3)),
      mu: fc.integer({ max: 9, min: 0 }),
    }),
  );
  let households = 0;
  const scenario = fc.asyncProperty(fc.array(statement, { maxLength: 8 }), async (statements) => {
    const no = `H${++households}`;
    await importText(
      db(),
      'households',
      `county_code,household_no,area_code,group,head_name,size\n${county()},${no},${county()}-A,general,He,1\n`,
    );
    for (const each of statements) await state(no, each);
    for (const at of [1, 2, 3, 4]) {
      const { causes: held, land } = await on(dayOf(at), no, 1);
      expect(held.map(({ cause }) => cause)).toEqual(causesBy(statements, at));
      expect(land.map(({ land_kind, mu }) => [land_kind, mu])).toEqual(landBy(statements, at));
    }
  });
  await fc.assert(scenario, { numRuns: 12 });
});

async function state(no: string, said: Statement): Promise<void> {
  const since = dayOf(said.day);
  if (said.by === 'file') {
    // A file that gives fewer causes than the one before must blank the others.
    const rows =
      'causes' in said
        ? [0, 1, 2, 3].map((i) => `${no},${since},${i + 1},${said.causes[i] ?? ''}`)
        : [`${no},${since},${said.kind},${said.mu}`];
    const header = 'causes' in said ? 'rank,cause' : 'land_kind,mu';
    const { report } = await importText(
      db(),
      'causes' in said ? 'causes' : 'land',
      `county_code,household_no,since,${header}\n${of(rows.join('\n'))}`,
    );
    expect(report.rejected).toBe(0);
    return;
  }
  const content =
    'causes' in said ? { causes: said.causes } : { land: [{ land_kind: said.kind, mu: String(said.mu) }] };
  await decide((await propose({ householdNo: no, since, ...content })).change_no);
}

/** The plain way: go through all that was said up to the day, and let the stronger one win. */
function strongest<Said extends Statement>(said: readonly Said[], day: number): Said | undefined {
  let best: Said | undefined;
  for (const each of said)
    if (
      each.day <= day &&
      (!best ||
        each.day > best.day ||
        (each.day === best.day && !(best.by === 'change' && each.by === 'file')))
    )
      best = each;
  return best;
}

const causesBy = (statements: readonly Statement[], day: number): readonly string[] =>
  strongest(
    statements.filter((each) => 'causes' in each),
    day,
  )?.causes ?? [];

function landBy(statements: readonly Statement[], day: number): string[][] {
  const land = statements.filter((each) => 'kind' in each);
  return [...new Set(land.map(({ kind }) => kind))].toSorted().flatMap((kind) => {
    const best = strongest(
      land.filter((each) => each.kind === kind),
      day,
    );
    return best && best.mu > 0 ? [[kind, `${best.mu}.00`]] : [];
  });
}
