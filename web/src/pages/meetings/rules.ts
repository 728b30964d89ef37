import { decideItem, type ItemResult, type Seat, takingPart } from '../../../../src/governance/pure.ts';
import { isSamePerson } from '../../../../src/kernel/pure.ts';
import { findThreshold, reaches } from '../../../../src/policy/pure.ts';
import type { Reply } from '../../api/client.ts';

export type MeetingView = Reply<'GET /counties/:county/meetings/:meeting'>;
export type SeatView = MeetingView['seats'][number];
export type ItemView = MeetingView['items'][number];
export type Choice = MeetingView['ballots'][number]['choice'];
export const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[];

/** What comes next; a number is the item to vote on. */
export type Stage = 'wait' | 'attendance' | number | 'evidence' | 'minutes' | 'closed';

/** A meeting has one next thing to do at a time. */
export function stageOf(view: MeetingView, today: string): Stage {
  const { meeting, seats, items } = view;
  if (meeting.closed_by !== null) return 'closed';
  if (meeting.day > today) return 'wait';
  if (seats.every(({ recorded_by }) => recorded_by === null)) return 'attendance';
  const open = items.find((item) => item.result.isQuorate && !wasVoted(view, item));
  if (open) return open.item_no;
  return missingEvidence(view).length > 0 ? 'evidence' : 'minutes';
}

/** Everybody who takes part has said something, or the votes were counted. */
export function wasVoted(view: MeetingView, item: ItemView): boolean {
  if (view.tallies.some(({ item_no }) => item_no === item.item_no)) return true;
  const voted = new Set(
    view.ballots.filter(({ item_no }) => item_no === item.item_no).map(({ member_no }) => member_no),
  );
  return voted.size > 0 && votersOf(view, item).every(({ member_no }) => voted.has(member_no));
}

export function missingEvidence({ meeting, evidence }: MeetingView): readonly string[] {
  const has = new Set(evidence.map(({ kind }) => kind));
  return listed(meeting.required_evidence).filter((kind) => !has.has(kind));
}

/** What the server lists in one text. */
export const listed = (text: string): readonly string[] => text.split(',').filter((each) => each !== '');

/** The members who decide an item: present or by a proxy that holds, and not recused. */
export function votersOf({ seats, recusals }: MeetingView, { item_no }: ItemView): readonly SeatView[] {
  const recused = recusedFrom(recusals, item_no);
  const here = new Set(
    takingPart(seats.filter(({ member_no }) => !recused.has(member_no)).map(seatOf)).map(
      ({ memberNo }) => memberNo,
    ),
  );
  return seats.filter(({ member_no }) => here.has(member_no));
}

const recusedFrom = (recusals: MeetingView['recusals'], itemNo: number): ReadonlySet<number> =>
  new Set(recusals.filter(({ item_no }) => item_no === itemNo).map(({ member_no }) => member_no));

const seatOf = ({ member_no, weight, household_no, presence, holder_no }: SeatView): Seat => ({
  memberNo: member_no,
  weight: BigInt(weight),
  household: household_no,
  presence,
  holderNo: holder_no,
});

/** What would come out of an item if these came and voted so: the lines of the server, on what is not sent yet. */
export function resultOf(
  { seats, recusals }: Pick<MeetingView, 'seats' | 'recusals'>,
  { item_no, quorum, household_quorum, majority, majority_of }: ItemView,
  ballots: ReadonlyMap<number, Choice> = new Map(),
): ItemResult {
  return decideItem({
    rules: { quorum, householdQuorum: household_quorum, majority, majorityOf: majority_of },
    seats: seats.map(seatOf),
    recused: recusedFrom(recusals, item_no),
    ballots,
  });
}

/** The smallest part of a whole that reaches a threshold in the policy's words. */
export function neededOf(words: string, whole: number): number {
  const threshold = findThreshold(words);
  if (!threshold) return whole;
  let needed = 0;
  while (needed < whole && !reaches(threshold, BigInt(needed), BigInt(whole))) needed += 1;
  return needed;
}

const ZH = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** `at least 2/3` as people say it. */
export function thresholdWords(words: string): { readonly zh: string; readonly en: string } {
  const threshold = findThreshold(words);
  if (!threshold) return { zh: words, en: words };
  const [part, whole] = [Number(threshold.share.numerator), Number(threshold.share.denominator)];
  if (threshold.isStrict && part === 1 && whole === 2) return { zh: '过半数', en: 'more than half' };
  const zh = whole <= 10 ? `${ZH[whole]}分之${ZH[part]}` : `${part}/${whole}`;
  return threshold.isStrict
    ? { zh: `超过${zh}`, en: `more than ${part}/${whole}` }
    : { zh: `${zh}以上`, en: `at least ${part}/${whole}` };
}

export const isMe = (name: string, member: string): boolean => isSamePerson(name, member);
