import { holdingsOf, see } from '../../access/index.ts';
import { listObjections, type NoticeAbout, noticesAbout, type ObjectionRow } from '../../governance/index.ts';
import { type Bilingual, fen, formatYuan, maskName, type PlainDate } from '../../kernel/index.ts';
import { type Db, sql, type Tx } from '../../platform/index.ts';
import { findHousehold, type HouseholdWithMembers } from '../../registry/index.ts';
import {
  type CaseAmount,
  casePossibilities,
  type CaseSummary,
  type CaseView,
  explainAmount,
  listCases,
  type PolicyOn,
  showCase,
} from '../cases/index.ts';
import { fail } from './errors.ts';
import { NOW, REFUSED_BY_VILLAGE, STEPS, waitSentence } from './words.ts';

/** Whose file it is. */
export interface Own {
  readonly countyCode: string;
  readonly householdNo: string;
}

/** The household a viewer is. Fails with `own.household`. */
export async function ownOf(db: Db, viewer: string): Promise<Own> {
  const [own] = await holdingsOf(db, viewer);
  if (!own) throw fail('own.household');
  return own;
}

/**
 * Reads a household's own file, whatever area keeps its parts. `work` is told whose it is and reads nothing else. Logged.
 * Fails with `own.household`.
 */
export async function readOwn<Result>(
  db: Db,
  viewer: string,
  work: (tx: Tx, own: Own) => Promise<Result>,
): Promise<Result> {
  const own = await ownOf(db, viewer);
  const personal = { subject: own.householdNo, purpose: 'own file' };
  return see(db, { viewer, action: 'my.file', countyCode: own.countyCode, personal }, (tx) => work(tx, own));
}

/** The register's particulars of the household, without what others call it. */
export interface OwnHousehold extends Pick<
  HouseholdWithMembers,
  'household_no' | 'head_name' | 'size' | 'area_code'
> {
  readonly masked_name: string;
  readonly county_code: string;
  /** County, township, village. */
  readonly areas: readonly string[];
  readonly members: readonly {
    readonly name: string;
    readonly relation: string;
    readonly birth_date: string;
  }[];
}

/** Fails with `own.gone`. */
export async function ownHousehold(tx: Tx, own: Own, day: PlainDate): Promise<OwnHousehold> {
  const household = await findHousehold(tx, own.countyCode, own.householdNo, day);
  if (!household) throw fail('own.gone');
  const { household_no, head_name, size, area_code, members } = household;
  const { rows } = await sql<{ name: string }>`
    with recursive above as (
      select code, name, parent_code, 0 as step from registry.area where code = ${area_code}
      union all
      select a.code, a.name, a.parent_code, step + 1 from above join registry.area a on a.code = above.parent_code)
    select name from above order by step desc`.execute(tx);
  return {
    household_no,
    head_name,
    masked_name: maskName(head_name),
    size,
    county_code: own.countyCode,
    area_code,
    areas: rows.map(({ name }) => name),
    members: members.map(({ name, relation, birth_date }) => ({ name, relation, birth_date })),
  };
}

/** A case in plain words. */
export interface OwnCase {
  readonly case_no: number;
  readonly status: CaseSummary['status'];
  readonly opened_on: PlainDate;
  readonly now: Bilingual;
  readonly next: readonly {
    readonly words: Bilingual;
    readonly due: PlainDate | null;
    readonly is_overdue: boolean;
  }[];
  /** Null until the county has decided. */
  readonly amount_yuan: string | null;
  readonly paid_yuan: string | null;
  /** Why it was not granted. */
  readonly reason: string | null;
  readonly steps: readonly { readonly day: PlainDate; readonly words: Bilingual }[];
  /** What the household may do now. */
  readonly may: readonly ('appeal' | 'withdraw' | 'object')[];
}

/** The household's cases, the newest first. */
export async function ownCases(tx: Tx, policyOn: PolicyOn, own: Own, day: PlainDate): Promise<OwnCase[]> {
  const { countyCode, householdNo } = own;
  const { rows } = await listCases(tx, policyOn, { countyCode, householdNo, day, limit: Infinity });
  const cases: OwnCase[] = [];
  for (const { case_no: caseNo } of rows) {
    const wanted = { countyCode, caseNo, day };
    const actions = await casePossibilities(tx, policyOn, wanted);
    const isPossible = (name: string): boolean =>
      actions.some(({ action, isPossible: can }) => can && action === name);
    cases.push(plainCase(await showCase(tx, policyOn, wanted), isPossible));
  }
  return cases.sort((a, b) => b.case_no - a.case_no);
}

function plainCase(view: CaseView, isPossible: (action: string) => boolean): OwnCase {
  const { status, stage, village, steps, awaits, paid_yuan } = view;
  const isRefused =
    village.outcome === 'refused' && (stage === 'VILLAGE_REVIEW' || stage === 'HOUSEHOLD_VISIT');
  const isOver = status === 'REJECTED' || status === 'WITHDRAWN';
  const last = steps.findLast(({ action }) => action === 'reject' || action === 'dismiss_appeal');
  return {
    case_no: view.case_no,
    status,
    opened_on: view.opened_on,
    now: status === stage && isRefused ? REFUSED_BY_VILLAGE : NOW[status],
    next: awaits.map(({ action, due, is_overdue }) => ({
      words: waitSentence(action, due, is_overdue),
      due,
      is_overdue,
    })),
    amount_yuan: view.amount_yuan,
    paid_yuan,
    reason: status === 'REJECTED' ? (last?.fields['reason'] ?? null) : null,
    steps: steps.map(({ action, day }) => ({ day, words: STEPS[action].done })),
    may: [...(['appeal', 'withdraw'] as const).filter(isPossible), ...(isOver ? [] : (['object'] as const))],
  };
}

