import type { PlainDate } from '../kernel/index.ts';
import { type FieldKind, kindOf, masked, type Sight, sightOf } from './fields.ts';
import { type Account, type AccountRole, ALL_COUNTIES, type Scope, type Standing } from './model.ts';
import { mayDo, roleOf } from './roles.ts';

/** Decisions on accounts: who may do what where, which rows and which fields. Values in, values out. */

const lasts = (
  { since, until }: { readonly since: PlainDate; readonly until: PlainDate | null },
  day: PlainDate,
) => since <= day && (until === null || day <= until);

/** Roles held on a day by an account that is open on it. */
export const rolesOn = (account: Account, day: PlainDate): AccountRole[] =>
  lasts(account, day) ? account.roles.filter((role) => lasts(role, day)) : [];

export const isOpenOn = (account: Account, day: PlainDate): boolean => lasts(account, day);

export const isResponsibleIn = (role: AccountRole, countyCode: string): boolean =>
  role.countyCode === ALL_COUNTIES || role.countyCode === countyCode;

export type Refusal = 'access.account_inactive' | 'access.action_refused' | 'access.other_county';

/** Why an account may not do something in a county, in the order in which it is told; undefined when it may. */
export function findRefusal(
  account: Account,
  action: string,
  countyCode: string | undefined,
  day: PlainDate,
): Refusal | undefined {
  if (!isOpenOn(account, day)) return 'access.account_inactive';
  const able = rolesOn(account, day).filter(({ role }) => mayDo(role, action));
  if (able.length === 0) return 'access.action_refused';
  if (countyCode === undefined || able.some((role) => isResponsibleIn(role, countyCode))) return undefined;
  return 'access.other_county';
}

/** The scope of roles; `decidedIn` is the county of an act, whose facts its decision may rest on. */
export function scopeOf(
  standings: readonly Standing[],
  counties: readonly string[],
  account: string,
  decidedIn?: string,
): Scope {
  const within = standings.filter(({ role }) => roleOf(role).reach !== 'none');
  const of = (reach: string): Standing[] => within.filter(({ role }) => roleOf(role).reach === reach);
  const countiesOf = (held: readonly Standing[]): string[] => [
    ...new Set(held.flatMap(({ countyCode }) => (countyCode === ALL_COUNTIES ? counties : [countyCode]))),
  ];
  return {
    whole: countiesOf(of('county')),
    decided: decidedIn === undefined ? [] : [decidedIn],
    counties: countiesOf(within),
    claims: countiesOf(of('claims')),
    areas: of('area').flatMap(({ areas }) => [...areas]),
    collective: of('collective').flatMap(({ areas }) => [...areas]),
    households: of('household').map(({ countyCode, householdNo }) => `${countyCode}/${householdNo}`),
    perils: of('perils').flatMap(({ role, countyCode }) =>
      (roleOf(role).perils ?? []).map((peril) => `${countyCode}/${peril}`),
    ),
    accounts: [account],
  };
}

/** What of a row says to whom it belongs. */
interface Located {
  readonly county_code?: unknown;
  readonly area_code?: unknown;
  readonly household_no?: unknown;
  readonly peril?: unknown;
}

/** Whether a row certainly lies within a role's responsibility. */
export function isWithin(standing: Standing, row: Located): boolean {
  const { role, countyCode, areas, householdNo } = standing;
  if (countyCode !== ALL_COUNTIES && row.county_code !== countyCode) return false;
  switch (roleOf(role).reach) {
    case 'county':
    case 'claims':
      return true;
    case 'area':
    case 'collective':
      return typeof row.area_code === 'string' && areas.has(row.area_code);
    case 'household':
      return householdNo !== null && row.household_no === householdNo;
    case 'perils':
      return (roleOf(role).perils ?? []).some((peril) => peril === row.peril);
    case 'none':
      return false;
  }
}

const RANK: Readonly<Record<Sight, number>> = { none: 0, masked: 1, full: 2 };

/**
 * How much of a field an account sees in a row: the most that a role responsible for the row allows. Where the row
 * does not tell who is, the least that any of the roles allows.
 */
function sightIn(standings: readonly Standing[], kind: FieldKind, row: Located): Sight {
  const responsible = standings.filter((standing) => isWithin(standing, row));
  const sights = (held: readonly Standing[]): Sight[] =>
    held.map(({ role }) => sightOf(role, kind)).sort((a, b) => RANK[a] - RANK[b]);
  return (responsible.length > 0 ? sights(responsible).at(-1) : sights(standings)[0]) ?? 'none';
}

/** A row with every field full, masked or null, and so within what it contains. */
export type Seen<Row> = { readonly [Column in keyof Row]: SeenValue<Row[Column]> | string | null };
type SeenValue<Value> = Value extends Scalar
  ? Value
  : Value extends readonly (infer Each)[]
    ? readonly SeenValue<Each>[]
    : Seen<Value>;
type Scalar = string | number | bigint | boolean | null | undefined | Date;

export function seenRow<Row extends object>(
  standings: readonly Standing[],
  row: Row,
  located: Located = row,
): Seen<Row> {
  const cells = Object.entries(row).map(([column, value]: [string, unknown]) => {
    const kind = kindOf(column);
    const sight = kind === undefined ? 'full' : sightIn(standings, kind, located);
    if (sight === 'full') return [column, within(value)];
    return [column, sight === 'masked' ? masked(kind!, value) : null];
  });
  return Object.fromEntries(cells) as Seen<Row>;

  /** A document that is seen may hold fields that are not. */
  function within(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(within);
    const isDocument =
      typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    return isDocument ? seenRow(standings, value, located) : value;
  }
}
