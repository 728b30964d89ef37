import { isSamePerson, type PlainDate } from '../../kernel/index.ts';
import type { Db, Tx } from '../../platform/index.ts';
import { fail } from './errors.ts';
import type { Order } from '../model.ts';
import { enact, insertRows, nextNo } from '../store.ts';
import { type Choice, takingPart, type Votes, weightOf } from './rules.ts';
import {
  getOpenMeeting,
  type ItemWithFacts,
  listItems,
  listSeats,
  loadItemFacts,
  type MeetingRow,
  type SeatRow,
} from './store.ts';

interface AtMeeting extends Order {
  readonly meetingNo: number;
  readonly today: PlainDate;
}

interface Proxy {
  readonly memberNo: number;
  /** A member of the body by number, or anybody else by name. */
  readonly holder: number | string;
  readonly form: string;
  /** Who heard or saw it given, beside whoever records it. */
  readonly witness: string;
}

export interface AttendOrder extends AtMeeting {
  readonly present?: readonly number[];
  readonly absent?: readonly number[];
  readonly proxy?: Proxy;
}

/**
 * Records who came; a later entry replaces an earlier one. A proxy given by phone names who heard it.
 *
 * Fails, in this order, with `meeting.unknown`, `meeting.closed`, `meeting.future`, `meeting.notMember`,
 * `proxy.form`, `proxy.witness`, `proxy.holder`, `proxy.tooMany`.
 */
export async function recordAttendance(db: Db, order: AttendOrder): Promise<SeatRow[]> {
  const { countyCode, meetingNo, present = [], absent = [], proxy } = order;
  return enact(db, order, 'meeting.attend', async (tx, actor) => {
    const meeting = await getHeldMeeting(tx, order);
    const seats = await listSeats(tx, countyCode, [meetingNo]);
    const named = [...present, ...absent, ...(proxy ? [proxy.memberNo] : [])];
    for (const memberNo of named) seatFor(seats, meetingNo, memberNo);
    const after = seats.map((seat) =>
      present.includes(seat.member_no) ? { ...seat, presence: 'present' } : seat,
    );
    if (proxy) assertProxy(proxy, meeting, after, actor);
    const key = { county_code: countyCode, meeting_no: meetingNo };
    const entry = await nextNo(tx, 'attendance', 'entry_no', key);
    const row = (member_no: number, presence: string) => ({
      ...key,
      member_no,
      entry_no: entry,
      presence,
      ...(proxy && member_no === proxy.memberNo ? proxyColumns(proxy) : NO_PROXY),
      recorded_by: actor,
    });
    await insertRows(tx, 'attendance', [
      ...present.map((no) => row(no, 'present')),
      ...absent.map((no) => row(no, 'absent')),
      ...(proxy ? [row(proxy.memberNo, 'proxy')] : []),
    ]);
    return {
      result: await listSeats(tx, countyCode, [meetingNo]),
      summary: { meeting_no: meetingNo, entries: named.length },
    };
  });
}

const NO_PROXY = { holder_no: null, holder_name: null, proxy_form: null, witness: null };

const proxyColumns = ({ holder, form, witness }: Proxy) => ({
  holder_no: typeof holder === 'number' ? holder : null,
  holder_name: typeof holder === 'string' ? holder : null,
  proxy_form: form,
  witness,
});

/** The open meeting, on its day or after. Fails with `meeting.unknown`, `meeting.closed` or `meeting.future`. */
async function getHeldMeeting(tx: Tx, { countyCode, meetingNo, today }: AtMeeting): Promise<MeetingRow> {
  const meeting = await getOpenMeeting(tx, countyCode, meetingNo);
  if (meeting.day > today) throw fail('meeting.future', { meeting: meetingNo, day: meeting.day });
  return meeting;
}

function seatFor(seats: readonly SeatRow[], meetingNo: number, memberNo: number): SeatRow {
  const seat = seats.find(({ member_no }) => member_no === memberNo);
  if (!seat) throw fail('meeting.notMember', { meeting: meetingNo, member: memberNo });
  return seat;
}

function assertProxy(
  { memberNo, holder, form, witness }: Proxy,
  meeting: MeetingRow,
  seats: readonly {
    readonly member_no: number;
    readonly name: string;
    readonly presence: string;
    readonly holder_no: number | null;
  }[],
  actor: string,
): void {
  const forms = meeting.proxy_forms.split(',').filter((each) => each !== '');
  if (!forms.includes(form)) throw fail('proxy.form', { form, forms: forms.join(', ') || '—' });
  const giver = seats.find(({ member_no }) => member_no === memberNo)!;
  const holderName =
    typeof holder === 'string' ? holder : (seats.find(({ member_no }) => member_no === holder)?.name ?? '');
  if ([actor, giver.name, holderName].some((name) => isSamePerson(name, witness)))
    throw fail('proxy.witness', { member: memberNo });
  if (typeof holder === 'string') return;
  const isThere = seats.some(({ member_no, presence }) => member_no === holder && presence === 'present');
  if (holder === memberNo || !isThere) throw fail('proxy.holder', { member: memberNo, holder });
  const held = seats.filter((seat) => seat.member_no !== memberNo && seat.holder_no === holder).length;
  if (held >= meeting.proxies_per_holder)
    throw fail('proxy.tooMany', { holder, limit: meeting.proxies_per_holder });
}

interface AtItem extends AtMeeting {
  readonly itemNo: number;
}

export interface RecuseOrder extends AtItem {
  readonly memberNo: number;
  readonly reason: string;
}

