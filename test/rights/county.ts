import { sql, type Tx } from '../../src/platform/index.ts';
import type { Role } from './telling.ts';

/**
 * The demonstration county with dye in it: every name, phone, paper and spoken word says what it is and whose, so that
 * an answer tells what it gave away, in whatever field or file it stands. Read and written past every guard.
 */

/** `⟦kind:owner⟧`: the owner is a household, or an area for what belongs to no household. */
const DYE = /⟦(\w+):(\w+)⟧/g;
export const dyesIn = (text: string): { kind: string; owner: string }[] =>
  [...text.matchAll(DYE)].map(([, kind, owner]) => ({ kind: kind!, owner: owner! }));

/** Text columns, the kind of what they say, and whose it is. */
// prettier-ignore
const DYED: readonly (readonly [table: string, column: string, kind: string, owner: string])[] = [
  ['registry.household', 'head_name', 'name', 't.household_no'],
  ['registry.person', 'name', 'name', 't.household_no'],
  ['registry.person', 'education', 'person', 't.household_no'],
  ['payout.payee_account', 'holder', 'name', 't.household_no'],
  ['payout.payee_account', 'reference', 'account', 't.household_no'],
  ['payout.payment_line', 'payee', 'name', 't.household_no'],
  ['payout.payment_line', 'account', 'account', 't.household_no'],
  ['feeds.expense', 'provider', 'treatment', 't.household_no'],
  ['screening.finding', 'note', 'treatment', 't.household_no'],
  ['screening.consent', 'given_by', 'name', 't.household_no'],
  ['governance.closing', 'minutes', 'review', '(select b.area_code from governance.meeting m join governance.body b using (county_code, body_no) where m.meeting_no = t.meeting_no)'],
  ['governance.objection', 'words', 'review', 't.area_code'],
  ['governance.objection', 'objector', 'name', 't.area_code'],
  ['governance.answer', 'reason', 'review', '(select o.area_code from governance.objection o where o.objection_no = t.objection_no)'],
  ['governance.kinship', 'relation', 'review', 't.household_no'],
  ['payout.grievance', 'words', 'review', 't.area_code'],
  ['payout.grievance', 'complainant', 'name', 't.area_code'],
  ['payout.grievance_answer', 'answer', 'review', '(select g.area_code from payout.grievance g where g.grievance_no = t.grievance_no)'],
  ['payout.sample_visit', 'note', 'treatment', '(select l.household_no from payout.payment_line l where l.list_no = t.list_no and l.line_no = t.line_no)'],
];

/** Words spoken in actions of a case are values of one document. */
const SPOKEN = ['note', 'reason', 'measure'];

export const COUNTY = '130434';

/** Paints what the demonstration holds; phones, which it has none of, become numbers that belong to one household. */
export async function dye(tx: Tx): Promise<void> {
  for (const [table, column, kind, owner] of DYED)
    await run(
      tx,
      `update ${table} t set ${column} = ${column} || '⟦${kind}:' || ${owner} || '⟧' where ${column} is not null`,
    );
  await run(
    tx,
    `update cases.action a set fields = (select jsonb_object_agg(key, case when key = any ('{${SPOKEN.join()}}') then to_jsonb(value || case a.action when 'answer' then '⟦assets:' else '⟦review:' end || f.household_no || '⟧')
       else to_jsonb(value) end) from jsonb_each_text(a.fields))
     from cases.case_file f where f.county_code = a.county_code and f.case_no = a.case_no and a.fields <> '{}'`,
  );
  await run(
    tx,
    `update registry.household set phone = '139' || lpad(substring(household_no from 2), 8, '0')`,
  );
}
const run = (tx: Tx, statement: string) => sql.raw(statement).execute(tx);
export const rowsOf = async <Row>(tx: Tx, query: string): Promise<Row[]> =>
  (await sql.raw<Row>(query).execute(tx)).rows;

/** An account as the store has it, with what its roles reach: told from the tree of areas and the raw rows. */
export interface Viewer {
  readonly name: string;
  readonly role: Role;
  readonly households: ReadonlySet<string>;
  /** Its areas, those below them, and those in which its households live. */
  readonly areas: ReadonlySet<string>;
  /** Households bound by contract or contribution to the collectives whose books it keeps or for which it acts. */
  readonly bound: ReadonlySet<string>;
  /** Those above, which are no secret. */
  readonly above: ReadonlySet<string>;
}

const EVERYWHERE: readonly Role[] = ['county_office', 'county_finance', 'auditor'];
const NOWHERE: readonly Role[] = ['consumer', 'donor', 'researcher', 'administrator'];
const PERILS: Partial<Record<Role, readonly string[]>> = {
  health_insurance: ['medical', 'traffic_medical'],
  education_department: ['education'],
  emergency_department: ['disaster', 'traffic_loss'],
};

interface Raw {
  readonly area: ReadonlyMap<string, string>;
  readonly parent: ReadonlyMap<string, string | null>;
  readonly claiming: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  readonly byPeril: ReadonlyMap<string, ReadonlySet<string>>;
  readonly decidedIn: readonly { household: string; area: string }[];
  readonly bound: readonly { household: string; area: string; agent: string | null }[];
}
type Held = { name: string; role: Role; area: string | null; household: string | null };

const OF_EACH_ROLE = 2;

