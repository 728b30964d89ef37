import { deadlineAfter, type PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { ActionName, CaseWork } from '../../prevention/cases/index.ts';
import { workRelation } from '../lists/relations.ts';

/** Running cases by what they wait for, and how many days are left. */
export interface StepCounts {
  readonly next: ActionName;
  readonly cases: number;
  readonly overdue: number;
  readonly due_today: number;
  /** Within the next working days, today left out. */
  readonly due_soon: number;
  readonly later: number;
  readonly without_deadline: number;
  readonly first_due: PlainDate | null;
}

const SOON_WORKING_DAYS = 3;

/** The last of the days that count as soon. */
export const soonUntil = (day: PlainDate): PlainDate =>
  deadlineAfter(day, SOON_WORKING_DAYS, 'working_day').day;

/** What the cases wait for that the viewer sees; the late ones first. */
export async function countSteps(
  tx: Tx,
  works: readonly CaseWork[],
  { countyCode, day }: { readonly countyCode: string; readonly day: PlainDate },
): Promise<StepCounts[]> {
  const soon = soonUntil(day);
  const { rows } = await sql<StepCounts>`
    select w.next, count(*)::int as cases,
      (count(*) filter (where w.due < ${day}::date))::int as overdue,
      (count(*) filter (where w.due = ${day}::date))::int as due_today,
      (count(*) filter (where w.due > ${day}::date and w.due <= ${soon}::date))::int as due_soon,
      (count(*) filter (where w.due > ${soon}::date))::int as later,
      (count(*) filter (where w.due is null))::int as without_deadline,
      min(w.due) as first_due
    from cases.case_file c join ${workRelation(works)} w on w.case_no = c.case_no
    where c.county_code = ${countyCode} and w.next is not null
    group by w.next order by min(w.due) nulls last, w.next`.execute(tx);
  return rows;
}

/** Departments that have not answered. */
export interface SilentDepartment {
  readonly department: string;
  readonly cases: number;
  readonly overdue: number;
  readonly first_due: PlainDate | null;
}

/** Which departments owe answers to the cases that the viewer sees; the latest first. */
export async function silentDepartments(
  tx: Tx,
  works: readonly CaseWork[],
  { countyCode, day }: { readonly countyCode: string; readonly day: PlainDate },
): Promise<SilentDepartment[]> {
  const owed = works.flatMap(({ caseNo, awaits }) =>
    awaits.flatMap(({ departments = [], due }) =>
      departments.map((department) => ({ case_no: caseNo, department, due })),
    ),
  );
  const { rows } = await sql<SilentDepartment>`
    select o.department, count(*)::int as cases, (count(*) filter (where o.due < ${day}::date))::int as overdue,
      min(o.due) as first_due
    from jsonb_to_recordset(${JSON.stringify(owed)}::jsonb) as o (case_no int, department text, due date)
    join cases.case_file c on c.county_code = ${countyCode} and c.case_no = o.case_no
    group by o.department order by min(o.due) nulls last, o.department`.execute(tx);
  return rows;
}
