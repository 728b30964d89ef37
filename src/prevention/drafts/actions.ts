import { act, type Done, see } from '../../access/index.ts';
import { attachFiles } from '../../evidence/index.ts';
import { findPlainDate, type PlainDate } from '../../kernel/index.ts';
import type { Db, Tx } from '../../platform/index.ts';
import { type CaseView, type PolicyOn, takeAction } from '../cases/index.ts';
import { addDeclaration } from '../screening/index.ts';
import { declarationOf, visitOf } from './content.ts';
import { fail } from './errors.ts';
import { DRAFT_KINDS, type DraftKindName, isFieldOf, photoOf } from './model.ts';
import { type Change, isNews } from './rules.ts';
import { type DraftView, getDraft } from './show.ts';
import {
  type DraftRow,
  findDraft,
  findPlace,
  insertDraft,
  insertEnding,
  insertEntry,
  listDrafts,
  lockHousehold,
} from './store.ts';

interface Order {
  readonly actor: string;
  readonly countyCode: string;
  readonly draftId: string;
}

export interface WriteOrder extends Order {
  readonly kind: DraftKindName;
  readonly householdNo?: string | undefined;
  readonly caseNo?: number | undefined;
  readonly changes: readonly Change[];
}

/**
 * Writes fields of a draft, which begins with the first of them. Where another draft of the same thing is open, both
 * are one from now on. A field that somebody else has changed meanwhile keeps both values. Sent again, it changes nothing.
 *
 * Fails, in this order, with `draft.subject`, `draft.other`, `draft.ended`, `draft.field`, `draft.base`.
 */
export async function writeDraft(db: Db, order: WriteOrder): Promise<DraftView> {
  const { actor, countyCode, draftId, kind, changes } = order;
  const said = { actor, action: 'draft.write', countyCode, input: { draftId, kind, changes } };
  await act(db, said, async (tx) => {
    const place = await needPlace(tx, order);
    await lockHousehold(tx, countyCode, place.household_no);
    await begin(tx, order, place.household_no);
    const draft = await getDraft(tx, countyCode, draftId);
    const news = changes.filter((change) => isNews(draft.fields.get(change.field), change));
    if (news.length > 0) assertOpen(draft);
    for (const [i, change] of news.entries()) {
      assertChange(draft, change);
      await insertEntry(tx, countyCode, draft.draft_id, draft.lastNo + i + 1, change, actor);
    }
    const photos = photosOf(news.map(({ field, value }) => [field, value]));
    const { area_code: areaCode, household_no: householdNo } = place;
    const subject = { module: 'draft', id: draft.draft_id, areaCode, householdNo, actor } as const;
    await attachFiles(tx, countyCode, photos, subject);
    return { result: undefined, summary: { draft_id: draft.draft_id, entries: news.length } };
  });
  return readDraft(db, order);
}

/** An act may read its whole county; what is answered is what the actor may see. */
const readDraft = (db: Db, { actor, countyCode, draftId }: Order): Promise<DraftView> =>
  see(db, { viewer: actor, action: 'draft.read', countyCode }, (tx) => getDraft(tx, countyCode, draftId));

async function needPlace(tx: Tx, { countyCode, kind, householdNo, caseNo }: WriteOrder) {
  const isCase = kind === 'case_visit';
  const place = await findPlace(
    tx,
    countyCode,
    isCase ? { householdNo: undefined, caseNo } : { householdNo, caseNo: undefined },
  );
  if (place) return place;
  const wanted = isCase
    ? { wantedZh: '已有案件的编号（case）', wantedEn: 'the number of a case there is (case)' }
    : {
        wantedZh: '已登记农户的编号（household）',
        wantedEn: 'the number of a household there is (household)',
      };
  throw fail('draft.subject', { ...named(kind), ...wanted });
}

const named = (kind: DraftKindName) => ({ kindZh: DRAFT_KINDS[kind].zh, kindEn: DRAFT_KINDS[kind].en });

/** Begins the draft unless it is there; joins the open one of the same thing. */
async function begin(tx: Tx, order: WriteOrder, householdNo: string): Promise<void> {
  const { actor, countyCode, draftId, kind, caseNo } = order;
  const known = await findDraft(tx, countyCode, draftId);
  if (known) {
    const isSame =
      known.kind === kind &&
      known.household_no === householdNo &&
      (kind !== 'case_visit' || known.case_no === caseNo);
    if (isSame) return;
    throw fail('draft.other', { draft: draftId, household: known.household_no, ...named(known.kind) });
  }
  const subject = kind === 'case_visit' ? { caseNo } : { householdNo };
  const [open] = await listDrafts(tx, countyCode, { kind, ...subject, isOpen: true, limit: 1 });
  await insertDraft(tx, countyCode, {
    draft_id: draftId,
    kind,
    household_no: householdNo,
    case_no: kind === 'case_visit' ? caseNo! : null,
    joined_id: open?.draft_id ?? null,
    begun_by: actor,
  });
}

function assertOpen({ ended_as, ended_by }: DraftRow): void {
  if (ended_as === null) return;
  const words = { submitted: { zh: '提交', en: 'submitted' }, discarded: { zh: '删除', en: 'discarded' } }[
    ended_as
  ];
  throw fail('draft.ended', { by: ended_by!, statusZh: words.zh, statusEn: words.en });
}

