import { attachFiles, type FileReference } from '../../evidence/index.ts';
import { addDays, type Bilingual, deadlineAfter, type PlainDate } from '../../kernel/index.ts';
import { type Db, sql, type Tx } from '../../platform/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import { findHousehold, type HouseholdWithMembers } from '../../registry/index.ts';
import { needArea } from '../bodies/actions.ts';
import { type Decision, subjectDecisions } from '../decision.ts';
import { fail } from './errors.ts';
import { type Order, type Subject, subjectText } from '../model.ts';
import { answerPeriod, type NoticeRules, noticeRules, type ProcedureOn } from '../procedure.ts';
import { enact, insertRows, nextNo, sha256 } from '../store.ts';
import { fieldOf, type GivenField, type GivenFields, isNoticeField, type NoticeField } from './fields.ts';
import { findPrivateContent } from './rules.ts';
import { getNotice, listPlaces, type NoticeRow, type PlaceRow } from './store.ts';
import { type NoticeContent, noticeContent, type NoticeKind } from './words.ts';

export interface NoticeLine {
  readonly subject: Subject;
  readonly householdNo?: string;
  readonly given: GivenFields;
}

export interface DraftOrder extends Order {
  readonly kind: NoticeKind;
  readonly areaCode: string;
  /** The day it is meant to be put up. */
  readonly firstDay: PlainDate;
  readonly places: readonly string[];
  readonly lines: readonly NoticeLine[];
}

/**
 * Writes a notice of whitelisted fields only and freezes its words in both languages. What the register knows is
 * taken from it; what is given may only fill fields of the kind's whitelist.
 *
 * Fails, in this order, with `body.area`, `procedure.missing`, `notice.fieldUnknown`, `notice.noPlaces`,
 * `notice.noLines`, and for each line `notice.household`, `notice.fieldNotAllowed`, `notice.fieldMissing`,
 * `notice.private`, `notice.undecided`.
 */
export async function draftNotice(db: Db, procedure: ProcedureOn, order: DraftOrder): Promise<NoticeRow> {
  const { countyCode, kind, areaCode, firstDay, places, lines } = order;
  return enact(db, order, 'notice.draft', async (tx, actor) => {
    await needArea(tx, countyCode, areaCode);
    const policy = procedure(firstDay);
    const rules = noticeRules(policy, kind);
    const fields = rules.fields.map((name) => {
      if (!isNoticeField(name)) throw fail('notice.fieldUnknown', { field: name, kind });
      return name;
    });
    if (places.length === 0) throw fail('notice.noPlaces');
    if (lines.length === 0) throw fail('notice.noLines');
    const households = await householdsOf(tx, order);
    lines.forEach((line, i) => assertWhitelisted(line, i + 1, kind, fields, rules, households[i]));
    const decisions = await decisionsFor(tx, order, rules);
    const content = await contentOf(tx, order, { policy, rules, fields, households, decisions });
    const no = await nextNo(tx, 'notice', 'notice_no', { county_code: countyCode });
    await insertNotice(tx, order, no, { policy, rules, fields, decisions }, content, actor);
    return {
      result: await getNotice(tx, countyCode, no),
      summary: { notice_no: no, kind, lines: lines.length },
    };
  });
}

async function householdsOf(
  tx: Tx,
  { countyCode, lines, firstDay }: DraftOrder,
): Promise<(HouseholdWithMembers | undefined)[]> {
  const found: (HouseholdWithMembers | undefined)[] = [];
  for (const { householdNo } of lines) {
    const household =
      householdNo === undefined ? undefined : await findHousehold(tx, countyCode, householdNo, firstDay);
    if (householdNo !== undefined && !household)
      throw fail('notice.household', { county: countyCode, household: householdNo, day: firstDay });
    found.push(household);
  }
  return found;
}

