import type { PlainDate } from '../../kernel/index.ts';

export type Verdict = 'upheld' | 'dismissed';

/** An objection or an appeal, with its answer when there is one. */
export interface ObjectionFacts {
  readonly objection_no: number;
  readonly appeals_no: number | null;
  /** The decision contested; null: there was none when it came. */
  readonly meeting_no: number | null;
  readonly item_no: number | null;
  readonly received_on: PlainDate;
  readonly verdict: Verdict | null;
  readonly answered_on: PlainDate | null;
}

export interface Contest {
  /** Objections and appeals nobody has answered yet. */
  readonly open: readonly number[];
  /** First objections that hold after all their appeals. */
  readonly upheld: readonly ObjectionFacts[];
}

/**
 * Where the objections to one subject stand on a day. An appeal that is upheld turns the answer below it round;
 * while an appeal is open nothing of its chain holds.
 */
export function contestOn(objections: readonly ObjectionFacts[], asOf: PlainDate): Contest {
  const known = objections.filter(({ received_on }) => received_on <= asOf);
  const verdictOf = ({ verdict, answered_on }: ObjectionFacts): Verdict | undefined =>
    verdict !== null && answered_on !== null && answered_on <= asOf ? verdict : undefined;
  const open = known.filter((each) => verdictOf(each) === undefined);
  const upheld = known.filter((each) => each.appeals_no === null && holds(each));
  return { open: open.map(({ objection_no }) => objection_no), upheld };

  function holds(objection: ObjectionFacts): boolean {
    const isUpheld = verdictOf(objection) === 'upheld';
    const appeal = known.find(({ appeals_no }) => appeals_no === objection.objection_no);
    if (!appeal) return isUpheld;
    // An appeal upheld reverses; one dismissed leaves what it contested; one that is open decides nothing.
    if (isOpen(appeal)) return false;
    return holds(appeal) ? !isUpheld : isUpheld;
  }

  function isOpen(objection: ObjectionFacts): boolean {
    const appeal = known.find(({ appeals_no }) => appeals_no === objection.objection_no);
    return verdictOf(objection) === undefined || (appeal !== undefined && isOpen(appeal));
  }
}
