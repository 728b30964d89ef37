import { trailMark, type TrailMark } from '../../access/index.ts';
import { formatYuan, type PlainDate } from '../../kernel/index.ts';
import { type Db, sql, type Tx } from '../../platform/index.ts';
import type { ActionName } from './chain.ts';
import { loadFacts, type PolicyOn } from './facts.ts';
import { type AwaitedRow, BATCH_SIZE, summaryOf } from './show.ts';
import type { Status } from './status.ts';
import { CLOSING, loadCases } from './store.ts';

/** Where a running case stands, as far as it has to be derived; whose case it is stands in its row. */
export interface CaseWork {
  readonly caseNo: number;
  readonly policyVersion: string;
  readonly group: string;
  readonly status: Status;
  readonly stage: Status;
  /** What it waits for first; null: nothing. */
  readonly next: ActionName | null;
  readonly awaits: readonly AwaitedRow[];
  /** The earliest last day of what it waits for. */
  readonly due: PlainDate | null;
  readonly isOverdue: boolean;
  readonly openedOn: PlainDate;
  /** Day of the last action. */
  readonly since: PlainDate;
  /** Approved by the county; null before. */
  readonly amountYuan: string | null;
  readonly paidYuan: string | null;
}

interface Kept {
  readonly day: PlainDate;
  readonly mark: TrailMark;
  readonly marks: ReadonlyMap<number, string>;
  readonly works: ReadonlyMap<number, CaseWork>;
}

/**
 * The running cases of counties and where they stand, for a server: derived once and again only where something was done
 * since, so that a list of a whole county can be filtered and sorted by what is derived. Holds no name and authorises
 * nobody: whoever shows it joins it with the rows that the viewer sees.
 */
export class Standings {
  readonly #kept = new Map<string, Kept>();
  readonly #turns = new Map<string, Promise<unknown>>();