/** The first accounts of every role that are responsible for different things: one of the role's own, and one elsewhere. */
export async function viewersOf(tx: Tx): Promise<Viewer[]> {
  const raw = await rawOf(tx);
  const held = await rowsOf<Held>(
    tx,
    `select a.name, r.role, r.area_code as area, r.household_no as household from access.account a
     join access.role r using (account_no) order by a.account_no, r.role_no`,
  );
  const standings = new Map<string, Viewer>();
  for (const [name, roles] of Map.groupBy(held, (each) => each.name)) {
    const key = roles.map(({ role, area, household }) => [role, area, household].join()).join(';');
    const isEnough =
      [...standings.values()].filter(({ role }) => role === roles[0]!.role).length === OF_EACH_ROLE;
    if (!standings.has(key) && !isEnough) standings.set(key, viewerOf(name, roles, raw));
  }
  return [...standings.values()];
}

export async function cardHolder(tx: Tx, name: string, household: string): Promise<Viewer> {
  return viewerOf(name, [{ name, role: 'household', area: null, household }], await rawOf(tx));
}

function viewerOf(name: string, roles: readonly Held[], raw: Raw): Viewer {
  const { role } = roles[0]!;
  const inside = (area: string): boolean =>
    roles.some((each) => each.area !== null && pathOf(area, raw).includes(each.area));
  const reaches = (household: string): boolean =>
    EVERYWHERE.includes(role) ||
    roles.some((each) => each.household === household) ||
    inside(raw.area.get(household)!) ||
    (role === 'insurer' && raw.claiming.has(household)) ||
    (role === 'check_department' && raw.asked.has(household)) ||
    (PERILS[role] ?? []).some((peril) => raw.byPeril.get(peril)?.has(household));
  // The agent keeps the collective's accounts, not the households'.
  const households =
    role === 'escrow_agent' || NOWHERE.includes(role) ? [] : [...raw.area.keys()].filter(reaches);
  // A household that moved away leaves its case with the village that decided on it.
  if (role !== 'escrow_agent')
    households.push(...raw.decidedIn.filter(({ area }) => inside(area)).map(({ household }) => household));
  const everywhere = EVERYWHERE.includes(role)
    ? [...raw.parent.keys()]
    : [...raw.parent.keys()].filter(inside);
  const areas = new Set([...everywhere, ...households.map((household) => raw.area.get(household)!)]);
  return {
    name,
    role,
    households: new Set(households),
    areas,
    bound: new Set(
      raw.bound
        .filter(
          ({ area, agent }) =>
            (role === 'escrow_agent' && inside(area)) || (role === 'enterprise' && agent === name),
        )
        .map(({ household }) => household),
    ),
    above: new Set([...areas].flatMap((area) => pathOf(area, raw))),
  };
}

/** An area and all above it. */
function pathOf(area: string, { parent }: Raw): string[] {
  const path = [];
  for (let at: string | null | undefined = area; at != null; at = parent.get(at)) path.push(at);
  return path;
}

async function rawOf(tx: Tx): Promise<Raw> {
  const texts = async (query: string): Promise<string[]> =>
    (await rowsOf<{ t: string }>(tx, query)).map(({ t }) => t);
  const areas = await rowsOf<{ code: string; parent: string | null }>(
    tx,
    `select code, parent_code as parent from registry.area`,
  );
  const homes = await rowsOf<{ household: string; area: string }>(
    tx,
    `select household_no as household, area_code as area from registry.household`,
  );
  const perils = await rowsOf<{ peril: string; household: string }>(
    tx,
    `select distinct peril, household_no as household from feeds.expense
     union select peril, household_no from screening.finding`,
  );
  return {
    area: new Map(homes.map(({ household, area }) => [household, area])),
    parent: new Map(areas.map(({ code, parent }) => [code, parent])),
    claiming: new Set(
      await texts(
        `select household_no as t from compensation.claim union select household_no from cases.case_file`,
      ),
    ),
    asked: new Set(
      await texts(
        `select f.household_no as t from cases.case_file f join cases.action a using (county_code, case_no) where a.action = 'ask'`,
      ),
    ),
    byPeril: new Map(
      [...Map.groupBy(perils, ({ peril }) => peril)].map(([peril, rows]) => [
        peril,
        new Set(rows.map(({ household }) => household)),
      ]),
    ),
    bound: await rowsOf(
      tx,
      `select b.household_no as household, e.area_code as area, a.account as agent from (
         select county_code, entity_no, household_no from programmes.link
         union select county_code, entity_no, household_no from programmes.land_contract
         union select county_code, entity_no, household_no from programmes.contribution) b
       join programmes.entity e using (county_code, entity_no)
       left join programmes.entity_agent a using (county_code, entity_no)
       -- Dividends stand in the collective's books.
       union select split_part(p.debit, ':', 2), split_part(p.credit, ':', 2), null from ledger.posting p
       where p.kind in ('dividend', 'land_rent') and p.credit like 'village:%'
       union select split_part(p.debit, ':', 2), e.area_code, null from ledger.posting p
       join programmes.entity e on e.county_code = p.county_code and 'cooperative:' || e.entity_no = p.credit
       where p.kind in ('dividend', 'land_rent')`,
    ),
    decidedIn: await rowsOf(tx, `select household_no as household, area_code as area from cases.case_file`),
  };
}
