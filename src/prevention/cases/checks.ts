import { departmentsOf } from '../../access/index.ts';
import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { findHousehold } from '../../registry/index.ts';
import { ACTIONS } from './chain.ts';
import { loadFacts, type PolicyOn } from './facts.ts';
import { unansweredDepartments } from './needs.ts';
import { awaitedActions } from './rules.ts';
import { standingOf } from './standing.ts';
import { type CaseLog, CLOSING, loadCases } from './store.ts';

/** What a department is asked about: whom the question is about, and nothing else of the case. */
export interface CheckRow {
  readonly county_code: string;
  readonly case_no: number;
  readonly household_no: string;
  readonly area_code: string;
  readonly head_name: string;
  readonly members: readonly { readonly name: string; readonly id_number_masked: string }[];
  readonly asked_on: PlainDate;
  /** Last day of the answer; null once the case waits for none. */
  readonly due: PlainDate | null;
  readonly is_overdue: boolean;
  readonly department: string;
  readonly answer: {
    readonly day: PlainDate;
    readonly by: string;
    readonly result: 'hit' | 'clear';
    readonly note: string | null;
  } | null;
  /** Whether an answer is taken today, also another one than before. */
  readonly may_answer: boolean;
}

export interface CheckPage {
  readonly rows: readonly CheckRow[];
  /** Case after which the next page begins; null: there is none. */
  readonly next: number | null;
  /** The departments the viewer answers for; null: all. */
  readonly departments: readonly string[] | null;
}

interface Wanted {
  readonly countyCode: string;
  readonly viewer: string;
  readonly day: PlainDate;
  readonly isAnswered: boolean;
  readonly after: number | undefined;
  readonly limit: number;
}

const BATCH_SIZE = 200;

/**
 * The questions to the viewer's departments: those that wait, the oldest case first, or those answered, the newest first.
 * A page is whole cases: it may hold some rows more than its limit where somebody answers for several departments.
 */
export async function listChecks(tx: Tx, policyOn: PolicyOn, wanted: Wanted): Promise<CheckPage> {
  const { countyCode, viewer, day, isAnswered, limit } = wanted;
  const departments = await departmentsOf(tx, viewer, countyCode, day);
  const rows: CheckRow[] = [];
  for (let after = wanted.after; ;) {
    const caseNos = await askedCases(tx, wanted, departments, after);
    const logs = await loadCases(tx, countyCode, { caseNos });
    const facts = await loadFacts(tx, policyOn, countyCode, logs, { day, today: day });
    const order = caseNos.map((no) => logs.findIndex(({ row }) => row.case_no === no));
    for (const at of order) {
      const [log, fact] = [logs[at]!, facts[at]!];
      const standing = standingOf(fact);
      const awaited = awaitedActions(fact, standing).find(({ action }) => action === 'answer');
      const asked = isAnswered
        ? answeredIn(log)
        : unansweredDepartments(fact).filter(() => awaited !== undefined);
      const mine = asked.filter((department) => departments === null || departments.includes(department));
      if (mine.length === 0) continue;
      if (rows.length >= limit) return { rows, next: rows.at(-1)!.case_no, departments };
      const due = isAnswered ? null : (awaited?.due?.day ?? null);
      const whom = await subjectOf(tx, countyCode, log, day);
      for (const department of mine)
        rows.push({
          ...whom,
          asked_on: askedOn(log),
          due,
          is_overdue: due !== null && due < day,
          department,
          answer: isAnswered ? answerOf(log, department) : null,
          may_answer: ACTIONS.answer.from.includes(standing.stage),
        });
    }
    if (caseNos.length < BATCH_SIZE) return { rows, next: null, departments };
    after = caseNos.at(-1);
  }
}

/** Cases of which a department was asked; whether its answer still lacks is asked of the rules afterwards. */
async function askedCases(
  tx: Tx,
  { countyCode, isAnswered }: Wanted,
  departments: readonly string[] | null,
  after: number | undefined,
): Promise<number[]> {
  const isMine =
    departments === null ? sql`true` : sql`a.fields->>'department' = any(${[...departments]}::text[])`;
  const answers = sql`(select count(distinct a.fields->>'department') from cases.action a
    where a.county_code = c.county_code and a.case_no = c.case_no and a.action = 'answer' and ${isMine})`;
  const lastAction = sql`(select l.action from cases.action l where l.county_code = c.county_code
    and l.case_no = c.case_no order by l.action_no desc limit 1)`;
  const condition = isAnswered
    ? sql`${answers} > 0 ${after === undefined ? sql`` : sql`and c.case_no < ${after}`} order by c.case_no desc`
    : sql`${departments === null ? sql`true` : sql`${answers} < ${departments.length}`}
        and ${lastAction} <> all(${[...CLOSING]}::text[])
        ${after === undefined ? sql`` : sql`and c.case_no > ${after}`} order by c.case_no`;
  const { rows } = await sql<{ case_no: number }>`
    select c.case_no from cases.case_file c
    where c.county_code = ${countyCode} and exists (select from cases.action q where q.county_code = c.county_code
      and q.case_no = c.case_no and q.action = 'ask') and ${condition} limit ${BATCH_SIZE}`.execute(tx);
  return rows.map(({ case_no }) => case_no);
}

const answersIn = ({ steps }: CaseLog) => steps.filter(({ action }) => action === 'answer');
const answeredIn = (log: CaseLog): string[] => [
  ...new Set(answersIn(log).flatMap(({ fields }) => fields['department'] ?? [])),
];
const askedOn = ({ steps }: CaseLog): PlainDate => steps.find(({ action }) => action === 'ask')!.day;

function answerOf(log: CaseLog, department: string): CheckRow['answer'] {
  const { day, actor, fields } = answersIn(log).findLast((step) => step.fields['department'] === department)!;
  return { day, by: actor, result: fields['result'] as 'hit' | 'clear', note: fields['note'] ?? null };
}

async function subjectOf(tx: Tx, countyCode: string, { row }: CaseLog, day: PlainDate) {
  const { case_no, household_no, area_code } = row;
  const household = await findHousehold(tx, countyCode, household_no, day);
  return {
    county_code: countyCode,
    case_no,
    household_no,
    area_code,
    head_name: household?.head_name ?? '',
    members: (household?.members ?? []).map(({ name, id_number_masked }) => ({ name, id_number_masked })),
  };
}
