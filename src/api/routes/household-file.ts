import { type Static, Type } from 'typebox';
import type { Eyes } from '../../access/index.ts';
import { billsOfYear, findingsOf, incomeOfYear, supportOf } from '../../desk/index.ts';
import { formatYuan, type PlainDate, plainDate } from '../../kernel/index.ts';
import { KINDS, type PostingKind } from '../../ledger/index.ts';
import { type Tx } from '../../platform/index.ts';
import { type Group, PERILS, type PolicyVersion } from '../../policy/index.ts';
import { findHousehold, type HouseholdOnDay, registerFailure } from '../../registry/index.ts';
import { type AddRoute, type Call, Purpose } from '../route.ts';
import { Big, County, Day, Nullable, Personal, Words, Yuan } from '../schemas.ts';

const tag = 'register';
const params = Type.Object({ county: County, household: Type.String({ minLength: 1, maxLength: 64 }) });
const YEAR = { year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2200 })) };
const POLICY = {
  policy: Type.Optional(
    Type.String({ maxLength: 100, description: 'Whose lines are shown beside, as id or id@day.' }),
  ),
};
const OF_YEAR = {
  years: Type.Array(Type.Integer(), { description: 'Years that have any, the latest first.' }),
  year: Nullable(Type.Integer()),
  policy_version: Nullable(Type.String()),
};
const Text = Personal(Type.String());

const Bill = Type.Object({
  record_no: Text,
  person_no: Text,
  peril: Personal(Type.Enum([...PERILS])),
  item: Text,
  provider: Text,
  date: Day,
  total_yuan: Personal(Yuan),
  reimbursed_yuan: Personal(Yuan),
  self_paid_yuan: Personal(Yuan),
});
const Line = Type.Object({ peril: Personal(Type.Enum([...PERILS])), line_yuan: Personal(Yuan) });
const Income = Type.Object({
  class: Text,
  stream: Text,
  one_off: Personal(Type.Boolean()),
  income_yuan: Personal(Yuan),
});
const Finding = Type.Object({
  policy: Type.String(),
  policy_year: Type.Integer(),
  kind: Type.String(),
  peril: Text,
  state: Type.Enum(['open', 'closed']),
  found_on: Day,
  as_of: Day,
  self_paid_yuan: Personal(Yuan),
  line_yuan: Personal(Yuan),
});
const SupportLine = Type.Object({
  posting_no: Big,
  day: Day,
  kind: Type.Enum(Object.keys(KINDS) as PostingKind[]),
  words: Words,
  money: Type.Enum(['public', 'collective', 'private']),
  from: Type.String({ description: 'The account on the other side.' }),
  amount_yuan: Personal(Yuan),
  is_taken_back: Type.Boolean(),
});

type Place = Static<typeof params>;

/** What a household paid, earned and received: one question a route. */
export function householdFileRoutes(add: AddRoute): void {
  billRoute(add);
  incomeRoute(add);
  findingRoute(add);
  supportRoute(add);
}

/** What a viewer may see of the household today. Fails with `register.householdUnknown`. */
function about<Result>(
  call: Call<Place>,
  work: (tx: Tx, home: HouseholdOnDay, eyes: Eyes) => Promise<Result>,
): Promise<Result> {
  const { county, household } = call.params;
  const look = { action: 'see.household', countyCode: county, subject: household };
  return call.readPersonal(look, async (tx, eyes) => {
    const home = await findHousehold(tx, county, household, call.today);
    if (!home) throw registerFailure('register.householdUnknown', { county, household, day: call.today });
    return work(tx, home, eyes);
  });
}

const orderOf = (call: Call<Place, { readonly year?: number }>) => ({
  countyCode: call.params.county,
  householdNo: call.params.household,
  day: call.today,
  year: call.query.year,
});

/** The policy as it stood at the end of a year, or today. */
async function versionIn(
  call: Call<Place, { readonly policy?: string }>,
): Promise<(year: number | null) => PolicyVersion | undefined> {
  const policyOn = await call.policyOn();
  const { policy } = call.query;
  const end = (year: number | null): PlainDate =>
    year === null || `${year}-12-31` > call.today ? call.today : plainDate(`${year}-12-31`);
  return (year) => (policy === undefined ? undefined : policyOn(policy, end(year)));
}

function billRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/bills',
    tag,
    summary: "A household's bills of a year, by day, with the lines of its group",
    params,
    query: Type.Object({ ...YEAR, ...POLICY, purpose: Purpose }),
    reply: Type.Object({ ...OF_YEAR, rows: Type.Array(Bill), lines: Type.Array(Line) }),
    handle: async (call) => {
      const versionOf = await versionIn(call);
      return about(call, async (tx, home, eyes) => {
        const { rows, ...of } = await billsOfYear(tx, orderOf(call));
        const version = versionOf(of.year);
        const lines = version ? PERILS.flatMap((peril) => lineOf(version, home.group, peril)) : [];
        // Which bills there are says what struck the household: to those who do not see the peril there are none.
        const seen = <Row extends { readonly peril: string }>(row: Row) => {
          const shown = eyes(row, { ...home, peril: row.peril });
          return shown.peril === null ? [] : [shown as typeof row];
        };
        return {
          ...of,
          policy_version: version?.version ?? null,
          rows: rows.flatMap(seen),
          lines: lines.flatMap(seen),
        };
      });
    },
  });
}

function lineOf(version: PolicyVersion, group: Group, peril: (typeof PERILS)[number]) {
  const line = version.line(group, peril);
  return line === undefined ? [] : [{ peril, line_yuan: formatYuan(line) }];
}

function incomeRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/income',
    tag,
    summary: "A household's income of a year by class, recurring and one-off, beside the protection line",
    params,
    query: Type.Object({ ...YEAR, ...POLICY, purpose: Purpose }),
    reply: Type.Object({
      ...OF_YEAR,
      rows: Type.Array(Income),
      size: Personal(Type.Integer()),
      recurring_per_head_yuan: Personal(Yuan),
      per_head_yuan: Personal(Yuan),
      protection_line_yuan: Nullable(Yuan),
    }),
    handle: async (call) => {
      const versionOf = await versionIn(call);
      return about(call, async (tx, home, eyes) => {
        const { rows, years, year, ...heads } = await incomeOfYear(tx, { ...orderOf(call), size: home.size });
        const version = versionOf(year);
        const line = version?.protectionLine();
        return {
          years,
          year,
          policy_version: version?.version ?? null,
          rows: rows.map((row) => eyes(row, home) as typeof row),
          ...eyes({ size: home.size, ...heads }, home),
          protection_line_yuan: line ? formatYuan(line.lineFen) : null,
        };
      });
    },
  });
}

function findingRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/findings',
    tag,
    summary: 'What was ever found about a household, as the latest revision has it; the latest year first',
    params,
    query: Type.Object({ purpose: Purpose }),
    reply: Type.Object({ rows: Type.Array(Finding) }),
    handle: async (call) =>
      about(call, async (tx, home, eyes) => {
        const found = await findingsOf(tx, orderOf(call as never));
        return {
          rows: found.flatMap((row) => {
            const shown = eyes(row, { ...home, peril: row.peril });
            return shown.peril === null ? [] : [shown as typeof row];
          }),
        };
      }),
  });
}

function supportRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/support',
    tag,
    summary: 'Everything the books have paid to a household, the latest first',
    params,
    query: Type.Object({ purpose: Purpose }),
    reply: Type.Object({
      rows: Type.Array(SupportLine),
      received_yuan: Personal(Yuan),
      public_received_yuan: Personal(Yuan),
    }),
    handle: async (call) =>
      about(call, async (tx, home, eyes) => {
        const { rows, ...sums } = await supportOf(tx, orderOf(call as never));
        return {
          ...eyes(sums, home),
          rows: rows.flatMap((row) => {
            const { zh, en } = KINDS[row.kind];
            const shown = eyes(row, home);
            // Nor is it anybody's business who was paid at all.
            return shown.amount_yuan === null ? [] : [{ ...(shown as typeof row), words: { zh, en } }];
          }),
        };
      }),
  });
}
