import type { Bilingual, PlainDate } from '../kernel/index.ts';
import { listObjections, type NoticeView, showNotices } from '../governance/index.ts';
import {
  ACTIONS,
  type AwaitedRow,
  type CaseSummary,
  DEPARTMENT_NAMES,
  listCases,
  type PolicyOn,
  type Role,
} from '../prevention/cases/index.ts';
import { CATEGORIES, listGrievances } from '../prevention/payout/index.ts';
import type { Level, Reach, Work, WorkSource } from '../responsibility/index.ts';

/** All modules that have work for people, as an inbox takes it. */
export const workSources = (policyOn: PolicyOn): readonly WorkSource[] => [
  caseWork(policyOn),
  OBJECTION_WORK,
  NOTICE_WORK,
  GRIEVANCE_WORK,
];

/** At which level the role that acts on a case is found. */
const LEVEL_OF: Readonly<Record<Role, Level>> = {
  discoverer: 'village',
  county_office: 'county',
  department: 'county',
  township: 'township',
  visitor: 'household',
  village: 'village',
  county_approver: 'county',
  payer: 'county',
  household: 'household',
};

/** What cases wait for. */
const caseWork = (policyOn: PolicyOn): WorkSource => ({
  name: 'case',
  async dueFor(tx, countyCode, reach, day) {
    if (isEmpty(reach)) return [];
    const { rows } = await listCases(tx, policyOn, {
      countyCode,
      day,
      places: reach,
      isRunning: true,
      limit: Infinity,
    });
    return rows.flatMap((row) => row.awaits.filter(isNow).map((awaited) => workOfCase(row, awaited)));
  },
});

const isEmpty = ({ areaCodes, householdNos }: Reach): boolean =>
  areaCodes.length === 0 && householdNos.length === 0;

/** The last day of the whole procedure is nobody's work until it is over, or the record is what comes next. */
const isNow = ({ action, is_overdue }: AwaitedRow, link: number): boolean =>
  action !== 'record' || link === 0 || is_overdue;

function workOfCase(row: CaseSummary, { action, due, departments }: AwaitedRow): Work {
  const { zh, en, role } = ACTIONS[action];
  const lacking = (language: 'zh' | 'en'): string => {
    if (departments === undefined) return '';
    const names = departments.map((code) => DEPARTMENT_NAMES[code]?.[language] ?? code);
    return language === 'zh' ? `：${names.join('、')}` : `: ${names.join(', ')}`;
  };
  return {
    subject: `cases:${row.case_no}`,
    words: { zh: `${zh}${lacking('zh')}`, en: `${en}${lacking('en')}` },
    due,
    areaCode: row.area_code,
    householdNo: row.household_no,
    owner: { level: LEVEL_OF[role] },
  };
}

/** Objections without an answer: the people of the area that answers. */
const OBJECTION_WORK: WorkSource = {
  name: 'objection',
  async dueFor(tx, countyCode, { areaCodes }, asOf) {
    const objections = await listObjections(tx, countyCode);
    return objections
      .filter(({ received_on, answered_on, area_code }) => {
        const isOpen = received_on <= asOf && (answered_on === null || answered_on > asOf);
        return isOpen && areaCodes.includes(area_code);
      })
      .map(({ objection_no, subject_module, subject_id, answer_by, area_code }) => ({
        subject: `objection:${objection_no}`,
        words: {
          zh: `答复对 ${subject_module}:${subject_id} 的异议`,
          en: `answer the objection to ${subject_module}:${subject_id}`,
        },
        due: answer_by,
        areaCode: area_code,
        householdNo: null,
      }));
  },
};

/** Notices to be put up, and those that hang and end. */
const NOTICE_WORK: WorkSource = {
  name: 'notice',
  async dueFor(tx, countyCode, { areaCodes }, asOf) {
    if (areaCodes.length === 0) return [];
    return (await showNotices(tx, countyCode, asOf))
      .filter(({ area_code, progress }) => areaCodes.includes(area_code) && progress.status !== 'complete')
      .map((notice) => ({
        subject: `notice:${notice.notice_no}`,
        ...noticeStep(notice),
        areaCode: notice.area_code,
        householdNo: null,
      }));
  },
};

function noticeStep({ first_day, progress: { status, lastDay } }: NoticeView): {
  readonly words: Bilingual;
  readonly due: PlainDate | null;
} {
  if (status === 'planned') return { words: { zh: '张贴公示', en: 'put the notice up' }, due: first_day };
  if (status === 'interrupted')
    return { words: { zh: '重新张贴公示', en: 'put the notice up again' }, due: null };
  return { words: { zh: '公示期满', en: 'the notice ends' }, due: lastDay ?? null };
}

/** Grievances without an answer: their owners. */
const GRIEVANCE_WORK: WorkSource = {
  name: 'grievance',
  async dueFor(tx, countyCode, _, asOf) {
    return (await listGrievances(tx, countyCode))
      .filter(({ verdict, since }) => verdict === null && since <= asOf)
      .map(({ grievance_no, category, owner, answer_by, area_code }) => ({
        subject: `grievance:${grievance_no}`,
        words: {
          zh: `答复投诉（${CATEGORIES[category].zh}）`,
          en: `answer the grievance (${CATEGORIES[category].en})`,
        },
        due: answer_by,
        areaCode: area_code,
        householdNo: null,
        owner: { name: owner },
      }));
  },
};
