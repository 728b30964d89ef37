import { Type } from 'typebox';
import { policiesOf } from '../../app/policies.ts';
import {
  allCases,
  allFindings,
  allHouseholds,
  CASE_SORTS,
  FINDING_SORTS,
  HOUSEHOLD_SORTS,
  listFindings,
  type ListPage,
  NO_CASE,
  pageOfCases,
  pageOfHouseholds,
} from '../../desk/index.ts';
import { findFen, formatYuan } from '../../kernel/index.ts';
import { GROUPS, latestVersion, PERILS, type PolicyBook } from '../../policy/index.ts';
import { ACTION_NAMES, type Standings, STATUSES } from '../../prevention/cases/index.ts';
import { Download, LIST_FORMATS, ListFile } from '../downloads.ts';
import { type AddRoute, type Call, Purpose } from '../route.ts';
import { Area, County, Day, Limit, Nullable, PAGE, Personal, Yuan, YuanIn } from '../schemas.ts';
import { columnsOf } from '../tables.ts';
import { CASE_FIELDS, FINDING_FIELDS, HOUSEHOLD_FIELDS } from '../list-fields.ts';

const tag = 'desk';
const params = Type.Object({ county: County });
const KINDS = ['line', 'sum', 'missed', 'declared', 'visit'] as const;
const Stage = Type.Enum([NO_CASE, ...STATUSES]);
const several = <Value extends string>(values: readonly Value[], description: string) =>
  Type.Optional(Type.Array(Type.Enum([...values]), { maxItems: 30, description }));
const Cursor = Type.String({ maxLength: 400, pattern: '^[\\w-]+$' });
const Text = Personal(Type.String());

/** What a list is narrowed to and how it is sorted; the same for the screen and for the file. */
const FILTER = {
  group: several(GROUPS, 'Any of these groups.'),
  peril: several(PERILS, 'Any of these perils.'),
  area: Type.Optional(Area),
  text: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 60,
      description: "Beginning of a household's number, part of its head's name, or its pinyin.",
    }),
  ),
  reverse: Type.Optional(Type.Boolean({ description: 'Turns the order around.' })),
  purpose: Purpose,
};
const WORK_FILTER = {
  ...FILTER,
  policy: Type.Optional(Type.String({ maxLength: 60, description: 'Id of a policy.' })),
  year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2200 })),
  kind: several(KINDS, 'Any of these kinds of finding.'),
  stage: Type.Optional(Type.Array(Stage, { maxItems: 30, description: `${NO_CASE}: no case yet.` })),
  overdue: Type.Optional(Type.Boolean()),
  handler: Type.Optional(Type.String({ maxLength: 60, description: "Whose; an empty text: nobody's." })),
  min_yuan: Type.Optional(YuanIn),
  max_yuan: Type.Optional(YuanIn),
};
const FINDINGS = { ...WORK_FILTER, sort: Type.Optional(Type.Enum([...FINDING_SORTS])) };
const CASES = {
  ...WORK_FILTER,
  closed: Type.Optional(Type.Boolean({ description: 'Those that are over as well.' })),
  sort: Type.Optional(Type.Enum([...CASE_SORTS])),
};
const HOUSEHOLDS = { ...FILTER, sort: Type.Optional(Type.Enum([...HOUSEHOLD_SORTS])) };
const PART = { after: Type.Optional(Cursor), limit: Limit };
const FILE = { format: Type.Enum([...LIST_FORMATS]) };

