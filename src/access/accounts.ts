import { isSamePerson, type PlainDate } from '../kernel/index.ts';
import { type Db, sql, today, type Tx } from '../platform/index.ts';
import { isHolderName } from './cards/rules.ts';
import { fail } from './errors.ts';
import { act } from './funnel.ts';
import { type Account, type AccountRole, ALL_COUNTIES } from './model.ts';
import { PUBLIC, roleOf } from './roles.ts';
import { hashPassword } from './sessions/hash.ts';
import { isAcceptable, plainPassword } from './sessions/rules.ts';
import { replacePassword } from './sessions/store.ts';
import { isOpenOn, isResponsibleIn, rolesOn } from './rules.ts';
import {
  canEnter,
  countiesOf,
  findArea,
  hasAccounts,
  insertAccount,
  insertAccountEnd,
  insertRole,
  insertRoleEnd,
  loadAccounts,
} from './store.ts';

interface Order {
  readonly actor: string;
  readonly dryRun?: boolean;
}

/** A role as it is given; `roleNo` follows. */
export type NewRole = Omit<AccountRole, 'roleNo'>;

export interface NewAccount {
  readonly name: string;
  readonly person: string;
  /** Its first role. */
  readonly role: NewRole;
}

/**
 * Opens an account with its first role. The first account of a store is an administrator of all counties; from then
 * on everybody acts under an account.
 *
 * Fails with `access.name`, `access.name_taken`, `access.person_taken`, `access.role_missing`,
 * `access.first_administrator`, and as `giveRole` does.
 */
export async function openAccount(db: Db, order: Order & NewAccount): Promise<Account> {
  const { role } = order;
  return manage(db, order, 'account.open', async (tx, accounts) => {
    const { accountNo, name } = await addAccount(tx, accounts, order, order.actor);
    return { name, summary: { account_no: accountNo, role: role.role, county: role.countyCode } };
  });
}

/**
 * As `openAccount`, inside a running act, for the accounts a store begins with; all get one password. Fails as
 * `openAccount` and `setPassword` do.
 */
export async function openAccountsInto(
  tx: Tx,
  order: { readonly actor: string; readonly password: string; readonly accounts: readonly NewAccount[] },
): Promise<void> {
  const password = plainPassword(order.password);
  const hash = await hashPassword(password);
  for (const account of order.accounts) {
    if (!isAcceptable(password, account)) throw fail('access.password');
    const { accountNo } = await addAccount(tx, await loadAccounts(tx), account, order.actor);
    await replacePassword(tx, accountNo, hash, order.actor);
  }
}

async function addAccount(
  tx: Tx,
  accounts: readonly Account[],
  given: NewAccount,
  by: string,
): Promise<Pick<Account, 'accountNo' | 'name'>> {
  const [name, person] = [properName(given.name), properName(given.person)];
  const open = accounts.filter((account) => account.until === null);
  const namesake = accounts.find((account) => isSamePerson(account.name, name));
  if (namesake) throw fail('access.name_taken', { account: namesake.name });
  const own = open.find((account) => isSamePerson(account.person, person));
  if (own) throw fail('access.person_taken', { person, account: own.name });
  if (!(await canEnter(tx))) throw fail('access.role_missing');
  const { role } = given;
  if (
    accounts.length === 0 &&
    !(role.role === 'administrator' && role.countyCode === ALL_COUNTIES && role.until === null)
  )
    throw fail('access.first_administrator');
  await checkRole(tx, role);
  const accountNo = await insertAccount(tx, { name, person, since: role.since, by });
  await insertRole(tx, accountNo, role, by);
  return { accountNo, name };
}

/**
 * Gives an account a further role.
 *
 * Fails with `access.account_unknown`, `access.days`, `access.role_unlimited`, `access.reach_county`,
 * `access.reach_area`, `access.reach_household`, `access.reach_department`.
 */
export async function giveRole(
  db: Db,
  order: Order & { readonly account: string; readonly role: NewRole },
): Promise<Account> {
  return manage(db, order, 'account.role', async (tx, accounts) => {
    const { accountNo, name } = getAccount(accounts, order.account);
    await checkRole(tx, order.role);
    const roleNo = await insertRole(tx, accountNo, order.role, order.actor);
    return { name, summary: { account_no: accountNo, role_no: roleNo, role: order.role.role } };
  });
}

interface EndOrder extends Order {
  readonly account: string;
  readonly lastDay: PlainDate;
  readonly reason: string;
}

/** Ends a role. Fails with `access.account_unknown`, `access.role_unknown`, `access.days`, `access.last_administrator`. */
export async function endRole(db: Db, order: EndOrder & { readonly roleNo: number }): Promise<Account> {
  return manage(db, order, 'account.role_end', async (tx, accounts) => {
    const account = getAccount(accounts, order.account);
    const role = account.roles.find(({ roleNo }) => roleNo === order.roleNo);
    if (!role || (role.until !== null && role.until <= order.lastDay))
      throw fail('access.role_unknown', { account: account.name, no: order.roleNo });
    checkDays(role.since, order.lastDay);
    keepAdministrator(
      accounts,
      account.name,
      account.roles.filter((other) => other !== role),
    );
    await insertRoleEnd(tx, account.accountNo, order.roleNo, { ...order, by: order.actor });
    return { name: account.name, summary: { account_no: account.accountNo, role_no: order.roleNo } };
  });
}

