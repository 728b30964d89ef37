import type { DayKind, PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { fail } from './errors.ts';
import type { FileReference } from '../../evidence/index.ts';
import type { Subject } from '../model.ts';
import { intArray, type NewestFirst, partOf } from '../store.ts';
import { type Hanging, type NoticeProgress, noticeProgress } from './rules.ts';
import type { NoticeContent, NoticeKind } from './words.ts';

export interface NoticeRow {
  readonly notice_no: number;
  readonly kind: NoticeKind;
  readonly area_code: string;
  readonly first_day: PlainDate;
  readonly days: number;
  readonly day_kind: DayKind;
  readonly counts_first_day: boolean;
  readonly fields: string;
  readonly policy_version: string;
  readonly content: NoticeContent;
  readonly sha256: string;
}

export interface PlaceRow {
  readonly notice_no: number;
  readonly place_no: number;
  readonly place: string;
  readonly hangings: readonly (Hanging & ShownHanging)[];
}

/** Who put it up, what shows it, and why it came down. */
interface ShownHanging {
  readonly by: string;
  readonly photo: FileReference;
  readonly reason: string | null;
}

interface PostingRow {
  readonly notice_no: number;
  readonly place_no: number;
  readonly put_up_on: PlainDate;
  readonly taken_down_on: PlainDate | null;
  readonly recorded_by: string;
  readonly photo_name: string;
  readonly photo_sha256: string;
  readonly reason: string | null;
}

/** A decision that a notice makes public. */
export interface LineRow {
  readonly line_no: number;
  readonly subject_module: string;
  readonly subject_id: string;
  readonly meeting_no: number | null;
  readonly item_no: number | null;
}

/** Which notices to list: all that match every filter given. */
export interface NoticeFilter extends NewestFirst {
  readonly noticeNos?: readonly number[];
  /** Those that hang somewhere on this day: up, and not down again. */
  readonly hangingOn?: PlainDate;
  /** Those planned for this day or a later one. */
  readonly from?: PlainDate;
  /** Those of one area. */
  readonly areaCode?: string | undefined;
}

/** Notices of a county by number. */
export async function listNotices(
  tx: Tx,
  countyCode: string,
  { noticeNos, hangingOn, from, areaCode, ...part }: NoticeFilter = {},
): Promise<NoticeRow[]> {
  if (noticeNos?.length === 0) return [];
  const chosen = noticeNos ? sql`and notice_no = any(${intArray(noticeNos)}::int[])` : sql``;
  const hanging = hangingOn
    ? sql`and exists (select from governance.posting p where p.county_code = n.county_code and p.notice_no = n.notice_no
        and p.put_up_on <= ${hangingOn} and not exists (
          select from governance.takedown t where t.county_code = p.county_code and t.notice_no = p.notice_no
            and t.place_no = p.place_no and t.posting_no = p.posting_no and t.taken_down_on <= ${hangingOn}))`
    : sql``;
  const { rows } = await sql<NoticeRow>`
    select notice_no, kind, area_code, first_day, days, day_kind, counts_first_day, fields, policy_version, content,
      sha256
    from governance.notice n where county_code = ${countyCode} ${chosen} ${hanging} ${from ? sql`and first_day >= ${from}` : sql``}
      ${areaCode === undefined ? sql`` : sql`and area_code = ${areaCode}`}
      ${partOf(sql`notice_no`, part)}`.execute(tx);
  return rows;
}

/** Fails with `notice.unknown`. */
export async function getNotice(tx: Tx, countyCode: string, noticeNo: number): Promise<NoticeRow> {
  const [notice] = await listNotices(tx, countyCode, { noticeNos: [noticeNo] });
  if (!notice) throw fail('notice.unknown', { county: countyCode, notice: noticeNo });
  return notice;
}

/** Where the notices must hang and how they have hung. */
export async function listPlaces(
  tx: Tx,
  countyCode: string,
  noticeNos: readonly number[],
): Promise<PlaceRow[]> {
  if (noticeNos.length === 0) return [];
  const ours = sql`county_code = ${countyCode} and notice_no = any(${intArray(noticeNos)}::int[])`;
  const places = await sql<Omit<PlaceRow, 'hangings'>>`
    select notice_no, place_no, place from governance.notice_place where ${ours} order by 1, 2`.execute(tx);
  const postings = await sql<PostingRow>`
    select p.notice_no, p.place_no, p.put_up_on, t.taken_down_on, p.recorded_by, p.photo_name, p.photo_sha256, t.reason
    from (select * from governance.posting where ${ours}) p
    left join governance.takedown t on t.county_code = p.county_code and t.notice_no = p.notice_no
      and t.place_no = p.place_no and t.posting_no = p.posting_no
    order by p.notice_no, p.place_no, p.posting_no`.execute(tx);
  return places.rows.map((place) => ({
    ...place,
    hangings: postings.rows
      .filter((row) => row.notice_no === place.notice_no && row.place_no === place.place_no)
      .map((row) => ({
        putUpOn: row.put_up_on,
        takenDownOn: row.taken_down_on,
        by: row.recorded_by,
        photo: { name: row.photo_name, sha256: row.photo_sha256 },
        reason: row.reason,
      })),
  }));
}

/** The decisions a notice makes public. */
export async function listLines(tx: Tx, countyCode: string, noticeNo: number): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select line_no, subject_module, subject_id, meeting_no, item_no from governance.notice_line
    where county_code = ${countyCode} and notice_no = ${noticeNo} order by line_no`.execute(tx);
  return rows;
}

/** Lines of notices that are about some subjects. */
export async function listLinesAbout(
  tx: Tx,
  countyCode: string,
  subjects: readonly Subject[],
): Promise<
  { readonly notice_no: number; readonly line_no: number; readonly module: string; readonly id: string }[]
> {
  const { rows } = await sql<{ notice_no: number; line_no: number; module: string; id: string }>`
    select notice_no, line_no, subject_module as module, subject_id as id from governance.notice_line
    where county_code = ${countyCode} and (subject_module, subject_id) in (
      select module, id from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as s(module text, id text))
    order by notice_no, line_no`.execute(tx);
  return rows;
}

/** How far each notice is on a day. */
export async function progressOf(
  tx: Tx,
  countyCode: string,
  notices: readonly NoticeRow[],
  asOf: PlainDate,
): Promise<Map<number, NoticeProgress>> {
  const nos = notices.map(({ notice_no }) => notice_no);
  const places = Map.groupBy(await listPlaces(tx, countyCode, nos), ({ notice_no }) => notice_no);
  return new Map(
    notices.map(({ notice_no, days, day_kind, counts_first_day }) => [
      notice_no,
      noticeProgress(
        {
          days,
          dayKind: day_kind,
          countsFirstDay: counts_first_day,
          places: (places.get(notice_no) ?? []).map(({ hangings }) => hangings),
        },
        asOf,
      ),
    ]),
  );
}
