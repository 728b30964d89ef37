import { type Db, sql, today, type Tx } from '../platform/index.ts';
import type { Standing } from './model.ts';
import { mayDo, type RoleName } from './roles.ts';
import { isResponsibleIn, isWithin, rolesOn } from './rules.ts';
import { hasAccounts, loadAccounts, standingsOf } from './store.ts';

/** Somebody to whom work can be given. */
export interface Colleague {
  readonly name: string;
  readonly person: string;
  readonly roles: readonly { readonly role: RoleName; readonly areaCode: string | null }[];
}

/** The accounts that may do something in a county today, by name. */
export async function colleaguesFor(db: Db, action: string, countyCode: string): Promise<Colleague[]> {
  const accounts = await db.transaction().execute((tx) => loadAccounts(tx));
  return accounts
    .map((account) => ({
      name: account.name,
      person: account.person,
      roles: rolesOn(account, today())
        .filter((role) => isResponsibleIn(role, countyCode) && mayDo(role.role, action))
        .map(({ role, areaCode }) => ({ role, areaCode })),
    }))
    .filter(({ roles }) => roles.length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Who may do something about a household today, by name. */
export const namesFor = (db: Db, action: string, household: Parameters<Covers>[0]): Promise<string[]> =>
  db.transaction().execute(async (tx) => {
    const able = (await loadAccounts(tx)).flatMap((account) =>
      rolesOn(account, today())
        .filter((role) => isResponsibleIn(role, household.county_code) && mayDo(role.role, action))
        .map((role) => ({ name: account.name, role })),
    );
    const standings = await standingsOf(
      tx,
      able.map(({ role }) => role),
    );
    const names = able.filter((_, i) => isWithin(standings[i]!, household)).map(({ name }) => name);
    return [...new Set(names)].sort();
  });

/** The account of somebody who is called by their own name; the name as it is where nobody of that name has one. */
export async function accountNameOf(tx: Tx, person: string): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select access.account_of(${person}) as name`.execute(
    tx,
  );
  return rows[0]?.name ?? person;
}

/** Whether a household lies within what somebody may work on. */
export type Covers = (household: {
  readonly county_code: string;
  readonly area_code: string;
  readonly household_no: string;
}) => boolean;

/**
 * What an account may work on with an action in a county; undefined when it may not at all. Before accounts exist anybody
 * may.
 */
export const coverageOf = (
  db: Db,
  name: string,
  action: string,
  countyCode: string,
): Promise<Covers | undefined> =>
  db.transaction().execute(async (tx) => {
    if (!(await hasAccounts(tx))) return () => true;
    const [account] = await loadAccounts(tx, name);
    const roles = account ? rolesOn(account, today()) : [];
    const able = roles.filter((role) => isResponsibleIn(role, countyCode) && mayDo(role.role, action));
    if (able.length === 0) return undefined;
    const standings: readonly Standing[] = await standingsOf(tx, able);
    return (household) => standings.some((standing) => isWithin(standing, household));
  });