const Household = {
  county_code: Type.String(),
  household_no: Text,
  head_name: Text,
  area_code: Text,
  area_name: Nullable(Type.String()),
  township_name: Nullable(Type.String()),
  group: Personal(Type.Enum([...GROUPS])),
  peril: Personal(
    Type.String({ description: 'Of several, separated by commas; empty: all perils together.' }),
  ),
};
const Standing = {
  policy_id: Type.String(),
  policy_year: Type.Integer(),
  stage: Stage,
  next: Nullable(Type.Enum([...ACTION_NAMES])),
  due: Nullable(Day),
  is_overdue: Type.Boolean(),
  handler_name: Text,
  self_paid_yuan: Personal(Yuan),
};
export const FindingInList = Type.Object({
  ...Household,
  ...Standing,
  kind: Type.Enum([...KINDS]),
  line_yuan: Personal(Yuan),
  excess_yuan: Personal(Yuan),
  policy: Type.String(),
  found_on: Day,
  as_of: Day,
  case_no: Nullable(Type.Integer()),
  has_changed: Type.Boolean({ description: 'Since the case froze it.' }),
  status: Nullable(Type.Enum([...STATUSES])),
});
export const CaseInListReply = Type.Object({
  ...Household,
  ...Standing,
  case_no: Type.Integer(),
  kinds: Type.String({ description: 'Of the findings it froze last, separated by commas.' }),
  amount_yuan: Personal(Yuan),
  paid_yuan: Personal(Yuan),
  status: Type.Enum([...STATUSES]),
  opened_on: Day,
  since: Day,
});
const HouseholdRow = Type.Object({ ...Household, size: Personal(Type.Integer()) });
const pageReply = <Row extends Parameters<typeof Type.Array>[0]>(row: Row) =>
  Type.Object({
    rows: Type.Array(row),
    next: Nullable(Cursor),
    total: Type.Integer({ description: 'Rows of the whole list.' }),
    sum_yuan: Type.String({ description: 'Self-paid or approved yuan of the whole list.' }),
    by_stage: Type.Record(Type.String(), Type.Integer(), {
      description: 'Rows by stage, whichever stages the list is narrowed to.',
    }),
  });
const HouseholdPage = Type.Object({
  rows: Type.Array(HouseholdRow),
  next: Nullable(Cursor),
  total: Type.Integer(),
});

type Given<Fields extends Record<string, Parameters<typeof Type.Array>[0]>> = Type.Static<
  ReturnType<typeof Type.Object<Fields>>
>;
type OfCounty = { readonly county: string };

const chosen = <Sort>(query: Given<typeof FILTER> & { readonly sort?: Sort }, sort: Sort) => ({
  groups: query.group,
  perils: query.peril,
  areaCode: query.area,
  text: query.text,
  isReversed: query.reverse,
  sort: query.sort ?? sort,
});
const workChosen = <Sort>(query: Given<typeof WORK_FILTER> & { readonly sort?: Sort }, sort: Sort) => ({
  ...chosen(query, sort),
  policyId: query.policy,
  year: query.year,
  kinds: query.kind,
  stages: query.stage,
  isOverdue: query.overdue,
  handler: query.handler,
  minFen: query.min_yuan === undefined ? undefined : findFen(query.min_yuan),
  maxFen: query.max_yuan === undefined ? undefined : findFen(query.max_yuan),
});

/** Days within which a finding must have a case (F08), by policy. */
export function alertDays(book: PolicyBook): Record<string, number> {
  const days = [...book.values()].map((policy): [string, number] => {
    const found = latestVersion(policy).parameter('findings.missed_alert_days');
    return [policy.id, Number(found?.value ?? 0)];
  });
  return Object.fromEntries(days.filter(([, number]) => number > 0));
}

const pageDocument = <Row>({ sumFen, byStage, ...page }: ListPage<Row>) => ({
  ...page,
  sum_yuan: formatYuan(sumFen),
  by_stage: byStage,
});