  /** Not to be asked inside a transaction: it opens its own. */
  of(db: Db, policyOn: PolicyOn, countyCode: string, day: PlainDate): Promise<readonly CaseWork[]> {
    const before = this.#turns.get(countyCode) ?? Promise.resolve();
    const mine = before
      .catch(() => {})
      .then(() => db.transaction().execute((tx) => this.#refresh(tx, policyOn, countyCode, day)));
    this.#turns.set(countyCode, mine);
    return mine;
  }

  async #refresh(
    tx: Tx,
    policyOn: PolicyOn,
    countyCode: string,
    day: PlainDate,
  ): Promise<readonly CaseWork[]> {
    const kept = this.#kept.get(countyCode);
    const isToday = kept?.day === day;
    if (isToday && (await trailMark(tx, countyCode, kept.mark.since)).acts === kept.mark.acts)
      return [...kept.works.values()];
    // Before the rows are read: what comes in between is looked at again next time.
    const mark = await trailMark(tx, countyCode);
    const marks = await caseMarks(tx, countyCode);
    const isSame = (caseNo: number): boolean => isToday && kept.marks.get(caseNo) === marks.get(caseNo);
    const changed = [...marks.keys()].filter((caseNo) => !isSame(caseNo));
    const works = new Map([...(kept?.works ?? [])].filter(([caseNo]) => marks.has(caseNo)));
    for (let first = 0; first < changed.length; first += BATCH_SIZE)
      for (const work of await derive(
        tx,
        policyOn,
        countyCode,
        changed.slice(first, first + BATCH_SIZE),
        day,
      ))
        works.set(work.caseNo, work);
    this.#kept.set(countyCode, { day, mark, marks, works });
    return [...works.values()];
  }
}

async function derive(
  tx: Tx,
  policyOn: PolicyOn,
  countyCode: string,
  caseNos: readonly number[],
  day: PlainDate,
): Promise<CaseWork[]> {
  const logs = await loadCases(tx, countyCode, { caseNos, isBrief: true });
  const facts = await loadFacts(tx, policyOn, countyCode, logs, { day, today: day });
  return logs.map((log, i) => {
    const { order } = facts[i]!;
    const { case_no, policy_version, status, stage, opened_on, awaits } = summaryOf(log, facts[i]!);
    const days = awaits.flatMap(({ due }) => due ?? []).sort();
    return {
      caseNo: case_no,
      policyVersion: policy_version,
      group: log.inputs.facts.group,
      status,
      stage,
      next: awaits[0]?.action ?? null,
      awaits,
      due: days[0] ?? null,
      isOverdue: awaits.some(({ is_overdue }) => is_overdue),
      openedOn: opened_on,
      since: log.steps.at(-1)!.day,
      amountYuan: log.steps.findLast(({ action }) => action === 'record')?.fields['amount_yuan'] ?? null,
      paidYuan: order ? formatYuan(order.postedFen) : null,
    };
  });
}

/**
 * The running cases, each with a mark that changes with every row from which its standing follows: its actions, what
 * governance holds about it, and its orders in the ledger. All these tables are only added to.
 */
async function caseMarks(tx: Tx, countyCode: string): Promise<Map<number, string>> {
  const { rows } = await sql<{ case_no: number; mark: string }>`
    with said (subject_id) as (
      select i.subject_id from governance.agenda_item i
        join governance.closing c on c.county_code = i.county_code and c.meeting_no = i.meeting_no
        where i.county_code = ${countyCode} and i.subject_module = 'cases'
      union all
      select i.subject_id from governance.agenda_item i
        join governance.meeting n on n.county_code = i.county_code and n.corrects_meeting_no = i.meeting_no
        join governance.closing c on c.county_code = n.county_code and c.meeting_no = n.meeting_no
        where i.county_code = ${countyCode} and i.subject_module = 'cases'
      union all
      select l.subject_id from governance.notice_line l
        where l.county_code = ${countyCode} and l.subject_module = 'cases'
      union all
      select l.subject_id from governance.notice_line l
        join governance.posting p on p.county_code = l.county_code and p.notice_no = l.notice_no
        where l.county_code = ${countyCode} and l.subject_module = 'cases'
      union all
      select l.subject_id from governance.notice_line l
        join governance.takedown t on t.county_code = l.county_code and t.notice_no = l.notice_no
        where l.county_code = ${countyCode} and l.subject_module = 'cases'
      union all
      select o.subject_id from governance.objection o
        where o.county_code = ${countyCode} and o.subject_module = 'cases'
      union all
      select o.subject_id from governance.objection o
        join governance.answer a on a.county_code = o.county_code and a.objection_no = o.objection_no
        where o.county_code = ${countyCode} and o.subject_module = 'cases'),
    decided as (select split_part(subject_id, '/', 1)::int as case_no, count(*) as n from said group by 1),
    ordered as (
      select split_part(a.decision, '/', 2)::int as case_no, count(p.posting_no) as postings,
        max(p.posting_no) as last_posting, count(s.step_no) as steps
      from ledger.authorisation a
      left join ledger.posting p on p.county_code = a.county_code and p.authorisation_no = a.authorisation_no
      left join ledger.authorisation_step s on s.county_code = a.county_code and s.authorisation_no = a.authorisation_no
      where a.county_code = ${countyCode} and a.decision ~ '^cases/\\d+(/\\d+)?$'
      group by 1)
    select c.case_no, concat_ws('.', l.action_no, coalesce(d.n, 0), coalesce(o.postings, 0),
      coalesce(o.last_posting, 0), coalesce(o.steps, 0)) as mark
    from cases.case_file c
    join lateral (select action, action_no from cases.action a
      where a.county_code = c.county_code and a.case_no = c.case_no order by a.action_no desc limit 1) l on true
    left join decided d on d.case_no = c.case_no
    left join ordered o on o.case_no = c.case_no
    where c.county_code = ${countyCode} and l.action <> all(${[...CLOSING]}::text[])`.execute(tx);
  return new Map(rows.map(({ case_no, mark }) => [case_no, mark]));
}