/** Fails with `own.case`, also for somebody else's. */
export async function needOwnCase(tx: Tx, own: Own, caseNo: number): Promise<void> {
  if (!(await caseNosOf(tx, own)).includes(caseNo)) throw fail('own.case', { case: caseNo });
}

async function caseNosOf(tx: Tx, { countyCode, householdNo }: Own): Promise<number[]> {
  const { rows } = await sql<{ case_no: number }>`
    select case_no from cases.case_file where county_code = ${countyCode} and household_no = ${householdNo}
    order by case_no`.execute(tx);
  return rows.map(({ case_no }) => case_no);
}

/** Why this amount; undefined until the county has decided. Fails with `own.case`. */
export async function ownAmount(
  tx: Tx,
  policyOn: PolicyOn,
  own: Own,
  { caseNo, day }: { readonly caseNo: number; readonly day: PlainDate },
): Promise<CaseAmount | undefined> {
  await needOwnCase(tx, own, caseNo);
  const amount = await explainAmount(tx, policyOn, { countyCode: own.countyCode, caseNo, day });
  return amount.is_draft ? undefined : amount;
}

const subjectsOf = async (tx: Tx, own: Own) =>
  (await caseNosOf(tx, own)).map((no) => ({ module: 'cases', id: String(no) }));

/** Notices that name one of the household's cases: running, over or still to be put up. */
export const ownNotices = async (tx: Tx, own: Own, day: PlainDate): Promise<NoticeAbout[]> =>
  noticesAbout(tx, own.countyCode, await subjectsOf(tx, own), day);

/** An objection that concerns the household; who else objected, and what they said, is theirs. */
export interface OwnObjection extends Pick<
  ObjectionRow,
  'objection_no' | 'received_on' | 'answer_by' | 'verdict' | 'answered_on'
> {
  readonly case_no: number;
  readonly is_own: boolean;
  readonly words: string | null;
  readonly reason: string | null;
}

export async function ownObjections(tx: Tx, own: Own, viewer: string): Promise<OwnObjection[]> {
  const subjects = await subjectsOf(tx, own);
  if (subjects.length === 0) return [];
  const objections = await listObjections(tx, own.countyCode, subjects);
  return objections.map((each) => {
    const isOwn = each.received_by === viewer;
    const { objection_no, received_on, answer_by, verdict, answered_on } = each;
    return {
      objection_no,
      case_no: Number(each.subject_id),
      received_on,
      answer_by,
      verdict,
      answered_on,
      is_own: isOwn,
      words: isOwn ? each.words : null,
      reason: isOwn ? each.reason : null,
    };
  });
}

/** Policy under which the county screens now: what a household declares is declared under it. Fails with `own.programme`. */
export async function programmeOf(tx: Tx, { countyCode }: Own): Promise<string> {
  const { rows } = await sql<{ policy_id: string }>`
    select policy_id from screening.run where county_code = ${countyCode} order by run_no desc limit 1`.execute(
    tx,
  );
  if (!rows[0]) throw fail('own.programme');
  return rows[0].policy_id;
}

/** What a household has declared, or was found with. */
export interface OwnFinding {
  readonly kind: string;
  readonly peril: string | null;
  readonly found_on: PlainDate;
  readonly self_paid_yuan: string | null;
  readonly words: Bilingual;
}

const FOUND: Readonly<Record<string, Bilingual>> = {
  line: {
    zh: '您家今年自家掏的钱超过了县里的提醒线。',
    en: 'What your family paid itself this year lies above the line at which the county looks.',
  },
  sum: {
    zh: '您家今年几样支出加起来超过了县里的提醒线。',
    en: 'What your family paid itself for several things this year lies above the line at which the county looks.',
  },
  missed: {
    zh: '县里发现您家有难处，还没有登记。',
    en: 'The county saw that your family has a hard time and is on no list yet.',
  },
  declared: { zh: '您家自己提出来的。', en: 'Your family said so itself.' },
  visit: { zh: '走访时了解到的。', en: 'Somebody who came to see you noted it.' },
};

/** Findings in force, the newest first. */
export async function ownFindings(tx: Tx, { countyCode, householdNo }: Own): Promise<OwnFinding[]> {
  const { rows } = await sql<{
    kind: string;
    peril: string;
    found_on: PlainDate;
    self_paid_fen: bigint | null;
  }>`
    select kind, peril, as_of as found_on, self_paid_fen from (
      select distinct on (policy_id, policy_year, kind, peril) * from screening.finding
      where county_code = ${countyCode} and household_no = ${householdNo}
      order by policy_id, policy_year, kind, peril, as_of desc, revision desc) f
    where state = 'open' order by found_on desc, kind, peril`.execute(tx);
  return rows.map(({ kind, peril, found_on, self_paid_fen }) => ({
    kind,
    peril: peril === '' ? null : peril,
    found_on,
    self_paid_yuan: self_paid_fen === null ? null : formatYuan(fen(self_paid_fen)),
    words: FOUND[kind]!,
  }));
}