export function workListRoutes(add: AddRoute, standings: Standings): void {
  const worksFor = async (call: Call<OfCounty>) =>
    standings.of(call.db, await call.policyOn(), call.params.county, call.today);
  const look = ({ params: { county: countyCode } }: Call<OfCounty>, action: string) => ({
    action,
    countyCode,
  });
  const findingOrder = async (call: Call<OfCounty, Given<typeof FINDINGS>>) => ({
    ...workChosen(call.query, 'deadline' as const),
    countyCode: call.params.county,
    day: call.today,
    alertDays: alertDays(await policiesOf(call.db)),
  });
  const caseOrder = (call: Call<OfCounty, Given<typeof CASES>>) => ({
    ...workChosen(call.query, 'deadline' as const),
    countyCode: call.params.county,
    day: call.today,
    withClosed: call.query.closed,
  });
  const householdOrder = (call: Call<OfCounty, Given<typeof HOUSEHOLDS>>) => ({
    ...chosen(call.query, 'household' as const),
    countyCode: call.params.county,
    day: call.today,
  });

  add({
    method: 'GET',
    url: '/counties/:county/work/findings',
    tag,
    summary: 'Findings in force and what became of them: filtered, sorted, counted',
    params,
    query: Type.Object({ ...FINDINGS, ...PART }),
    reply: pageReply(FindingInList),
    handle: async (call) => {
      const works = await worksFor(call);
      const { after, limit = PAGE.default } = call.query;
      const order = { ...(await findingOrder(call)), after, limit };
      return call.readPersonal(look(call, 'see.findings'), async (tx, eyes) => {
        const page = await listFindings(tx, works, order);
        return pageDocument({ ...page, rows: page.rows.map((row) => eyes(row) as typeof row) });
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/work/findings/file',
    tag,
    summary: 'The same list as a file, all of it',
    params,
    query: Type.Object({ ...FINDINGS, ...FILE }),
    isDownload: true,
    reply: ListFile,
    handle: async (call) => {
      const works = await worksFor(call);
      const order = { ...(await findingOrder(call)), limit: null };
      return call.readPersonal(look(call, 'see.findings'), (tx, eyes) =>
        Download.write(
          'findings',
          call.query.format,
          columnsOf(FINDING_FIELDS, call.language),
          seen(allFindings(tx, works, order), eyes),
        ),
      );
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/work/cases',
    tag,
    summary: 'Cases, where they stand and until when: filtered, sorted, counted',
    params,
    query: Type.Object({ ...CASES, ...PART }),
    reply: pageReply(CaseInListReply),
    handle: async (call) => {
      const works = await worksFor(call);
      const { after, limit = PAGE.default } = call.query;
      return call.readPersonal(look(call, 'see.case'), async (tx, eyes) => {
        const page = await pageOfCases(tx, works, { ...caseOrder(call), after, limit });
        return pageDocument({ ...page, rows: page.rows.map((row) => eyes(row) as typeof row) });
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/work/cases/file',
    tag,
    summary: 'The same list as a file, all of it',
    params,
    query: Type.Object({ ...CASES, ...FILE }),
    isDownload: true,
    reply: ListFile,
    handle: async (call) => {
      const works = await worksFor(call);
      const order = { ...caseOrder(call), limit: null };
      return call.readPersonal(look(call, 'see.case'), (tx, eyes) =>
        Download.write(
          'cases',
          call.query.format,
          columnsOf(CASE_FIELDS, call.language),
          seen(allCases(tx, works, order), eyes),
        ),
      );
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/work/households',
    tag,
    summary: 'Households of today by group, area and what puts them at risk: filtered, sorted, counted',
    params,
    query: Type.Object({ ...HOUSEHOLDS, ...PART }),
    reply: HouseholdPage,
    handle: async (call) => {
      const { after, limit = PAGE.default } = call.query;
      return call.readPersonal(look(call, 'see.household'), async (tx, eyes) => {
        const page = await pageOfHouseholds(tx, { ...householdOrder(call), after, limit });
        return { ...page, rows: page.rows.map((row) => eyes(row) as typeof row) };
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/work/households/file',
    tag,
    summary: 'The same list as a file, all of it',
    params,
    query: Type.Object({ ...HOUSEHOLDS, ...FILE }),
    isDownload: true,
    reply: ListFile,
    handle: async (call) =>
      call.readPersonal(look(call, 'see.household'), (tx, eyes) =>
        Download.write(
          'households',
          call.query.format,
          columnsOf(HOUSEHOLD_FIELDS, call.language),
          seen(allHouseholds(tx, householdOrder(call)), eyes),
        ),
      ),
  });
}

/** Rows as the viewer may see them; the columns hold for both. */
async function* seen<Row extends object>(
  rows: AsyncIterable<readonly Row[]>,
  eyes: (row: Row) => object,
): AsyncGenerator<readonly Row[]> {
  for await (const some of rows) yield some.map((row) => eyes(row) as Row);
}