/** Closes an account. Fails with `access.account_unknown`, `access.account_inactive`, `access.days`, `access.last_administrator`. */
export async function closeAccount(db: Db, order: EndOrder): Promise<Account> {
  return manage(db, order, 'account.close', async (tx, accounts) => {
    const account = getAccount(accounts, order.account);
    if (account.until !== null) throw fail('access.account_inactive', { account: account.name });
    checkDays(account.since, order.lastDay);
    keepAdministrator(accounts, account.name, []);
    await insertAccountEnd(tx, account.accountNo, { ...order, by: order.actor });
    return { name: account.name, summary: { account_no: account.accountNo } };
  });
}

/**
 * The departments an account answers checks for on a day; null: for all, and for none with an empty list. Before accounts
 * exist anybody answers for all.
 */
export async function departmentsOf(
  tx: Tx,
  name: string,
  countyCode: string,
  day: PlainDate,
): Promise<readonly string[] | null> {
  const [account] = await loadAccounts(tx, name);
  if (!account) return (await hasAccounts(tx)) ? [] : null;
  const roles = rolesOn(account, day).filter(
    (role) => role.role === 'check_department' && isResponsibleIn(role, countyCode),
  );
  const departments = roles.flatMap(({ department }) => department ?? []);
  return departments.length < roles.length ? null : departments;
}

/** All accounts with their roles, in the order they were opened. */
export const listAccounts = (tx: Tx): Promise<Account[]> => loadAccounts(tx);

/** Accounts after a number. */
export const pageOfAccounts = (
  tx: Tx,
  page: { readonly after: number; readonly limit: number },
): Promise<Account[]> => loadAccounts(tx, undefined, page);

/** An account as commands and the HTTP interface show it. */
export const accountDocument = ({ accountNo, roles, ...account }: Account) => ({
  account_no: accountNo,
  ...account,
  roles: roles.map(({ roleNo, role, countyCode, areaCode, householdNo, department, since, until }) => ({
    role_no: roleNo,
    role,
    county_code: countyCode,
    area_code: areaCode,
    household_no: householdNo,
    department: department ?? null,
    since,
    until,
  })),
});

/** Writers of accounts take turns: whether a name is free, and who is the last administrator, is asked of all. */
async function manage(
  db: Db,
  order: Order & object,
  action: string,
  work: (
    tx: Tx,
    accounts: readonly Account[],
  ) => Promise<{ name: string; summary: Readonly<Record<string, string | number>> }>,
): Promise<Account> {
  const { actor, dryRun = false, ...input } = order;
  return act(db, { actor, action, countyCode: ALL_COUNTIES, input, dryRun }, async (tx) => {
    await sql`lock table access.account in exclusive mode`.execute(tx);
    const { name, summary } = await work(tx, await loadAccounts(tx));
    return { result: getAccount(await loadAccounts(tx, name), name), summary };
  });
}

function getAccount(accounts: readonly Account[], name: string): Account {
  const account = accounts.find((one) => one.name === name);
  if (!account) throw fail('access.account_unknown', { account: name });
  return account;
}

function properName(value: string): string {
  const name = value.trim();
  const isTaken = ['', 'unnamed', PUBLIC].includes(name) || isHolderName(name);
  if (isTaken || name.length > 60 || /\p{Cc}/u.test(name))
    throw fail('access.name', { value: name.slice(0, 60).replaceAll(/\p{Cc}/gu, ' ') });
  return name;
}

function checkDays(since: PlainDate, until: PlainDate): void {
  if (until < since) throw fail('access.days', { since, until });
}

async function checkRole(tx: Tx, given: NewRole): Promise<void> {
  const { role, countyCode: county, areaCode, householdNo, since, until } = given;
  if (until !== null) checkDays(since, until);
  const { reach, isLimited } = roleOf(role);
  if (isLimited && until === null) throw fail('access.role_unlimited', { role });
  if ((given.department ?? null) !== null && role !== 'check_department')
    throw fail('access.reach_department', { role });
  const isKnown = (await countiesOf(tx)).includes(county);
  const mayAll = reach === 'county' || reach === 'none';
  const isBare = areaCode === null && householdNo === null;
  if (reach === 'area' || reach === 'collective') {
    const area = areaCode === null ? undefined : await findArea(tx, areaCode);
    if (area?.county !== county || !['township', 'village'].includes(area.level) || householdNo !== null)
      throw fail('access.reach_area', { role, county, area: areaCode ?? '' });
  } else if (reach === 'household') {
    if (householdNo === null || areaCode !== null) throw fail('access.reach_household', { role });
    if (!isKnown) throw fail('access.reach_county', { role, county });
  } else if (!isBare || !(isKnown || (mayAll && county === ALL_COUNTIES)))
    throw fail('access.reach_county', { role, county });
}

/** Without an administrator nobody could ever open an account again. */
function keepAdministrator(
  accounts: readonly Account[],
  name: string,
  rolesLeft: readonly AccountRole[],
): void {
  const day = today();
  const administers = (account: Account): boolean =>
    isOpenOn(account, day) &&
    account.until === null &&
    rolesOn(account, day).some(
      ({ role, countyCode, until }) =>
        role === 'administrator' && countyCode === ALL_COUNTIES && until === null,
    );
  const before = accounts.some(administers);
  const after = accounts
    .map((account) => (account.name === name ? { ...account, roles: rolesLeft } : account))
    .some(administers);
  if (before && !after) throw fail('access.last_administrator', { account: name });
}
