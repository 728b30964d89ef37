import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importText } from '../../../test/imports.ts';
import { dayArbitrary, type Deed, deedArbitrary, proposalOf } from '../../../test/deeds.ts';
import { type Entered, Impossible, type PlainAreas, plainRegister } from '../../../test/plain-register.ts';
import { fc } from '../../../test/properties.ts';
import { testStore } from '../../../test/store.ts';
import { Failure, plainDate } from '../../kernel/index.ts';
import { fileSource, generatedSource, sql, type Store, type Tx } from '../../platform/index.ts';
import {
  cancelEvent,
  checkReported,
  type CohortAccount,
  cohortAccounts,
  decideEvents,
  type Group,
  proposeEvent,
} from '../index.ts';
import { FLOWS } from './model.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
const read = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  store.db.transaction().execute(work);

describe('the register’s own accounts', () => {
  // A village straight under the county stands in no township.
  const areasOf = (c: string): PlainAreas => ({
    county: c,
    townshipOf: { [`${c}-1`]: `${c}-T1`, [`${c}-2`]: `${c}-T1`, [`${c}-3`]: `${c}-T2`, [`${c}-4`]: c },
  });
  const HOUSEHOLDS: readonly (readonly [
    no: string,
    village: string,
    group: Group,
    size: number,
    since: string,
  ])[] = [
    ['A', '1', 'registered', 3, ''],
    ['B', '1', 'registered', 2, '2016-05-01'],
    ['C', '2', 'general', 2, ''],
    ['D', '3', 'general', 1, '2015-12-31'],
    ['E', '4', 'non_high_standard_lifted', 3, '2017-02-01'],
    ['F', '2', 'registered', 1, ''],
  ];

  async function found(c: string): Promise<void> {
    const { townshipOf } = areasOf(c);
    const villages = Object.entries(townshipOf).map(([code, parent]) => `${code},V,${parent},village`);
    await importText(
      store.db,
      'areas',
      `code,name,parent_code,level\n${c},C,,county\n${c}-T1,T1,${c},township\n${c}-T2,T2,${c},township\n${villages.join('\n')}\n`,
    );
    const rows = HOUSEHOLDS.map(
      ([no, village, group, size, since]) => `${c},${no},${c}-${village},${group},Head,${size},${since}`,
    );
    await importText(
      store.db,
      'households',
      `county_code,household_no,area_code,group,head_name,size,group_since\n${rows.join('\n')}\n`,
    );
    const persons = HOUSEHOLDS.flatMap(([no, , , size]) =>
      Array.from(
        { length: size },
        (_, i) => `${c},${no},${i + 1},P,,1960-01-01,male,${i === 0 ? 'head' : 'other'},,,`,
      ),
    );
    await importText(
      store.db,
      'persons',
      `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour\n${persons.join('\n')}\n`,
    );
  }

  const days = dayArbitrary(new Date('2015-01-01'), 1460);
  const deed = deedArbitrary(days);

  /** Tries a deed on the real register; answers its event number, or undefined when it was refused. */
  async function attempt(
    c: string,
    given: Deed,
    turn: number,
    done: readonly { readonly event: bigint }[],
  ): Promise<bigint | undefined> {
    const approve = async (no: string): Promise<bigint> => {
      await decideEvents(store.db, {
        actor: 'Wang',
        countyCode: c,
        verdict: 'approve',
        eventNos: [BigInt(no)],
      });
      return BigInt(no);
    };
    try {
      if (given.kind !== 'cancel')
        return await approve(
          (
            await proposeEvent(store.db, {
              actor: 'Li',
              countyCode: c,
              proposal: { ...proposalOf(c, given, turn), reason: `deed ${turn}` },
            })
          ).event_no,
        );
      const target = done[given.which % Math.max(1, done.length)];
      if (!target) return undefined;
      return await approve(
        (
          await cancelEvent(store.db, {
            actor: 'Li',
            countyCode: c,
            eventNo: target.event,
            reason: 'mistake',
          })
        ).event_no,
      );
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }

  const GROUPS_ASKED: readonly (readonly Group[])[] = [
    ['registered'],
    ['non_high_standard_lifted', 'non_poor_low_income'],
    ['registered', 'general'],
  ];
  const ALL_DAYS = [plainDate('2015-01-01'), plainDate('2018-12-31')] as const;
  let runs = 0;

  test('agree with a plain register in memory, whatever happens in whatever order', async () => {
    const seen = new Set<string>();
    const tally = { accepted: 0, refused: 0, cancelled: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { minLength: 30, maxLength: 45 }),
        fc.tuple(days, days),
        async (deeds, [one, two]) => {
          const c = `CH${String(++runs).padStart(3, '0')}`;
          await found(c);
          const bases = HOUSEHOLDS.map(([no, village, group, size, since]) => ({
            no,
            village: `${c}-${village}`,
            group,
            size,
            since,
          }));
          let kept: (Entered & { readonly event: bigint })[] = [];
          for (const [turn, given] of deeds.entries()) {
            const target = given.kind === 'cancel' ? kept[given.which % Math.max(1, kept.length)] : undefined;
            const next =
              given.kind === 'cancel'
                ? kept.filter((each) => each !== target)
                : [...kept, { deed: given, event: 0n }];
            const expected =
              (given.kind !== 'cancel' || target !== undefined) && isPossible(areasOf(c), bases, next);
            const event = await attempt(c, given, turn, kept);
            expect({ given, accepted: event !== undefined }).toEqual({ given, accepted: expected });
            if (event === undefined) tally.refused += 1;
            else if (given.kind === 'cancel') tally.cancelled += 1;
            else tally.accepted += 1;
            if (event !== undefined)
              kept =
                given.kind === 'cancel'
                  ? next
                  : [...kept, { deed: given, event, ...(await writtenDown(c, event)) }];
          }
          const plain = plainRegister(areasOf(c), bases, kept);
          const periods = [one < two ? ([one, two] as const) : ([two, one] as const), ALL_DAYS];
          for (const [from, to] of periods)
            for (const groups of GROUPS_ASKED)
              for (const by of ['county', 'township', 'village'] as const) {
                const accounts = await read((tx) =>
                  cohortAccounts(tx, { countyCode: c, from, to, groups, by }),
                );
                expect(accounts.every(({ closes }) => closes)).toBe(true);
                const figures = figuresOf(accounts);
                expect(figures).toEqual(plain.account(groups, from, to, by));
                for (const figure of Object.keys(figures)) seen.add(figure.split(' ')[2]!);
              }
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
    // A test that only refuses, or never cancels, would prove nothing.
    expect([...FLOWS, 'adjustment'].filter((flow) => !seen.has(flow))).toEqual([]);
    expect(tally.accepted).toBeGreaterThan(50);
    expect(tally.refused).toBeGreaterThan(50);
    expect(tally.cancelled).toBeGreaterThan(5);
  }, 300_000);

  async function writtenDown(c: string, event: bigint): Promise<Omit<Entered, 'deed'>> {
    const { rows } = await read((tx) =>
      sql<{ persons: number; group: Group | null; left: string | null; joined: string | null }>`
      select e.person_count as persons, e.target_group as "group", p.person_no as left, p.new_person_no as joined
      from registry.event e left join registry.event_person p using (county_code, event_no)
      where county_code = ${c} and event_no = ${event}`.execute(tx),
    );
    const joined = new Map(
      rows.filter((row) => row.joined !== null).map((row) => [row.left ?? '', row.joined!]),
    );
    return { joined, persons: rows[0]!.persons, group: rows[0]!.group };
  }

  function isPossible(...args: Parameters<typeof plainRegister>): boolean {
    try {
      plainRegister(...args);
      return true;
    } catch (error) {
      if (error instanceof Impossible) return false;
      throw error;
    }
  }

  const NOT_FIGURES = new Set([
    'county_code',
    'area_code',
    'area_name',
    'level',
    'from',
    'to',
    'groups',
    'measure',
    'residual',
    'closes',
  ]);
  function figuresOf(accounts: readonly CohortAccount[]): Record<string, number> {
    const figures: Record<string, number> = {};
    for (const account of accounts)
      for (const [line, value] of Object.entries(account))
        if (!NOT_FIGURES.has(line) && value !== 0)
          figures[`${account.area_code.slice(5)} ${account.measure} ${line}`] = value as number;
    return figures;
  }

  test('an unknown county and a period that ends before it begins are refused', async () => {
    const order = { countyCode: 'none', from: plainDate('2018-01-01'), to: plainDate('2018-12-31') };
    await expect(read((tx) => cohortAccounts(tx, order))).rejects.toMatchObject({
      code: 'register.countyUnknown',
    });
    await expect(
      read((tx) => cohortAccounts(tx, { ...order, to: plainDate('2017-01-01') })),
    ).rejects.toMatchObject({ code: 'register.period' });
  });
});

describe('published figures', () => {
  const HEADER =
    'area,period,opening_households,opening_persons,lifted_households,lifted_persons,closing_households,closing_persons';
  const check = (text: string) =>
    checkReported(
      generatedSource('reported.csv', async function* () {
        yield Buffer.from(text);
      }),
    );

  test('Wei closes, Tongyu needs +3,556 households and +5,930 people, Jinpo −7 people (domain.md E-W1, C15, C13)', async () => {
    const { accounts, rejects } = await checkReported(
      await fileSource(new URL('../../../examples/cohorts/reported.csv', import.meta.url).pathname),
    );
    expect(rejects).toEqual([]);
    expect(
      accounts.map(({ area, measure, needed_adjustment, closes }) => [
        area,
        measure,
        needed_adjustment,
        closes,
      ]),
    ).toEqual([
      ['Wei County', 'households', 0, true],
      ['Wei County', 'persons', 0, true],
      ['Tongyu County', 'households', 3556, false],
      ['Tongyu County', 'persons', 5930, false],
      ['Jinpo Village', 'households', null, null],
      ['Jinpo Village', 'persons', -7, false],
    ]);
  });

  test('a stated adjustment closes the account, a wrong one leaves the rest open', async () => {
    const row = (adjustment: string) =>
      `${HEADER},adjustment_households,adjustment_persons\nT,2017,28764,54598,22181,42672,10139,17856,${adjustment}\n`;
    expect((await check(row('3556,5930'))).accounts.map(({ closes }) => closes)).toEqual([true, true]);
    expect((await check(row('+3556,5000'))).accounts.map(({ residual }) => residual)).toEqual([0, 930]);
    expect((await check(row(','))).accounts.map(({ residual }) => residual)).toEqual([3556, 5930]);
  });

  test('a year that opens elsewhere than the last one closed shows the gap', async () => {
    const { accounts } = await check(
      `${HEADER}\nT,2016,100,300,10,30,90,270\nU,2016,5,9,0,0,5,9\nT,2017,91,270,1,0,90,270\n`,
    );
    expect(accounts.map(({ opening_gap }) => opening_gap)).toEqual([null, null, null, null, 1, 0]);
  });

  test('Chinese headers, and rows that are not numbers', async () => {
    const { accounts, rejects, rows } = await check(
      '地区,期间,期初户数,期初人数,脱贫户数,脱贫人数,期末户数,期末人数\n魏县,2017,24270,94252,22446,89022,1824,5230\n甲,2017,"24,270",1,0,0,-1,1\n',
    );
    expect(rows).toBe(2);
    expect(accounts.every(({ closes }) => closes)).toBe(true);
    expect(rejects.map(({ line, column }) => [line, column])).toEqual([
      [3, 'opening_households'],
      [3, 'closing_households'],
    ]);
  });

  test.each([
    ['register.columnMissing', 'area,period,opening_households,opening_persons\nT,1,1,1\n'],
    ['register.columnUnknown', `${HEADER},lifted_housholds\nT,1,1,1,1,1,1,1,1\n`],
    ['register.columnTwice', `${HEADER},期初户数\nT,1,1,1,1,1,1,1,1\n`],
    ['register.noRows', `${HEADER}\n`],
  ])('%s', async (code, text) => {
    await expect(check(text)).rejects.toMatchObject({ code });
  });
});
