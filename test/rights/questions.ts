import { today, type Tx } from '../../src/platform/index.ts';
import { COUNTY, rowsOf } from './county.ts';

/** A route of the description, and the addresses under which it is asked. */
export interface Question {
  /** As in the description, without `/api/v1`. */
  readonly route: string;
  readonly urls: readonly string[];
}
interface Described {
  readonly paths: Record<
    string,
    { get?: { parameters?: { in: string; name: string; required?: boolean }[] } }
  >;
}

/** Streams of events stay open; what they say is what their job says. */
const STREAM = '/jobs/{job}/events';

/** Values of parameters whose sense is fixed; those that name a thing of the county come from its rows. */
const FIXED: Readonly<Record<string, string>> = {
  policy: 'wei-2017',
  with: 'national-2021',
  reading: 'marginal',
  group: 'non_poor_low_income',
  peril: 'medical',
  self_paid_yuan: '30000',
  format: 'csv',
  sum: 'benefits',
  module: 'cases',
  q: 'W0',
  from: '2026-01-01',
  purpose: 'a test of rights',
  limit: '500',
};

/** Where a parameter has another sense. */
const OF_ROUTE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/public/counties/{county}/accounts/{year}/rows': { sum: 'households' },
};

/** Every GET route under `/api/v1`, asked about things here and elsewhere. */
export async function questionsOf(
  tx: Tx,
  description: unknown,
  own: { readonly job: string; readonly draft: string },
): Promise<Question[]> {
  const things = { ...(await thingsOf(tx)), county: [COUNTY], job: [own.job], draft: [own.draft] };
  const valuesOf = (name: string): readonly string[] => {
    const values =
      (things as Record<string, readonly string[]>)[name] ?? (name in FIXED ? [FIXED[name]!] : undefined);
    if (!values) throw new Error(`no value for the parameter ${name}`);
    return values.length === 0 ? ['1'] : values;
  };
  return Object.entries((description as Described).paths).flatMap(([path, { get }]) => {
    const route = path.replace('/api/v1', '');
    if (!get || !path.startsWith('/api/v1/') || route === STREAM) return [];
    let urls = [route];
    for (const [, name] of route.matchAll(/\{(\w+)\}/g))
      urls = urls.flatMap((url) =>
        valuesOf(name!).map((value) => url.replace(`{${name}}`, encodeURIComponent(value))),
      );
    const asked = (get.parameters ?? []).filter(
      ({ in: place, name, required }) =>
        place === 'query' && (required === true || ['purpose', 'limit'].includes(name)),
    );
    const valueIn = (name: string): string => OF_ROUTE[route]?.[name] ?? valuesOf(name)[0]!;
    const query = asked.map(({ name }) => `${name}=${encodeURIComponent(valueIn(name))}`).join('&');
    return [{ route, urls: urls.map((url) => (query === '' ? url : `${url}?${query}`)) }];
  });
}

/** Of everything one in the village of most accounts, one in another village, one in another township. */
async function thingsOf(tx: Tx): Promise<Record<string, readonly string[]>> {
  const texts = async (query: string): Promise<string[]> =>
    (await rowsOf<{ t: unknown }>(tx, query)).map(({ t }) => String(t));
  const households = await texts(`
    select r.household_no as t from access.account a join access.role r using (account_no) where a.name = 'household'
    union select max(household_no) from cases.case_file group by left(area_code, 9)
    union select min(household_no) from registry.household`);
  const those = households.map((household) => `'${household}'`).join();
  return {
    household: households,
    detector: ['F01', 'F04', 'F06', 'F31'],
    case: await texts(`
      select max(case_no) as t from cases.case_file where household_no in (${those}) group by area_code, household_no
      union select min(case_no) from cases.action where action = 'answer' and fields ? 'note'`),
    id: await texts(`select max(case_no) as t from cases.case_file group by area_code`),
    sha256: await texts(`select min(sha256) as t from evidence.attachment group by subject_module`),
    body: await texts(`select body_no as t from governance.body`),
    meeting: await texts(
      `select max(meeting_no) as t from governance.closing join governance.meeting using (county_code, meeting_no) group by body_no`,
    ),
    notice: await texts(`select max(notice_no) as t from governance.notice group by area_code`),
    objection: await texts(`select objection_no as t from governance.objection`),
    grievance: await texts(`select grievance_no as t from payout.grievance`),
    claim: await texts(
      `select max(claim_no) as t from compensation.claim c join registry.household h using (county_code, household_no) group by area_code`,
    ),
    account: await texts(`select min(debit) as t from ledger.posting group by split_part(debit, ':', 1)
      union select 'household:' || max(household_no) from payout.payment_line group by township_code`),
    authorisation: await texts(`select max(authorisation_no) as t from ledger.authorisation group by kind`),
    list: await texts(`select list_no as t from payout.payment_list`),
    sample: await texts(`select sample_no as t from payout.sample`),
    task: await texts(
      `select min(task_no) as t from responsibility.task group by area_code, household_no is null`,
    ),
    year: await texts(`select max(policy_year) as t from payout.pool_move`),
    area: await texts(
      `select min(code) as t from registry.area where level = 'village' group by parent_code`,
    ),
    entity: await texts(
      `select entity_no as t from programmes.entity union select entity_no from shares.book`,
    ),
    round: await texts(`select round_no as t from shares.round`),
    inventory: await texts(`select inventory_no as t from programmes.inventory`),
    expenditure: await texts(`select expenditure_no as t from programmes.expenditure`),
    scenario: await texts(`select scenario_no as t from studies.scenario`),
    to: [today()],
    as_of: [today()],
  };
}
