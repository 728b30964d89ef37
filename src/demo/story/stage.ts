import { incomeTotals } from '../../income/index.ts';
import { firstDayOf, type PlainDate, yearOf } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import { groupsOn } from '../../registry/index.ts';
import { fail } from '../errors.ts';

/** A household a story may be told about. */
export interface Household {
  readonly household_no: string;
  readonly area_code: string;
  readonly group: 'non_high_standard_lifted' | 'non_poor_low_income' | 'general';
  readonly head_name: string;
  readonly size: number;
}

/** A village with people who act there. */
export interface Village {
  readonly code: string;
  readonly name: string;
  readonly township: string;
  readonly townshipName: string;
  /** What its accounts' names end in; empty for the first. */
  readonly suffix: string;
  readonly townshipSuffix: string;
  /** Households of the two-non-groups below the protection line: those that can be found, and are due something. */
  readonly eligible: readonly Household[];
  /** General households below it: on no list although they would qualify. */
  readonly unlisted: readonly Household[];
  /** Households whose heads sit in the village's body. */
  readonly neighbours: readonly Household[];
}

export interface Stage {
  readonly county: string;
  /** The first is the village of the account `village`. */
  readonly villages: readonly [Village, ...Village[]];
}

const FAMILY = 3;
const FEW_BILLS_FEN = 100_000n;
const VILLAGES_OF_FIRST_TOWNSHIP = 3;
const VILLAGES_OF_SECOND_TOWNSHIP = 2;

/** The villages with most households that can be found: three of one township, two of another. */
export async function findStage(
  tx: Tx,
  county: string,
  day: PlainDate,
  policy: PolicyVersion,
): Promise<Stage> {
  const ranked = await villagesByHouseholds(tx, county, day);
  const [first] = ranked;
  if (!first) throw fail('demo.tooSmall');
  const second = ranked.find(({ township }) => township !== first.township);
  const of = (township: string | undefined, count: number) =>
    ranked.filter((village) => village.township === township).slice(0, count);
  const chosen = [
    ...of(first.township, VILLAGES_OF_FIRST_TOWNSHIP),
    ...of(second?.township, VILLAGES_OF_SECOND_TOWNSHIP),
  ];
  const people = await households(
    tx,
    county,
    day,
    policy,
    chosen.map(({ code }) => code),
  );
  const villages = chosen.map((village, i): Village => {
    const own = people.filter(({ area_code }) => area_code === village.code);
    return {
      ...village,
      suffix: i === 0 ? '' : `-${i + 1}`,
      townshipSuffix: village.township === first.township ? '' : '-2',
      // Those with next to no bills of their own come first, for the story brings them theirs; families before those
      // who live alone.
      eligible: own
        .filter(({ group, is_poor }) => group !== 'general' && is_poor)
        .toSorted((a, b) => rankOf(a) - rankOf(b)),
      unlisted: own.filter(({ group, is_poor }) => group === 'general' && is_poor),
      neighbours: own.filter(({ group, is_poor }) => group === 'general' && !is_poor),
    };
  });
  if (villages[0]!.eligible.length === 0) throw fail('demo.tooSmall');
  return { county, villages: villages as [Village, ...Village[]] };
}

interface Found extends Household {
  readonly is_poor: boolean;
  /** What it paid itself since the year before. */
  readonly paid_fen: bigint;
}

const rankOf = ({ paid_fen, size }: Found): number =>
  2 * Number(paid_fen >= FEW_BILLS_FEN) + Number(size < FAMILY);

type Ranked = Pick<Village, 'code' | 'name' | 'township' | 'townshipName'>;

async function villagesByHouseholds(tx: Tx, county: string, day: PlainDate): Promise<Ranked[]> {
  const { rows } = await sql<Ranked>`
    select a.code, a.name, t.code as township, t.name as "townshipName"
    from ${groupsOn(county, day)} h join registry.area a on a.code = h.area_code
    join registry.area t on t.code = a.parent_code
    where h."group" in ('non_high_standard_lifted', 'non_poor_low_income')
    group by a.code, a.name, t.code, t.name order by count(*) desc, a.code`.execute(tx);
  return rows;
}

/** Households of the villages; poor are those safely below the protection line, whichever year counts. */
async function households(
  tx: Tx,
  county: string,
  day: PlainDate,
  policy: PolicyVersion,
  villages: readonly string[],
): Promise<Found[]> {
  const line = policy.protectionLine(day)!.lineFen;
  const inVillages = sql`select household_no from registry.household
    where county_code = ${county} and area_code = any(${[...villages]}::text[])`;
  const { rows } = await sql<Found>`
    with income as (${incomeTotals(county, day, policy.incomeRules!, inVillages)}),
    paid as (
      select household_no, sum(total_fen - reimbursed_fen)::bigint as paid_fen from feeds.expense
      where county_code = ${county} and date >= ${firstDayOf(yearOf(day) - 1)} and household_no in (${inVillages})
      group by household_no)
    select h.household_no, h.area_code, h."group", h.head_name, h.size,
      10 * i.income_fen < 9 * ${line}::bigint * h.size as is_poor, coalesce(p.paid_fen, 0)::bigint as paid_fen
    from ${groupsOn(county, day)} h join income i using (household_no) left join paid p using (household_no)
    where h."group" in ('non_high_standard_lifted', 'non_poor_low_income', 'general')
    order by h.household_no`.execute(tx);
  return rows;
}
