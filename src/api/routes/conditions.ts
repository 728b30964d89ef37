import { type TSchema, Type } from 'typebox';
import { sourcesOfImports } from '../../prevention/feeds/index.ts';
import { plainDate } from '../../kernel/index.ts';
import {
  CAUSE_CODES,
  CHANGE_STATUSES,
  CONDITION_KINDS,
  conditionsOf,
  decideChange,
  findHousehold,
  HOUSE_GRADE_CODES,
  HOUSE_TYPE_CODES,
  LAND_KIND_CODES,
  pageOfChanges,
  proposeChange,
  registerFailure,
} from '../../registry/index.ts';
import { type AddRoute, Purpose } from '../route.ts';
import {
  Big,
  Body,
  County,
  Day,
  DryRun,
  HouseholdNo,
  Limit,
  Nullable,
  Page,
  PAGE,
  Personal,
  Text,
} from '../schemas.ts';

const tag = 'register';
const params = Type.Object({ county: County });
const ChangeNo = Type.String({ pattern: '^\\d{1,18}$', description: 'Number of a change.' });
const Size = Type.String({
  pattern: '^\\d{1,5}(\\.\\d{1,2})?$',
  description: 'At most two decimals, as text.',
});
const Said = Personal(Type.String());

const CauseCode = Type.Enum([...CAUSE_CODES]);
const LandCode = Type.Enum([...LAND_KIND_CODES]);
const TypeCode = Type.Enum([...HOUSE_TYPE_CODES]);
const GradeCode = Type.Enum([...HOUSE_GRADE_CODES]);
const HouseNo = Type.String({ minLength: 1, maxLength: 64 });

const origin = {
  since: Day,
  reported_by: Said,
  import_no: Nullable(Big),
  source: Nullable(Type.String({ description: 'Who delivered the file.' })),
  change_no: Nullable(Big),
};
const Causes = Type.Array(Type.Object({ rank: Type.Integer(), cause: Personal(CauseCode), ...origin }));
const Land = Type.Array(Type.Object({ land_kind: Personal(LandCode), mu: Said, ...origin }));
const Houses = Type.Array(
  Type.Object({
    house_no: Said,
    house_type: Personal(TypeCode),
    area_m2: Said,
    grade: Personal(GradeCode),
    ...origin,
  }),
);

const LandRow = Type.Object({ land_kind: LandCode, mu: Size }, { additionalProperties: false });
const HouseRow = Type.Object(
  { house_no: HouseNo, house_type: TypeCode, area_m2: Size, grade: Type.Optional(Nullable(GradeCode)) },
  { additionalProperties: false },
);
const some = <Row extends TSchema>(row: Row, most: number) =>
  Type.Optional(Type.Array(row, { minItems: 1, maxItems: most }));

const Change = Type.Object({
  county_code: Type.String(),
  change_no: Big,
  kind: Type.Enum([...CONDITION_KINDS]),
  status: Type.Enum([...CHANGE_STATUSES]),
  household_no: Said,
  since: Day,
  causes: Personal(Type.Array(CauseCode)),
  land: Personal(Type.Array(LandRow)),
  houses: Personal(Type.Array(HouseRow)),
  document: Nullable(Type.String()),
  reason: Type.String(),
  proposed_by: Type.String(),
  proposed_at: Type.String(),
  decided_by: Nullable(Type.String()),
  decided_at: Nullable(Type.String()),
  decision_reason: Nullable(Type.String()),
});

