import { findThreshold, reaches } from '../../policy/pure.ts';

export type Presence = 'present' | 'absent' | 'proxy';
export type Choice = 'for' | 'against' | 'abstain';
export type Outcome = 'approved' | 'refused' | 'no_quorum' | 'not_voted';

/** A member of the body on the day of the meeting. */
export interface Seat {
  readonly memberNo: number;
  readonly weight: bigint;
  readonly household: string | null;
  readonly presence: Presence;
  /** The member who holds the proxy; null when somebody else does, or none was given. */
  readonly holderNo: number | null;
}

/** Thresholds in the policy's words, frozen on the agenda. */
export interface ItemRules {
  readonly quorum: string;
  readonly householdQuorum: string | null;
  readonly majority: string;
  readonly majorityOf: 'present' | 'all';
}

export interface Votes {
  readonly for: bigint;
  readonly against: bigint;
  readonly abstain: bigint;
}

export interface ItemFacts {
  readonly rules: ItemRules;
  readonly seats: readonly Seat[];
  readonly recused: ReadonlySet<number>;
  readonly ballots: ReadonlyMap<number, Choice>;
  /** A secret vote as counted. */
  readonly tally?: Votes;
}

export interface ItemResult {
  readonly outcome: Outcome;
  readonly isQuorate: boolean;
  /** Members who may decide this item: the recused left out. */
  readonly entitled: number;
  /** Of these, present or by proxy. */
  readonly takingPart: number;
  readonly votesEntitled: bigint;
  readonly votesPresent: bigint;
  readonly votes: Votes;
}

/**
 * What became of an item. A recused member counts nowhere: not in the quorum, not among the votes, and holds no
 * proxy for the item. The quorum counts members, or households where the rules have that too; the majority counts
 * votes, which are shares where shares vote. Who takes part without voting counts among those present.
 */
export function decideItem({ rules, seats, recused, ballots, tally }: ItemFacts): ItemResult {
  const entitled = seats.filter(({ memberNo }) => !recused.has(memberNo));
  const present = takingPart(entitled);
  const votes = tally ?? countBallots(present, ballots);
  const [votesEntitled, votesPresent] = [weightOf(entitled), weightOf(present)];
  const isQuorate =
    meets(rules.quorum, BigInt(present.length), BigInt(entitled.length)) ||
    (rules.householdQuorum !== null &&
      meets(rules.householdQuorum, householdsOf(present), householdsOf(entitled)));
  const base = rules.majorityOf === 'all' ? votesEntitled : votesPresent;
  const wasVoted = votes.for + votes.against + votes.abstain > 0n;
  const verdict = meets(rules.majority, votes.for, base) ? 'approved' : 'refused';
  return {
    outcome: !isQuorate ? 'no_quorum' : wasVoted ? verdict : 'not_voted',
    isQuorate,
    entitled: entitled.length,
    takingPart: present.length,
    votesEntitled,
    votesPresent,
    votes,
  };
}

/** Of the members entitled to an item, those present and those whose proxy is held by somebody who may hold it. */
export function takingPart(entitled: readonly Seat[]): Seat[] {
  const present = new Set(
    entitled.filter(({ presence }) => presence === 'present').map(({ memberNo }) => memberNo),
  );
  return entitled.filter(
    ({ memberNo, presence, holderNo }) =>
      present.has(memberNo) || (presence === 'proxy' && (holderNo === null || present.has(holderNo))),
  );
}

export const weightOf = (seats: readonly Seat[]): bigint =>
  seats.reduce((sum, { weight }) => sum + weight, 0n);

function countBallots(present: readonly Seat[], ballots: ReadonlyMap<number, Choice>): Votes {
  const votes = { for: 0n, against: 0n, abstain: 0n };
  for (const { memberNo, weight } of present) {
    const choice = ballots.get(memberNo);
    if (choice) votes[choice] += weight;
  }
  return votes;
}

/** Households with somebody among the seats; a member without a household stands for one of its own. */
const householdsOf = (seats: readonly Seat[]): bigint =>
  BigInt(new Set(seats.map(({ memberNo, household }) => household ?? memberNo)).size);

function meets(words: string, part: bigint, whole: bigint): boolean {
  const threshold = findThreshold(words);
  if (!threshold) throw new RangeError(`Not a threshold: ${words}`);
  return reaches(threshold, part, whole);
}