function assertWhitelisted(
  { given }: NoticeLine,
  line: number,
  kind: NoticeKind,
  fields: readonly NoticeField[],
  { blockedWords }: NoticeRules,
  household: HouseholdWithMembers | undefined,
): void {
  const allowed = new Set(fields.map((name) => fieldOf(name).needs).filter((name) => name !== undefined));
  const foreign = Object.keys(given).find((name) => !allowed.has(name as GivenField));
  if (foreign !== undefined)
    throw fail('notice.fieldNotAllowed', { line, field: foreign, kind, fields: [...allowed].join(', ') });
  const missing = [...allowed].find((name) => given[name] === undefined);
  if (missing !== undefined) throw fail('notice.fieldMissing', { line, field: missing });
  const needsHousehold = fields.some((name) => !fieldOf(name).needs && name !== 'village');
  if (needsHousehold && !household) throw fail('notice.fieldMissing', { line, field: 'household' });
  const names = household ? [household.head_name, ...household.members.map(({ name }) => name)] : [];
  for (const [field, value] of Object.entries(given)) {
    const texts = typeof value === 'object' ? Object.values(value as Bilingual) : [];
    for (const text of texts) assertPublic(String(text), line, field, blockedWords, names);
  }
}

const PRIVATE_WORDS: Readonly<Record<'number' | 'word' | 'name', Bilingual>> = {
  number: { zh: '号码', en: 'a number like an ID, phone or account number' },
  word: { zh: '不得公示的词', en: 'a word that must not be public' },
  name: { zh: '家庭成员的全名', en: 'the full name of a member of the household' },
};

function assertPublic(
  text: string,
  line: number,
  field: string,
  blockedWords: readonly string[],
  names: readonly string[],
): void {
  const found = findPrivateContent(text, blockedWords, names);
  if (!found) return;
  const { zh, en } = PRIVATE_WORDS[found];
  throw fail('notice.private', { line, field, faultZh: zh, faultEn: en });
}

/** The approved decision each line publishes, where the kind needs one. */
async function decisionsFor(
  tx: Tx,
  { countyCode, lines, firstDay }: DraftOrder,
  { needsDecision, blockedWords }: NoticeRules,
): Promise<(Decision | undefined)[]> {
  const subjects = lines.map(({ subject }) => subject);
  const states = await subjectDecisions(tx, countyCode, subjects, firstDay);
  return states.map(({ outcome, decision, subject }, i) => {
    if (outcome === 'approved') {
      assertPublic(decision!.bodyName, i + 1, 'body', blockedWords, []);
      return decision;
    }
    if (needsDecision)
      throw fail('notice.undecided', { line: i + 1, subject: subjectText(subject), outcome });
    return undefined;
  });
}

interface Drafted {
  readonly policy: PolicyVersion;
  readonly rules: NoticeRules;
  readonly fields: readonly NoticeField[];
  readonly decisions: readonly (Decision | undefined)[];
}

async function contentOf(
  tx: Tx,
  { kind, areaCode, firstDay, lines }: DraftOrder,
  drafted: Drafted & { readonly households: readonly (HouseholdWithMembers | undefined)[] },
): Promise<NoticeContent> {
  const { policy, rules, fields, households, decisions } = drafted;
  const names = await areaNames(tx, [areaCode, ...households.map((each) => each?.area_code ?? areaCode)]);
  const start = rules.countsFirstDay ? addDays(firstDay, -1) : firstDay;
  const meetings = new Map(
    decisions.filter((each) => each !== undefined).map((each) => [each.meetingNo, each]),
  );
  return noticeContent({
    kind,
    areaName: names.get(areaCode)!,
    period: rules,
    firstDay: addDays(start, 1),
    lastDay: deadlineAfter(start, rules.days, rules.dayKind).day,
    answer: answerPeriod(policy),
    decisions: [...meetings.values()],
    columns: fields.map((name) => fieldOf(name).label),
    rows: lines.map(({ given }, i) => {
      const household = households[i];
      const villageName = names.get(household?.area_code ?? areaCode)!;
      const facts = { villageName, household, given, amountBounds: rules.amountBounds };
      return fields.map((name) => fieldOf(name).cell(facts) ?? { zh: '—', en: '—' });
    }),
  });
}

