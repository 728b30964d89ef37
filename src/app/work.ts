import type { Bilingual, PlainDate } from '../kernel/index.ts';
import { listObjections, type NoticeView, showNotices } from '../governance/index.ts';
import { listFeedback } from '../livelihood/programmes/index.ts';
import {
  ACTIONS,
  type AwaitedRow,
  type CaseWork,
  DEPARTMENT_NAMES,
  listCases,
  type PlacedCase,
  placedCases,
  type PolicyOn,
  type Role,
} from '../prevention/cases/index.ts';
import { CATEGORIES, listGrievances } from '../prevention/payout/index.ts';
import { CONDITION_TITLES, pageOfChanges } from '../registry/index.ts';
import type { Level, Work, WorkSource } from '../responsibility/index.ts';

/** All modules that have work for people, as an inbox takes it; `works` where a server knows where cases stand on the day. */
export const workSources = (policyOn: PolicyOn, works?: readonly CaseWork[]): readonly WorkSource[] => [
  caseWork(policyOn, works),
  OBJECTION_WORK,
  NOTICE_WORK,
  GRIEVANCE_WORK,
  FEEDBACK_WORK,
  CONDITION_WORK,
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
const caseWork = (policyOn: PolicyOn, works?: readonly CaseWork[]): WorkSource => ({
  name: 'case',
  async dueFor(tx, countyCode, reach, day) {
    const placed = await placedCases(tx, countyCode, reach);
    const caseNos = placed.map(({ caseNo }) => caseNo);
    const order = { countyCode, day, caseNos, isRunning: true, limit: Infinity };
    const awaitsOf = new Map(
      works?.map(({ caseNo, awaits }) => [caseNo, awaits]) ??
        (await listCases(tx, policyOn, order)).rows.map((row) => [row.case_no, row.awaits]),
    );
    return placed.flatMap((each) => {
      const due = (awaitsOf.get(each.caseNo) ?? []).filter(isNow);
      const { handler } = each;
      return [
        ...(each.isWithin ? due.map((awaited) => workOfCase(each, awaited)) : []),
        // Who handles a case sees to its next step, whoever takes it.
        ...(handler === null
          ? []
          : due.slice(0, 1).map((awaited) => ({ ...workOfCase(each, awaited), owner: { name: handler } }))),
      ];
    });
  },
});

/** The last day of the whole procedure is nobody's work until it is over, or the record is what comes next. */
const isNow = ({ action, is_overdue }: AwaitedRow, link: number): boolean =>
  action !== 'record' || link === 0 || is_overdue;

function workOfCase(
  { caseNo, areaCode, householdNo }: PlacedCase,
  { action, due, departments }: AwaitedRow,
): Work {
  const { zh, en, role } = ACTIONS[action];
  const lacking = (language: 'zh' | 'en'): string => {
    if (departments === undefined) return '';
    const names = departments.map((code) => DEPARTMENT_NAMES[code]?.[language] ?? code);
    return language === 'zh' ? `：${names.join('、')}` : `: ${names.join(', ')}`;
  };
  return {
    subject: `cases:${caseNo}`,
    step: action,
    words: { zh: `${zh}${lacking('zh')}`, en: `${en}${lacking('en')}` },
    due,
    areaCode,
    householdNo,
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
      .map(({ objection_no, answer_by, area_code }) => ({
        subject: `objection:${objection_no}`,
        step: 'answer',
        words: {
          zh: `答复第 ${objection_no} 号意见`,
          en: `answer objection ${objection_no}`,
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
  readonly step: string;
  readonly words: Bilingual;
  readonly due: PlainDate | null;
} {
  if (status === 'planned')
    return { step: 'post', words: { zh: '张贴公示', en: 'put the notice up' }, due: first_day };
  if (status === 'interrupted')
    return { step: 'post_again', words: { zh: '重新张贴公示', en: 'put the notice up again' }, due: null };
  return { step: 'end', words: { zh: '公示期满', en: 'the notice ends' }, due: lastDay ?? null };
}

/** Grievances without an answer: their owners. */
const GRIEVANCE_WORK: WorkSource = {
  name: 'grievance',
  async dueFor(tx, countyCode, _, asOf) {
    return (await listGrievances(tx, countyCode))
      .filter(({ verdict, since }) => verdict === null && since <= asOf)
      .map(({ grievance_no, category, owner, answer_by, area_code }) => ({
        subject: `grievance:${grievance_no}`,
        step: 'answer',
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

/** Feedback of households and entities without an answer: the people of the entity's area. */
const FEEDBACK_WORK: WorkSource = {
  name: 'feedback',
  async dueFor(tx, countyCode, { areaCodes }, asOf) {
    return (await listFeedback(tx, countyCode))
      .filter(({ answered_on, received_on, area_code }) => {
        const isOpen = received_on <= asOf && (answered_on === null || answered_on > asOf);
        return isOpen && areaCodes.includes(area_code);
      })
      .map(({ feedback_no, entity_no, topic, answer_by_day, area_code }) => ({
        subject: `entity:${entity_no}`,
        step: `answer_${feedback_no}`,
        words: { zh: `答复反馈：${topic}`, en: `answer the feedback: ${topic}` },
        due: answer_by_day,
        areaCode: area_code,
        householdNo: null,
      }));
  },
};

/** Changes of a household's conditions that nobody decided yet: the county's people, but whoever proposed one. */
const CONDITION_WORK: WorkSource = {
  name: 'condition',
  async dueFor(tx, countyCode) {
    const { rows } = await pageOfChanges(tx, countyCode, { status: 'proposed' }, { limit: WAITING_MOST });
    return rows.map(({ change_no, kind, area_code, household_no, proposed_by }) => ({
      subject: `condition:${change_no}`,
      step: 'decide',
      words: {
        zh: `审批登记变更：${CONDITION_TITLES[kind].zh}`,
        en: `decide a change of the register: ${CONDITION_TITLES[kind].en}`,
      },
      due: null,
      areaCode: area_code,
      householdNo: household_no,
      owner: { level: 'county' },
      notOf: proposed_by,
    }));
  },
};
/** More are not looked through at a time. */
const WAITING_MOST = 500;
