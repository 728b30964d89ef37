/** A sheet of decided amounts that anybody can work out again, and that tells nothing of any one household. */

/** A step of a staircase: all that families' bills had in it, and what that pays. */
export interface SheetSlice {
  readonly from_yuan: string;
  readonly to_yuan: string | null;
  readonly rate_percent: string;
  /** Families whose bill reaches into it; those whose bill ends in it are none, or as many as may be public. */
  readonly families: number;
  readonly yuan: string;
  /** Exactly rate × yuan, before any rounding: up to six decimals. */
  readonly pays_exact_yuan: string;
}

/** All amounts decided by one rule of a policy version. Which kind of family it is for stands in the policy, not here. */
export interface SheetRule {
  readonly policy_version: string;
  readonly policy_hash: string;
  /** Place of the rule in the policy's list, from 1. */
  readonly rule_no: number;
  readonly deductible_yuan: string;
  readonly amounts: number;
  readonly slices: readonly SheetSlice[];
  /** What rounding each amount to whole fen added or took. */
  readonly rounding_yuan: string;
  /** What the yearly limit took away. */
  readonly over_limit_yuan: string;
  readonly pays_yuan: string;
}

export interface Sheet {
  readonly county_code: string;
  readonly year: number;
  readonly as_of: string;
  readonly rules: readonly SheetRule[];
  /** Amounts too few by their rule or step to be broken down; null: there are none. */
  readonly others: { readonly amounts: number; readonly pays_yuan: string } | null;
  readonly amounts: number;
  readonly total_yuan: string;
}

/** A rule as a policy version states it: the same for everybody, so that the browser need not believe the sheet. */
export interface StatedRule {
  readonly rule_no: number;
  readonly deductible_yuan: string;
  readonly brackets: readonly {
    readonly from_yuan: string;
    readonly to_yuan: string | null;
    readonly rate_percent: string;
  }[];
  readonly limit_yuan: string | null;
}
