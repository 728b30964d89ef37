import type { PlainDate } from '../kernel/index.ts';
import { type AccountKey, type Asset, CHART, codeOf } from './chart.ts';
import type { PostingKind } from './kinds.ts';

/** A module, and what it calls the thing: `compensation/claim/12`. Opaque to the ledger. */
export type Reference = `${string}/${string}`;

/** What a module asks the ledger to post. */
export interface PostingOrder {
  readonly countyCode: string;
  readonly kind: PostingKind;
  /** Who receives. */
  readonly debit: AccountKey;
  /** Who gives. */
  readonly credit: AccountKey;
  /** Fen, or whole points; above 0. */
  readonly amount: bigint;
  /** The day it counts for. */
  readonly day: PlainDate;
  /**
   * What it pays. A source is posted once in each kind, so that it is the idempotency key too: the same order again is
   * answered with the earlier posting, another amount or account for the same source is refused.
   */
  readonly source: Reference;
  readonly authorisationNo?: bigint | undefined;
  /** The reversed posting that this one repeats. */
  readonly reissueOf?: bigint | undefined;
  readonly actor: string;
}

export interface ReversalOrder {
  readonly countyCode: string;
  readonly postingNo: bigint;
  /** Not before the day of the posting. */
  readonly day: PlainDate;
  /** What made it necessary, for example the bank's return slip. */
  readonly source: Reference;
  readonly actor: string;
}

/** A row of the ledger before it has its number. */
export interface Entry extends PostingOrder {
  readonly reversalOf?: bigint | undefined;
}

export interface Posting extends Entry {
  readonly postingNo: bigint;
  readonly asset: Asset;
  readonly recordedAt: string;
  /** The posting that takes this one back. */
  readonly reversedBy?: bigint | undefined;
}

export interface Posted {
  readonly postingNo: bigint;
  /** False when the same order had been posted before. */
  readonly isNew: boolean;
}

export interface AuthorisationOrder {
  readonly countyCode: string;
  /** The decision; it authorises one kind for one payee once. */
  readonly decision: Reference;
  readonly kind: PostingKind;
  readonly payer: AccountKey;
  /** Needed where the kind asks for a decision on a case; elsewhere leaving it away allows any payee. */
  readonly payee?: AccountKey | undefined;
  /** Fen or points in all. */
  readonly limit: bigint;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate;
  /** Names of those who took part in the decision: none of them posts under it. */
  readonly apart?: readonly string[] | undefined;
  readonly actor: string;
}

export type AuthorisationStatus = 'granted' | 'suspended' | 'revoked';

export interface AuthorisationStep {
  readonly stepNo: bigint;
  readonly step: 'suspended' | 'resumed' | 'revoked';
  readonly because: string;
  readonly actor: string;
}

export interface Authorisation extends AuthorisationOrder {
  readonly authorisationNo: bigint;
  /** Posted and not reversed. */
  readonly posted: bigint;
  readonly left: bigint;
  readonly status: AuthorisationStatus;
  readonly steps: readonly AuthorisationStep[];
}

export interface StepOrder {
  readonly countyCode: string;
  readonly authorisationNos: readonly bigint[];
  /** The objection or decision; a resumption names what the suspension named. */
  readonly because: Reference;
  readonly actor: string;
}

export const assetOf = (account: AccountKey): Asset => CHART[codeOf(account)].asset;

const ESCROW = 'ledger/escrow/';
/** What a suspension names that waits for the co-signature of an escrow's agent. */
export const escrowReference = (escrowNo: bigint): Reference => `${ESCROW}${escrowNo}`;
export const isEscrowReference = (because: string): because is Reference => because.startsWith(ESCROW);