export function conditionRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/conditions',
    tag: 'household',
    summary:
      'What makes a household poor, its land and its houses on a day, and all that was stated about them',
    params: Type.Object({ county: County, household: HouseholdNo }),
    query: Type.Object({ on: Type.Optional(Day), purpose: Purpose }),
    reply: Type.Object({
      day: Day,
      causes: Causes,
      land: Land,
      houses: Houses,
      land_mu: Said,
      land_mu_per_head: Said,
      house_m2: Said,
      house_m2_per_head: Said,
      stated: Type.Object({ causes: Causes, land: Land, houses: Houses }),
    }),
    handle: async (call) => {
      const { county, household: no } = call.params;
      const day = call.day(call.query.on);
      const look = { action: 'see.household', countyCode: county, subject: no };
      return call.readPersonal(look, async (tx, eyes) => {
        const household = await findHousehold(tx, county, no, day);
        if (!household) throw registerFailure('register.householdUnknown', { county, household: no, day });
        const { size, area_code } = household;
        const { stated, causes, land, houses, ...totals } = await conditionsOf(tx, {
          countyCode: county,
          householdNo: no,
          day,
          size,
        });
        const at = { county_code: county, area_code, household_no: no };
        const all = [...stated.causes, ...stated.land, ...stated.houses];
        const sources = await sourcesOfImports(
          tx,
          all.flatMap(({ import_no }) => import_no ?? []),
        );
        // That there is one, and since when, says enough by itself: rows whose telling field is hidden are left out.
        const see = <Row extends { import_no: string | null }>(rows: readonly Row[], telling: keyof Row) =>
          rows
            .map((row) => eyes({ ...row, source: sources.get(row.import_no ?? '') ?? null }, at))
            .filter((row) => (row as Row)[telling] !== null) as (Row & { source: string | null })[];
        const parts = (of: Pick<typeof stated, 'causes' | 'land' | 'houses'>) => ({
          causes: see(of.causes, 'cause'),
          land: see(of.land, 'land_kind'),
          houses: see(of.houses, 'house_type'),
        });
        const seenTotals = eyes(totals, at);
        return { day, ...seenTotals, ...parts({ causes, land, houses }), stated: parts(stated) };
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/condition-changes',
    tag,
    summary: 'Proposed and decided changes of causes, land and houses, the latest first',
    params,
    query: Type.Object({
      status: Type.Optional(Type.Enum([...CHANGE_STATUSES])),
      household: Type.Optional(HouseholdNo),
      after: Type.Optional(ChangeNo),
      limit: Limit,
      purpose: Purpose,
    }),
    reply: Page(Change, Big),
    handle: async (call) => {
      const { status, household, after, limit = PAGE.default } = call.query;
      const countyCode = call.params.county;
      const look = {
        action: 'see.household',
        countyCode,
        ...(household !== undefined && { subject: household }),
      };
      return call.readPersonal(look, async (tx, eyes) => {
        const filter = {
          ...(status !== undefined && { status }),
          ...(household !== undefined && { householdNo: household }),
        };
        const page = { before: after === undefined ? undefined : BigInt(after), limit };
        const { rows, next } = await pageOfChanges(tx, countyCode, filter, page);
        return { rows: rows.map((row) => eyes(row) as typeof row), next };
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/condition-changes',
    tag,
    summary: 'Propose causes, land or houses of a household from a day on; somebody else approves it',
    params,
    body: Body({
      household_no: HouseholdNo,
      since: Day,
      causes: some(CauseCode, 10),
      land: some(LandRow, 20),
      houses: some(HouseRow, 20),
      reason: Text,
      document: Type.Optional(Text),
      dry_run: DryRun,
    }),
    status: 201,
    reply: Change,
    handle: async (call) => {
      const { dry_run, household_no, since, ...said } = call.body;
      return proposeChange(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        proposal: { ...said, householdNo: household_no, since: plainDate(since) },
        dryRun: dry_run ?? false,
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/condition-changes/:change/decision',
    tag,
    summary: 'Approve or refuse a change; nobody decides an own proposal',
    params: Type.Object({ county: County, change: ChangeNo }),
    body: Body({ verdict: Type.Enum(['approve', 'refuse']), reason: Type.Optional(Text), dry_run: DryRun }),
    reply: Change,
    handle: async (call) => {
      const { verdict, reason, dry_run } = call.body;
      return decideChange(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        changeNo: BigInt(call.params.change),
        verdict,
        dryRun: dry_run ?? false,
        ...(reason !== undefined && { reason }),
      });
    },
  });
}