function assertChange({ kind, fields, lastNo }: DraftView, { field, base }: Change): void {
  if (!isFieldOf(kind, field))
    throw fail('draft.field', { ...named(kind), field, known: DRAFT_KINDS[kind].fields.join(', ') });
  if (base !== 0 && (base > lastNo || !fields.has(field))) throw fail('draft.base', { field, base });
}

const photosOf = (fields: Iterable<readonly [string, string | null]>) =>
  [...fields].flatMap(([field, name]) => {
    const sha256 = photoOf(field);
    return sha256 === undefined || name === null ? [] : [{ name: name.slice(0, 200), sha256 }];
  });

/** Throws a draft away; what was written stays as rows. Fails with `draft.unknown`, `draft.ended`. */
export async function discardDraft(db: Db, order: Order): Promise<DraftView> {
  const { actor, countyCode, draftId } = order;
  await readDraft(db, order);
  await act(db, { actor, action: 'draft.write', countyCode, input: { draftId } }, async (tx) => {
    const draft = await lockDraft(tx, countyCode, draftId);
    if (draft.ended_as !== 'discarded') {
      assertOpen(draft);
      await insertEnding(tx, countyCode, draft.draft_id, 'discarded', actor);
    }
    return { result: undefined, summary: { draft_id: draft.draft_id } };
  });
  return readDraft(db, order);
}

async function lockDraft(tx: Tx, countyCode: string, draftId: string): Promise<DraftView> {
  const { household_no } = await getDraft(tx, countyCode, draftId);
  await lockHousehold(tx, countyCode, household_no);
  return getDraft(tx, countyCode, draftId);
}

export interface SubmitOrder extends Order {
  /** Last entry that the submitter has seen. */
  readonly seen: number;
  readonly today: PlainDate;
  readonly dryRun?: boolean;
}

/** A draft that has become its act. */
export interface Submitted {
  readonly draft: DraftView;
  /** The case after its visit; null for a visit or declaration without a case. */
  readonly case: CaseView | null;
}

/**
 * Makes the act of a draft: the visit of the case, or the finding. Once: a draft that was submitted answers so again.
 *
 * Fails, in this order, with `draft.unknown`, `draft.ended`, `draft.conflict`, `draft.moved`, `draft.value`,
 * `draft.consent`, and as the act itself does.
 */
export async function submitDraft(db: Db, policyOn: PolicyOn, order: SubmitOrder): Promise<Submitted> {
  const { actor, countyCode, draftId, dryRun = false } = order;
  const { kind } = await readDraft(db, order);
  const { action } = DRAFT_KINDS[kind];
  return act(db, { actor, action, countyCode, input: { draftId }, dryRun }, async (tx) => {
    const draft = await lockDraft(tx, countyCode, draftId);
    if (draft.ended_as === 'submitted')
      return { result: { draft, case: null }, summary: { draft_id: draft.draft_id } };
    assertOpen(draft);
    assertAgreed(draft, order.seen);
    const { result, summary } = await enact(tx, policyOn, order, draft);
    await insertEnding(tx, countyCode, draft.draft_id, 'submitted', actor);
    return {
      result: { draft: await getDraft(tx, countyCode, draftId), case: result },
      summary: { ...summary, draft_id: draft.draft_id },
    };
  });
}

function assertAgreed({ fields, lastNo }: DraftView, seen: number): void {
  const contested = [...fields].filter(([, { conflicts }]) => conflicts.length > 0).map(([field]) => field);
  if (contested.length > 0) throw fail('draft.conflict', { fields: contested.join(', ') });
  if (lastNo === seen) return;
  const newer = [...fields].filter(([, { current }]) => current.no > seen);
  const by = [...new Set(newer.map(([, { current }]) => current.by))];
  throw fail('draft.moved', { by: by.join(', '), fields: newer.map(([field]) => field).join(', ') });
}

async function enact(
  tx: Tx,
  policyOn: PolicyOn,
  { actor, countyCode, today }: SubmitOrder,
  draft: DraftView,
): Promise<Done<CaseView | null>> {
  const values = new Map([...draft.fields].map(([field, { current }]) => [field, current.value] as const));
  const day = dayOf(values.get('day'), today);
  if (draft.kind === 'case_visit') {
    const visit = { ...visitOf(values), evidence: photosOf(values) };
    const order = { actor, countyCode, caseNo: draft.case_no!, action: 'visit', ...visit, day, today };
    return takeAction(tx, policyOn, order);
  }
  const { household_no: householdNo, kind } = draft;
  const given = declarationOf(kind, values);
  const policy = policyOn(given.policy, day);
  const added = await addDeclaration(tx, { ...given, countyCode, householdNo, kind, policy, day, actor });
  return { result: null, summary: { household_no: householdNo, kind, added: Number(added) } };
}

function dayOf(value: string | null | undefined, today: PlainDate): PlainDate {
  if (value === null || value === undefined) return today;
  const day = findPlainDate(value);
  if (day === undefined || day > today) throw fail('draft.value', { field: 'day', value });
  return day;
}
