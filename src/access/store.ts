import type { PlainDate } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { findHolder } from './cards/account.ts';
import { isHolderName } from './cards/rules.ts';
import { type Account, type AccountRole, ALL_COUNTIES, type Scope, type Standing } from './model.ts';

export async function hasAccounts(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`select exists (select from access.account) as any`.execute(tx);
  return rows[0]!.any;
}

/** An account `a` and its roles, as a select list. */
export const ACCOUNT = sql`a.account_no as "accountNo", a.name, a.person, a.since,
  (select e.last_day from access.account_end e where e.account_no = a.account_no) as until, coalesce((
    select json_agg(json_build_object('roleNo', r.role_no, 'role', r.role, 'countyCode', r.county_code,
      'areaCode', r.area_code, 'householdNo', r.household_no, 'department', r.department, 'since', r.since,
      'until', least(r.until, re.last_day)) order by r.role_no)
    from access.role r left join access.role_end re using (account_no, role_no)
    where r.account_no = a.account_no), '[]') as roles`;

/** Accounts with their roles: all of them, the one of a name (also a household with a card), or a page by number. */
export async function loadAccounts(
  tx: Tx,
  name?: string,
  page?: { readonly after: number; readonly limit: number },
): Promise<Account[]> {
  if (name !== undefined && isHolderName(name)) {
    const holder = await findHolder(tx, name);
    return holder ? [holder] : [];
  }
  const { rows } = await sql<Account>`
    select ${ACCOUNT} from access.account a
    where ${name === undefined ? sql`true` : sql`a.name = ${name}`}
    ${page ? sql`and a.account_no > ${page.after} order by a.account_no limit ${page.limit}` : sql`order by a.account_no`}`.execute(
    tx,
  );
  return rows;
}

/** The roles with all areas within theirs. The one place where this module reads the register: its tree of areas. */
export async function standingsOf(tx: Tx, roles: readonly AccountRole[]): Promise<Standing[]> {
  const codes = [...new Set(roles.flatMap(({ areaCode }) => (areaCode === null ? [] : [areaCode])))];
  if (codes.length === 0) return roles.map((role) => ({ ...role, areas: new Set() }));
  const { rows } = await sql<{ top: string; code: string }>`
    with recursive inside as (
      select code as top, code from registry.area
      where code in (select jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb))
      union
      select i.top, a.code from inside i join registry.area a on a.parent_code = i.code)
    select top, code from inside`.execute(tx);
  return roles.map((role) => ({
    ...role,
    areas: new Set(rows.filter(({ top }) => top === role.areaCode).map(({ code }) => code)),
  }));
}

export async function countiesOf(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct county_code as code from registry.area where county_code is not null`.execute(tx);
  return rows.map(({ code }) => code);
}

/** All counties, when a role is for all of them. */
export async function countiesFor(tx: Tx, roles: readonly AccountRole[]): Promise<string[]> {
  return roles.some(({ countyCode }) => countyCode === ALL_COUNTIES) ? countiesOf(tx) : [];
}

/** County and level of an area; undefined when there is none. */
export async function findArea(
  tx: Tx,
  code: string,
): Promise<{ county: string | null; level: string } | undefined> {
  const { rows } = await sql<{ county: string | null; level: string }>`
    select county_code as county, level from registry.area where code = ${code}`.execute(tx);
  return rows[0];
}

/** Whether this database has the application's role and lets this user take it on. */
export async function canEnter(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ can: boolean }>`
    select coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = 'terrace_app'),
      false) as can`.execute(tx);
  return rows[0]!.can;
}

/** A read of personal data, as the log keeps it. */
export interface ReadEntry {
  readonly countyCode: string;
  readonly account: string;
  readonly what: string;
  readonly subject: string;
  readonly purpose: string;
}

const insertion = ({ countyCode, account, what, subject, purpose }: ReadEntry) => sql`
  insert into access.read_entry (county_code, account, what, subject, purpose)
  values (${countyCode}, ${account}, ${what}, ${subject}, ${purpose})`;

export async function logRead(tx: Tx, entry: ReadEntry): Promise<void> {
  await insertion(entry).execute(tx);
}

/**
 * From here to the end of the transaction the session is the application's role and sees what the scope says. What it
 * enters for goes into the log in the same statement: half of what a look costs is going to the database and back.
 */
export async function enter(tx: Tx, scope: Scope, entry?: ReadEntry): Promise<void> {
  const logged = entry ? sql`with logged as (${insertion(entry)})` : sql``;
  await sql`${logged} select access.enter(${JSON.stringify(scope)})`.execute(tx);
}

export async function insertAccount(
  tx: Tx,
  { name, person, since, by }: { name: string; person: string; since: PlainDate; by: string },
): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    insert into access.account (account_no, name, person, since, recorded_by)
    select coalesce(max(account_no), 0) + 1, ${name}, ${person}, ${since}, ${by} from access.account
    returning account_no as no`.execute(tx);
  return rows[0]!.no;
}

export async function insertRole(
  tx: Tx,
  accountNo: number,
  role: Omit<AccountRole, 'roleNo'>,
  by: string,
): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    insert into access.role (account_no, role_no, role, county_code, area_code, household_no, department, since, until,
      recorded_by)
    select ${accountNo}, coalesce(max(role_no), 0) + 1, ${role.role}, ${role.countyCode}, ${role.areaCode},
      ${role.householdNo}, ${role.department ?? null}, ${role.since}, ${role.until}, ${by}
    from access.role where account_no = ${accountNo} returning role_no as no`.execute(tx);
  return rows[0]!.no;
}

interface End {
  readonly lastDay: PlainDate;
  readonly reason: string;
  readonly by: string;
}

export async function insertRoleEnd(tx: Tx, accountNo: number, roleNo: number, end: End): Promise<void> {
  await sql`insert into access.role_end (account_no, role_no, last_day, reason, recorded_by)
    values (${accountNo}, ${roleNo}, ${end.lastDay}, ${end.reason}, ${end.by})`.execute(tx);
}

export async function insertAccountEnd(tx: Tx, accountNo: number, end: End): Promise<void> {
  await sql`insert into access.account_end (account_no, last_day, reason, recorded_by)
    values (${accountNo}, ${end.lastDay}, ${end.reason}, ${end.by})`.execute(tx);
}
