import { addDays, type PlainDate } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { decideItem, type ItemResult } from './meetings/rules.ts';
import {
  type BallotRow,
  findMinutes,
  getMeeting,
  type ItemRow,
  listBallots,
  listEvidence,
  listRecusals,
  listSeats,
  listTallies,
  loadItemFacts,
  type MeetingRow,
  type RecusalRow,
  type SeatRow,
  type TallyRow,
} from './meetings/store.ts';
import type { NoticeProgress } from './notices/rules.ts';
import {
  getNotice,
  type LineRow,
  listLines,
  listLinesAbout,
  listNotices,
  listPlaces,
  type NoticeRow,
  type PlaceRow,
  progressOf,
} from './notices/store.ts';
import type { Subject } from './model.ts';
import type { NewestFirst } from './store.ts';

/** All of a meeting; while it is open, what would come out now. */
export interface MeetingView {
  readonly meeting: MeetingRow;
  readonly seats: readonly SeatRow[];
  readonly items: readonly (ItemRow & { readonly result: ItemResult })[];
  readonly recusals: readonly RecusalRow[];
  readonly ballots: readonly BallotRow[];
  readonly tallies: readonly TallyRow[];
  readonly evidence: Awaited<ReturnType<typeof listEvidence>>;
  /** Null while it is open. */
  readonly minutes: string | null;
}

/** Fails with `meeting.unknown`. */
export async function showMeeting(tx: Tx, countyCode: string, meetingNo: number): Promise<MeetingView> {
  return {
    meeting: await getMeeting(tx, countyCode, meetingNo),
    seats: await listSeats(tx, countyCode, [meetingNo]),
    items: (await loadItemFacts(tx, countyCode, [meetingNo])).map(({ item, facts }) => ({
      ...item,
      result: decideItem(facts),
    })),
    recusals: await listRecusals(tx, countyCode, [meetingNo]),
    ballots: await listBallots(tx, countyCode, [meetingNo]),
    tallies: await listTallies(tx, countyCode, [meetingNo]),
    evidence: await listEvidence(tx, countyCode, meetingNo),
    minutes: (await findMinutes(tx, countyCode, meetingNo)) ?? null,
  };
}

export type NoticeView = NoticeRow & { readonly progress: NoticeProgress };

/** A notice with where it hangs and which decisions it makes public. */
export type WholeNotice = NoticeView & {
  readonly places: readonly PlaceRow[];
  readonly lines: readonly LineRow[];
};

/** The notices of a county with how far they are on a day. */
export async function showNotices(
  tx: Tx,
  countyCode: string,
  asOf: PlainDate,
  part: NewestFirst = {},
): Promise<NoticeView[]> {
  return viewsOf(tx, countyCode, asOf, await listNotices(tx, countyCode, part));
}

/** One notice with how far it is on a day. Fails with `notice.unknown`. */
export async function showNotice(
  tx: Tx,
  countyCode: string,
  asOf: PlainDate,
  noticeNo: number,
): Promise<WholeNotice> {
  const [view] = await viewsOf(tx, countyCode, asOf, [await getNotice(tx, countyCode, noticeNo)]);
  return {
    ...view!,
    places: await listPlaces(tx, countyCode, [noticeNo]),
    lines: await listLines(tx, countyCode, noticeNo),
  };
}

/** A notice, and the line of it that is about a subject. */
export interface NoticeAbout {
  readonly notice: NoticeView;
  readonly subject: Subject;
  /** From 1. */
  readonly lineNo: number;
}

/** Notices that make subjects public, the newest first. */
export async function noticesAbout(
  tx: Tx,
  countyCode: string,
  subjects: readonly Subject[],
  asOf: PlainDate,
): Promise<NoticeAbout[]> {
  if (subjects.length === 0) return [];
  const lines = await listLinesAbout(tx, countyCode, subjects);
  const noticeNos = [...new Set(lines.map(({ notice_no }) => notice_no))];
  const views = await viewsOf(tx, countyCode, asOf, await listNotices(tx, countyCode, { noticeNos }));
  const byNo = new Map(views.map((view) => [view.notice_no, view]));
  return lines
    .map(({ notice_no, line_no, module, id }) => ({
      notice: byNo.get(notice_no)!,
      subject: { module, id },
      lineNo: line_no,
    }))
    .sort((a, b) => b.notice.notice_no - a.notice.notice_no);
}

/** A notice that is not over yet. */
export interface NoticeInProgress {
  readonly notice_no: number;
  readonly kind: NoticeRow['kind'];
  readonly area_code: string;
  readonly area_name: string | null;
  readonly status: 'planned' | 'hanging' | 'interrupted';
  readonly first_day: PlainDate;
  readonly last_day: PlainDate | null;
  /** The last day it hangs, or the day it must be up; null: nobody knows any more. */
  readonly due: PlainDate | null;
}

/** No notice hangs for so long; one planned before and never put up is forgotten here. */
const LATEST_DAYS = 120;

/** Notices that hang, or are to be put up, by the day on which that ends or is due. */
export async function noticesInProgress(
  tx: Tx,
  countyCode: string,
  asOf: PlainDate,
): Promise<NoticeInProgress[]> {
  const notices = await listNotices(tx, countyCode, { from: addDays(asOf, -LATEST_DAYS) });
  const { rows: names } = await sql<{ code: string; name: string }>`
    select code, name from registry.area where county_code = ${countyCode}`.execute(tx);
  const nameOf = new Map(names.map(({ code, name }) => [code, name]));
  return (await viewsOf(tx, countyCode, asOf, notices))
    .flatMap(({ notice_no, kind, area_code, first_day, progress: { status, lastDay } }) => {
      if (status === 'complete') return [];
      const due = status === 'planned' ? first_day : (lastDay ?? null);
      const area_name = nameOf.get(area_code) ?? null;
      return [{ notice_no, kind, area_code, area_name, status, first_day, last_day: lastDay ?? null, due }];
    })
    .sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1));
}

export async function viewsOf(
  tx: Tx,
  countyCode: string,
  asOf: PlainDate,
  notices: readonly NoticeRow[],
): Promise<NoticeView[]> {
  const progress = await progressOf(tx, countyCode, notices, asOf);
  return notices.map((notice) => ({ ...notice, progress: progress.get(notice.notice_no)! }));
}