/** A member steps back from an item. Fails with the `meeting.*` failures or `recusal.known`. */
export async function recuseMember(db: Db, order: RecuseOrder): Promise<void> {
  const { countyCode, meetingNo, itemNo, memberNo, reason } = order;
  await enact(db, order, 'meeting.recuse', async (tx, actor) => {
    await getOpenMeeting(tx, countyCode, meetingNo);
    const { facts } = await getItem(tx, order);
    seatFor(await listSeats(tx, countyCode, [meetingNo]), meetingNo, memberNo);
    if (facts.recused.has(memberNo)) throw fail('recusal.known', { member: memberNo, item: itemNo });
    const key = { county_code: countyCode, meeting_no: meetingNo, item_no: itemNo };
    await insertRows(tx, 'recusal', [
      { ...key, member_no: memberNo, ground: 'declared', reason, recorded_by: actor },
    ]);
    return { result: undefined, summary: { meeting_no: meetingNo, item_no: itemNo, member_no: memberNo } };
  });
}

export interface BallotOrder extends AtItem {
  readonly ballots: readonly { readonly memberNo: number; readonly choice: Choice }[];
}

/**
 * Records votes by name; a later entry of a member replaces an earlier one. A proxy's vote stands under who gave it.
 *
 * Fails, in this order, with `meeting.unknown`, `meeting.closed`, `meeting.future`, `meeting.itemUnknown`,
 * `vote.isSecret`, and for each member `meeting.notMember`, `vote.recused`, `vote.absent`.
 */
export async function castBallots(db: Db, order: BallotOrder): Promise<void> {
  const { countyCode, meetingNo, itemNo, ballots } = order;
  await enact(db, order, 'meeting.vote', async (tx, actor) => {
    await getHeldMeeting(tx, order);
    const { item, facts } = await getItem(tx, order);
    if (item.is_secret) throw fail('vote.isSecret', { item: itemNo });
    const seats = await listSeats(tx, countyCode, [meetingNo]);
    const voting = new Set(participants({ item, facts }).map(({ memberNo }) => memberNo));
    for (const { memberNo } of ballots) {
      seatFor(seats, meetingNo, memberNo);
      if (facts.recused.has(memberNo)) throw fail('vote.recused', { member: memberNo, item: itemNo });
      if (!voting.has(memberNo)) throw fail('vote.absent', { member: memberNo, item: itemNo });
    }
    const key = { county_code: countyCode, meeting_no: meetingNo, item_no: itemNo };
    const entry = await nextNo(tx, 'ballot', 'entry_no', key);
    await insertRows(
      tx,
      'ballot',
      ballots.map(({ memberNo, choice }) => ({
        ...key,
        member_no: memberNo,
        entry_no: entry,
        choice,
        recorded_by: actor,
      })),
    );
    return { result: undefined, summary: { meeting_no: meetingNo, item_no: itemNo, votes: ballots.length } };
  });
}

export interface CountOrder extends AtItem {
  readonly votes: Votes;
  readonly witness: string;
}

/**
 * Records a secret vote as two people counted it; a later count replaces an earlier one.
 *
 * Fails, in this order, with `meeting.unknown`, `meeting.closed`, `meeting.future`, `meeting.itemUnknown`,
 * `vote.isByName`, `vote.witness`, `vote.tally`.
 */
export async function countVotes(db: Db, order: CountOrder): Promise<void> {
  const { countyCode, meetingNo, itemNo, votes, witness } = order;
  await enact(db, order, 'meeting.count', async (tx, actor) => {
    await getHeldMeeting(tx, order);
    const { item } = await getItem(tx, order);
    if (!item.is_secret) throw fail('vote.isByName', { item: itemNo });
    if (isSamePerson(actor, witness)) throw fail('vote.witness', { item: itemNo });
    const key = { county_code: countyCode, meeting_no: meetingNo, item_no: itemNo };
    const entry = await nextNo(tx, 'tally', 'entry_no', key);
    const counted = {
      votes_for: votes.for,
      votes_against: votes.against,
      votes_abstain: votes.abstain,
      witness,
    };
    await insertRows(tx, 'tally', [{ ...key, entry_no: entry, ...counted, recorded_by: actor }]);
    const fault = await findTallyFault(tx, countyCode, meetingNo);
    if (fault) throw fail('vote.tally', fault);
    return { result: undefined, summary: { meeting_no: meetingNo, item_no: itemNo } };
  });
}

/** The first secret count of a meeting with more votes than took part. */
export async function findTallyFault(
  tx: Tx,
  countyCode: string,
  meetingNo: number,
): Promise<{ item: number; votes: string; present: string } | undefined> {
  for (const each of await loadItemFacts(tx, countyCode, [meetingNo])) {
    const { tally } = each.facts;
    if (!tally) continue;
    const [votes, present] = [tally.for + tally.against + tally.abstain, weightOf(participants(each))];
    if (votes > present) return { item: each.item.item_no, votes: String(votes), present: String(present) };
  }
  return undefined;
}

const participants = ({ facts }: ItemWithFacts) =>
  takingPart(facts.seats.filter(({ memberNo }) => !facts.recused.has(memberNo)));

/** Fails with `meeting.itemUnknown`. */
async function getItem(
  tx: Tx,
  { countyCode, meetingNo, itemNo }: { countyCode: string; meetingNo: number; itemNo: number },
): Promise<ItemWithFacts> {
  const items = await listItems(tx, countyCode, [meetingNo]);
  if (!items.some(({ item_no }) => item_no === itemNo))
    throw fail('meeting.itemUnknown', { meeting: meetingNo, item: itemNo, items: items.length });
  return (await loadItemFacts(tx, countyCode, [meetingNo])).find(({ item }) => item.item_no === itemNo)!;
}
