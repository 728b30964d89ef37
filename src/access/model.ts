import type { PlainDate } from '../kernel/index.ts';
import type { RoleName } from './roles.ts';

/** County code of what concerns all counties, or none. */
export const ALL_COUNTIES = '000000';

/** A role of an account, with what it is responsible for. */
export interface AccountRole {
  readonly roleNo: number;
  readonly role: RoleName;
  readonly countyCode: string;
  readonly areaCode: string | null;
  readonly householdNo: string | null;
  /** Of those that answer checks; left out or null: for all departments. */
  readonly department?: string | null;
  readonly since: PlainDate;
  /** Last day, whether set at the start or by ending it; null: open. */
  readonly until: PlainDate | null;
}

export interface Account {
  readonly accountNo: number;
  readonly name: string;
  readonly person: string;
  readonly since: PlainDate;
  readonly until: PlainDate | null;
  readonly roles: readonly AccountRole[];
}

/** An active role with the areas within its own, itself included. */
export interface Standing extends AccountRole {
  readonly areas: ReadonlySet<string>;
}

/** What row-level security lets a transaction see; keys are `county/number`. */
export interface Scope {
  /** Counties seen and written as a whole. */
  readonly whole: readonly string[];
  /** County whose facts an act may rest its decision on. */
  readonly decided: readonly string[];
  /** Counties with any responsibility. */
  readonly counties: readonly string[];
  /** Counties whose claiming households are seen. */
  readonly claims: readonly string[];
  readonly areas: readonly string[];
  /** Areas whose collective accounts are seen, and nothing else of them. */
  readonly collective: readonly string[];
  readonly households: readonly string[];
  readonly perils: readonly string[];
  /** The account itself: what it brought and nobody uses yet. */
  readonly accounts: readonly string[];
}