async function areaNames(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from registry.area where code in (${sql.join(codes)})`.execute(tx);
  return new Map(rows.map(({ code, name }) => [code, name]));
}

async function insertNotice(
  tx: Tx,
  { countyCode, kind, areaCode, firstDay, places, lines }: DraftOrder,
  no: number,
  { policy, rules, fields, decisions }: Drafted,
  content: NoticeContent,
  actor: string,
): Promise<void> {
  const key = { county_code: countyCode, notice_no: no };
  const words = JSON.stringify(content);
  await insertRows(tx, 'notice', [
    {
      ...key,
      kind,
      area_code: areaCode,
      first_day: firstDay,
      days: rules.days,
      day_kind: rules.dayKind,
      counts_first_day: rules.countsFirstDay,
      fields: fields.join(','),
      policy_version: policy.version,
      content: words,
      sha256: sha256(words),
      recorded_by: actor,
    },
  ]);
  await insertRows(
    tx,
    'notice_line',
    lines.map(({ subject }, i) => ({
      ...key,
      line_no: i + 1,
      subject_module: subject.module,
      subject_id: subject.id,
      meeting_no: decisions[i]?.meetingNo ?? null,
      item_no: decisions[i]?.itemNo ?? null,
    })),
  );
  await insertRows(
    tx,
    'notice_place',
    places.map((place, i) => ({ ...key, place_no: i + 1, place })),
  );
}

interface AtPlace extends Order {
  readonly noticeNo: number;
  readonly placeNo: number;
  readonly day: PlainDate;
  readonly today: PlainDate;
}

export interface PostOrder extends AtPlace {
  readonly photo: FileReference;
}

/**
 * Records that a notice was put up, with a photo.
 *
 * Fails, in this order, with `notice.unknown`, `notice.place`, `notice.future`, `notice.early`, `notice.up`.
 */
export async function postNotice(db: Db, order: PostOrder): Promise<PlaceRow[]> {
  const { countyCode, noticeNo, placeNo, day, photo } = order;
  return enact(db, order, 'notice.post', async (tx, actor) => {
    const { notice, place } = await getPlace(tx, order);
    if (day < notice.first_day) throw fail('notice.early', { notice: noticeNo, first: notice.first_day });
    const last = place.hangings.at(-1);
    if (last && (last.takenDownOn === null || day < last.takenDownOn))
      throw fail('notice.up', { notice: noticeNo, place: placeNo, day: last.putUpOn });
    const key = { county_code: countyCode, notice_no: noticeNo, place_no: placeNo };
    await insertRows(tx, 'posting', [
      {
        ...key,
        posting_no: place.hangings.length + 1,
        put_up_on: day,
        photo_name: photo.name,
        photo_sha256: photo.sha256,
        recorded_by: actor,
      },
    ]);
    const subject = { module: 'notice', id: String(noticeNo), areaCode: notice.area_code, actor } as const;
    await attachFiles(tx, countyCode, [photo], subject);
    const result = await listPlaces(tx, countyCode, [noticeNo]);
    return { result, summary: { notice_no: noticeNo, place_no: placeNo } };
  });
}

export interface TakeDownOrder extends AtPlace {
  readonly reason?: string;
}

/**
 * Records that a notice came down; early, it has to hang again for the days that are missing.
 *
 * Fails, in this order, with `notice.unknown`, `notice.place`, `notice.future`, `notice.notUp`.
 */
export async function takeDownNotice(db: Db, order: TakeDownOrder): Promise<PlaceRow[]> {
  const { countyCode, noticeNo, placeNo, day, reason } = order;
  return enact(db, order, 'notice.take_down', async (tx, actor) => {
    const { place } = await getPlace(tx, order);
    const last = place.hangings.at(-1);
    if (!last || last.takenDownOn !== null || day < last.putUpOn)
      throw fail('notice.notUp', { notice: noticeNo, place: placeNo, day });
    const key = { county_code: countyCode, notice_no: noticeNo, place_no: placeNo };
    await insertRows(tx, 'takedown', [
      {
        ...key,
        posting_no: place.hangings.length,
        taken_down_on: day,
        reason: reason ?? null,
        recorded_by: actor,
      },
    ]);
    const result = await listPlaces(tx, countyCode, [noticeNo]);
    return { result, summary: { notice_no: noticeNo, place_no: placeNo } };
  });
}

async function getPlace(
  tx: Tx,
  { countyCode, noticeNo, placeNo, day, today }: AtPlace,
): Promise<{ notice: NoticeRow; place: PlaceRow }> {
  const notice = await getNotice(tx, countyCode, noticeNo);
  const places = await listPlaces(tx, countyCode, [noticeNo]);
  const place = places.find(({ place_no }) => place_no === placeNo);
  if (!place) throw fail('notice.place', { notice: noticeNo, place: placeNo, places: places.length });
  if (day > today) throw fail('notice.future', { day, today });
  return { notice, place };
}
