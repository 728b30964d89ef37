import type { PlainDate } from '../kernel/index.ts';
import type { Tx } from '../platform/index.ts';
import { decideItem, type ItemResult } from './meetings/rules.ts';
import {
  getMeeting,
  type ItemRow,
  listEvidence,
  listRecusals,
  listSeats,
  loadItemFacts,
  type MeetingRow,
  type RecusalRow,
  type SeatRow,
} from './meetings/store.ts';
import type { NoticeProgress } from './notices/rules.ts';
import { getNotice, listNotices, type NoticeRow, progressOf } from './notices/store.ts';

/** All of a meeting; while it is open, what would come out now. */
export interface MeetingView {
  readonly meeting: MeetingRow;
  readonly seats: readonly SeatRow[];
  readonly items: readonly (ItemRow & { readonly result: ItemResult })[];
  readonly recusals: readonly RecusalRow[];
  readonly evidence: Awaited<ReturnType<typeof listEvidence>>;
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
    evidence: await listEvidence(tx, countyCode, meetingNo),
  };
}

export type NoticeView = NoticeRow & { readonly progress: NoticeProgress };

/** The notices of a county with how far they are on a day. */
export async function showNotices(tx: Tx, countyCode: string, asOf: PlainDate): Promise<NoticeView[]> {
  return viewsOf(tx, countyCode, asOf, await listNotices(tx, countyCode));
}

/** One notice with how far it is on a day. Fails with `notice.unknown`. */
export async function showNotice(
  tx: Tx,
  countyCode: string,
  asOf: PlainDate,
  noticeNo: number,
): Promise<NoticeView> {
  const [view] = await viewsOf(tx, countyCode, asOf, [await getNotice(tx, countyCode, noticeNo)]);
  return view!;
}

async function viewsOf(
  tx: Tx,
  countyCode: string,
  asOf: PlainDate,
  notices: readonly NoticeRow[],
): Promise<NoticeView[]> {
  const progress = await progressOf(tx, countyCode, notices, asOf);
  return notices.map((notice) => ({ ...notice, progress: progress.get(notice.notice_no)! }));
}
