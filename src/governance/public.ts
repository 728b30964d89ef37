import { addDays, type Bilingual, type PlainDate } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { listMeetings, listSeats } from './meetings/store.ts';
import type { Subject } from './model.ts';
import { fail } from './notices/errors.ts';
import { listLines, listNotices, type NoticeRow } from './notices/store.ts';
import { type NoticeView, viewsOf } from './show.ts';
import { intArray } from './store.ts';

/** What anybody may read of notices and of the decisions they make public. These queries are the whitelist. */

/** A notice that hangs: what it says, which is whitelisted and frozen. */
export type PublicNotice = Pick<
  NoticeRow,
  'notice_no' | 'kind' | 'area_code' | 'first_day' | 'content' | 'sha256'
> & { readonly last_day: PlainDate | null };

export interface NoticePart {
  readonly after?: number | undefined;
  readonly limit: number;
  /** Of one area. */
  readonly areaCode?: string | undefined;
}

/**
 * A page of the notices that hang on a day. One whose days are over is no longer public, even where it was left
 * hanging, so that a page may hold fewer rows than its limit.
 */
export async function publicNotices(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  { after = 0, limit, areaCode }: NoticePart,
): Promise<{ readonly rows: PublicNotice[]; readonly next: number | null }> {
  const notices = await listNotices(tx, countyCode, { after, limit: limit + 1, hangingOn: day, areaCode });
  const views = await viewsOf(tx, countyCode, day, notices.slice(0, limit));
  return {
    rows: views.filter(({ progress }) => progress.status !== 'complete').map(publicPart),
    next: notices.length > limit ? notices[limit - 1]!.notice_no : null,
  };
}

/** Fails with `notice.unknown`, also when it does not hang. */
export async function publicNotice(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  noticeNo: number,
): Promise<PublicNotice> {
  const { rows } = await publicNotices(tx, countyCode, day, { after: noticeNo - 1, limit: 1 });
  const [notice] = rows;
  if (notice?.notice_no !== noticeNo) throw fail('notice.unknown', { county: countyCode, notice: noticeNo });
  return notice;
}

const publicPart = ({ progress, ...notice }: NoticeView): PublicNotice => {
  const { notice_no, kind, area_code, first_day, content, sha256 } = notice;
  return { notice_no, kind, area_code, first_day, content, sha256, last_day: progress.lastDay ?? null };
};

/** What is left of a notice when its days are over: that it hung, and the hash of its words; nobody's name. */
export interface EndedNotice {
  readonly notice_no: number;
  readonly kind: NoticeRow['kind'];
  readonly area_code: string;
  readonly title: Bilingual;
  readonly first_day: PlainDate;
  readonly last_day: PlainDate;
  readonly lines: number;
  readonly sha256: string;
}

/** For so long an ended notice stays on the board. */
const REMEMBERED_DAYS = 365;

/** Notices whose days are over, the latest first; or the one of a number. */
export async function endedNotices(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  { areaCode, noticeNo }: { readonly areaCode?: string | undefined; readonly noticeNo?: number } = {},
): Promise<EndedNotice[]> {
  const notices = await listNotices(tx, countyCode, {
    from: addDays(day, -REMEMBERED_DAYS),
    areaCode,
    isNewestFirst: true,
    ...(noticeNo !== undefined && { noticeNos: [noticeNo] }),
  });
  return (await viewsOf(tx, countyCode, day, notices)).flatMap(({ progress, content, ...notice }) => {
    if (progress.status !== 'complete') return [];
    const { notice_no, kind, area_code, first_day, sha256 } = notice;
    const { title, rows } = content;
    const last_day = progress.lastDay!;
    return [{ notice_no, kind, area_code, title, first_day, last_day, lines: rows.length, sha256 }];
  });
}

/** A meeting whose decisions a notice has made public: which body, how many came, how many matters it approved. */
export interface DisclosedDecision {
  readonly notice_no: number;
  readonly body_name: string;
  readonly day: PlainDate;
  readonly matters: number;
  readonly members: number;
  /** In the room or by proxy. */
  readonly present: number;
}

/** The meetings behind some notices, by notice. */
export async function disclosedDecisions(
  tx: Tx,
  countyCode: string,
  noticeNos: readonly number[],
): Promise<DisclosedDecision[]> {
  if (noticeNos.length === 0) return [];
  const { rows } = await sql<{ notice_no: number; meeting_no: number; matters: number }>`
    select notice_no, meeting_no, count(*)::int as matters from governance.notice_line
    where county_code = ${countyCode} and notice_no = any(${intArray(noticeNos)}::int[]) and meeting_no is not null
    group by 1, 2 order by notice_no desc, meeting_no`.execute(tx);
  const meetingNos = [...new Set(rows.map(({ meeting_no }) => meeting_no))];
  const meetings = await listMeetings(tx, countyCode, { meetingNos });
  const seats = Map.groupBy(await listSeats(tx, countyCode, meetingNos), ({ meeting_no }) => meeting_no);
  return rows.flatMap(({ notice_no, meeting_no, matters }) => {
    const meeting = meetings.find((each) => each.meeting_no === meeting_no);
    const own = seats.get(meeting_no) ?? [];
    if (!meeting) return [];
    const present = own.filter(({ presence }) => presence !== 'absent').length;
    return [
      { notice_no, body_name: meeting.body_name, day: meeting.day, matters, members: own.length, present },
    ];
  });
}

/**
 * What an objection to a notice that hangs is about: the subject of a line, or the notice itself, which decides nothing
 * and stops nothing. Fails with `notice.unknown` and `notice.line`.
 */
export async function subjectOfNotice(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  { noticeNo, lineNo }: { readonly noticeNo: number; readonly lineNo?: number | undefined },
): Promise<{ readonly subject: Subject; readonly areaCode: string }> {
  const { area_code: areaCode } = await publicNotice(tx, countyCode, day, noticeNo);
  if (lineNo === undefined) return { areaCode, subject: wholeNotice(noticeNo) };
  const lines = await listLines(tx, countyCode, noticeNo);
  const line = lines.find(({ line_no }) => line_no === lineNo);
  if (!line) throw fail('notice.line', { notice: noticeNo, line: lineNo, lines: lines.length });
  return { areaCode, subject: { module: line.subject_module, id: line.subject_id } };
}

/** The subject of an objection to a notice as a whole. */
export const wholeNotice = (noticeNo: number): Subject => ({ module: 'notice', id: String(noticeNo) });
