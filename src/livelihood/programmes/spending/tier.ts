import type { DayKind } from '../../../kernel/index.ts';

/** What an amount needs: frozen with the request. */
export interface Tier {
  /** From 1, rising with the amount. */
  readonly no: number;
  /** Most of the tier in yuan; null: the last. */
  readonly upToYuan: string | null;
  /** Kinds of bodies of which one decides. */
  readonly bodies: readonly string[];
  /** Days the decision hangs; 0: no notice of its own. */
  readonly noticeDays: number;
  /** Branch proposes, committees discuss, members review, the body decides; decision and result are disclosed. */
  readonly isFourDiscussions: boolean;
  readonly vetoDays: number;
  readonly vetoDayKind: DayKind;
  readonly vetoBody: string;
  readonly validDays: number;
}
