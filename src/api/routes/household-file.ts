import { type TSchema, Type } from 'typebox';
import { policiesOf, policyOfCounty } from '../../app/policies.ts';
import {
  alertDays,
  billReport,
  billYears,
  incomeReport,
  listFindings,
  pageOfCases,
  supportReport,
} from '../../desk/index.ts';
import { lastDayOf, type PlainDate, yearOf } from '../../kernel/index.ts';
import { GROUPS, PERILS, type PolicyVersion, resolvePolicy } from '../../policy/index.ts';
import type { Standings } from '../../prevention/cases/index.ts';
import { findHousehold, type HouseholdOnDay, registerFailure } from '../../registry/index.ts';
import { listResponsible, POST_NAMES } from '../../responsibility/index.ts';
import type { Eyes } from '../../access/index.ts';
import type { Tx } from '../../platform/index.ts';
import { type AddRoute, type Call, Purpose } from '../route.ts';
import { Big, County, Day, HouseholdNo, Nullable, Personal, Yuan } from '../schemas.ts';
import { CaseInListReply, FindingInList } from './work-lists.ts';

const tag = 'household';
const params = Type.Object({ county: County, household: HouseholdNo });
const Text = Personal(Type.String());
const Amount = Personal(Yuan);
const Policy = Type.Optional(
  Type.String({
    maxLength: 100,
    description: "Lines and rules of this policy, as id or id@day; else of the county's.",
  }),
);
const Year = Type.Optional(Type.Integer({ minimum: 1900, maximum: 2200 }));
const query = { policy: Policy, purpose: Purpose };
const rows = <Row extends TSchema>(row: Row) => Type.Array(row);

type OfHousehold = { readonly county: string; readonly household: string };
type Asked = { readonly policy?: string; readonly purpose?: string };

export function householdFileRoutes(add: AddRoute, standings: Standings): void {
  overviewRoute(add, standings);
  incomeRoute(add);
  billRoute(add);
  supportRoute(add);
}

/** Reads of one household that the viewer sees; its place tells which role sees which field. */
function readHousehold<Result>(
  call: Call<OfHousehold, Asked>,
  work: (tx: Tx, see: (row: object) => never, household: HouseholdOnDay) => Promise<Result>,
): Promise<Result> {
  const { county, household } = call.params;
  const look = { action: 'see.household', countyCode: county, subject: household };
  return call.readPersonal(look, async (tx, eyes: Eyes) => {
    const found = await findHousehold(tx, county, household, call.today);
    if (!found) throw registerFailure('register.householdUnknown', { county, household, day: call.today });
    const { area_code, household_no } = found;
    const at = { county_code: county, area_code, household_no };
    return work(tx, (row) => eyes(row, { ...row, ...at }) as never, found);
  });
}

/**
 * Rows as the viewer sees them, without those whose telling field is hidden: that there is a bill, a case or a payment, and of
 * which day, says enough by itself.
 */
const listed = <Row extends object>(
  rows: readonly Row[],
  see: (row: object) => never,
  telling: keyof Row & string,
): Row[] => rows.map((row): Row => see(row)).filter((row) => row[telling] !== null);

/** Fails as policies are resolved; undefined where no policy has lines. */
async function policyFor(call: Call<OfHousehold, Asked>): Promise<(day: PlainDate) => PolicyVersion> {
  const book = await policiesOf(call.db);
  const reference = call.query.policy ?? policyOfCounty(book, call.params.county)?.id ?? '';
  return (day) => resolvePolicy(book, reference, day);
}

function overviewRoute(add: AddRoute, standings: Standings): void {
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/overview',
    tag,
    summary: 'What is going on about a household: findings in force, cases, who helps and who handles it',
    params,
    query: Type.Object(query),
    reply: Type.Object({
      day: Day,
      findings: rows(FindingInList),
      cases: rows(CaseInListReply),
      helpers: rows(
        Type.Object({
          post: Type.Enum([...POST_NAMES]),
          responsible_name: Text,
          since: Day,
          area_code: Text,
        }),
      ),
    }),
    handle: async (call) => {
      const { county: countyCode, household: householdNo } = call.params;
      const works = await standings.of(call.db, await call.policyOn(), countyCode, call.today);
      const order = { countyCode, householdNo, day: call.today, limit: null };
      const days = alertDays(await policiesOf(call.db));
      return readHousehold(call, async (tx, see, { area_code }) => {
        const findings = await listFindings(tx, works, { ...order, sort: 'deadline', alertDays: days });
        const cases = await pageOfCases(tx, works, {
          ...order,
          sort: 'case',
          isReversed: true,
          withClosed: true,
        });
        const named = await listResponsible(tx, countyCode, { day: call.today });
        const helpers = named.filter(
          (each) => each.household_no === householdNo || each.area_code === area_code,
        );
        return {
          day: call.today,
          findings: listed(findings.rows, see, 'self_paid_yuan'),
          cases: listed(cases.rows, see, 'self_paid_yuan'),
          helpers: helpers.map(({ post, responsible_name, since, area_code: area }) =>
            see({ post, responsible_name, since, area_code: area ?? area_code }),
          ),
        };
      });
    },
  });
}

function incomeRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/income',
    tag,
    summary: 'How its income is made up year by year, per head and against the protection line',
    params,
    query: Type.Object(query),
    reply: Type.Object({
      policy_version: Type.String(),
      items: rows(
        Type.Object({
          year: Type.Integer(),
          class: Personal(
            Type.Enum(['wage', 'business', 'property', 'transfer', 'business_cost', 'unclassified']),
          ),
          stream: Text,
          one_off: Personal(Type.Boolean()),
          income_yuan: Amount,
        }),
      ),
      years: rows(
        Type.Object({
          year: Type.Integer(),
          size: Personal(Nullable(Type.Integer())),
          recurring_yuan: Amount,
          one_off_yuan: Amount,
          cost_yuan: Amount,
          net_yuan: Amount,
          per_head_yuan: Amount,
          recurring_per_head_yuan: Amount,
          protection_line_yuan: Nullable(Yuan),
        }),
      ),
      counted: Nullable(
        Type.Object(
          {
            from_month: Type.String(),
            to_month: Type.String(),
            net_yuan: Amount,
            per_head_yuan: Amount,
            protection_line_yuan: Nullable(Yuan),
          },
          { description: 'What counts for being eligible today: the months the policy looks at.' },
        ),
      ),
    }),
    handle: async (call) => {
      const { county: countyCode, household: householdNo } = call.params;
      const policy = (await policyFor(call))(call.today);
      return readHousehold(call, async (tx, see) => {
        const asked = { countyCode, householdNo, day: call.today, policy };
        const { items, years, counted } = await incomeReport(tx, asked);
        return {
          policy_version: policy.version,
          items: listed(items, see, 'class'),
          years: years.map(see),
          counted: counted && see(counted),
        };
      });
    },
  });
}

function billRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/bills',
    tag,
    summary:
      'Its bills of a year, the latest with bills unless told, month by month against the lines of its group',
    params,
    query: Type.Object({ year: Year, ...query }),
    reply: Type.Object({
      policy_version: Type.String(),
      years: Type.Array(Type.Integer(), {
        description: 'With bills, the latest first; none to those who do not see bills.',
      }),
      up_to: Day,
      group: Personal(Nullable(Type.Enum([...GROUPS]))),
      bills: rows(
        Type.Object({
          record_no: Text,
          person_no: Text,
          date: Day,
          peril: Personal(Type.Enum([...PERILS])),
          item: Text,
          provider: Text,
          total_yuan: Amount,
          reimbursed_yuan: Amount,
          self_paid_yuan: Amount,
          counts: Type.Boolean({ description: 'The policy counts it.' }),
        }),
      ),
      months: rows(
        Type.Object({
          month: Type.String({ description: '2026-11' }),
          peril: Personal(Type.Enum([...PERILS])),
          self_paid_yuan: Amount,
          cumulative_yuan: Amount,
        }),
      ),
      lines: rows(
        Type.Object({
          peril: Personal(Type.Enum([...PERILS])),
          line_yuan: Amount,
          self_paid_yuan: Amount,
          crossed_on: Personal(Day),
        }),
      ),
    }),
    handle: async (call) => {
      const { county: countyCode, household: householdNo } = call.params;
      const policyOn = await policyFor(call);
      return readHousehold(call, async (tx, see) => {
        const years = await billYears(tx, { countyCode, householdNo, day: call.today });
        const { year = years[0] ?? yearOf(call.today) } = call.query;
        const day = lastDayOf(year) > call.today ? call.today : lastDayOf(year);
        const policy = policyOn(day);
        const report = await billReport(tx, { countyCode, householdNo, day, policy });
        const { group } = see({ group: report.group }) as { group: typeof report.group };
        const bills = listed(report.bills, see, 'peril');
        return {
          policy_version: policy.version,
          years: report.bills.length > bills.length ? [] : years,
          up_to: day,
          group,
          bills,
          months: listed(report.months, see, 'peril'),
          lines: listed(report.lines, see, 'peril'),
        };
      });
    },
  });
}

function supportRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/support',
    tag,
    summary: 'Everything it received: what it was assessed, what the ledger paid it, what was done for it',
    params,
    query: Type.Object({ purpose: Purpose }),
    reply: Type.Object({
      entitled_yuan: Amount,
      paid_yuan: Amount,
      claims: rows(
        Type.Object({
          claim_no: Big,
          policy_version: Type.String(),
          policy_year: Type.Integer(),
          peril: Text,
          as_of: Day,
          entitled_yuan: Amount,
          difference_yuan: Amount,
        }),
      ),
      postings: rows(
        Type.Object({
          posting_no: Big,
          day: Day,
          kind: Type.String(),
          asset: Type.Enum(['CNY', 'POINT']),
          amount: Personal(Type.String({ description: 'Yuan or whole points; below 0: it went back.' })),
          source: Type.String(),
          case_no: Nullable(Type.Integer()),
          reversed_by: Nullable(Big),
          reversal_of: Nullable(Big),
        }),
      ),
      measures: rows(Type.Object({ case_no: Type.Integer(), day: Day, answer: Text, actor: Type.String() })),
    }),
    handle: async (call) =>
      readHousehold(call, async (tx, see) => {
        const { claims, postings, measures, ...sums } = await supportReport(
          tx,
          call.params.county,
          call.params.household,
        );
        return {
          ...(see(sums) as typeof sums),
          claims: listed(claims, see, 'difference_yuan'),
          postings: listed(postings, see, 'amount'),
          measures: measures.map(see),
        };
      }),
  });
}
