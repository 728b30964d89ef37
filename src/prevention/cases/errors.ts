import { failer } from '../../kernel/index.ts';

export const failures = {
  'cases.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {case} 号案件；请用 terrace case list 查看。',
      en: 'County {county} has no case {case}; see terrace case list.',
    },
  },
  'cases.actionUnknown': {
    status: 422,
    message: {
      zh: '没有“{action}”这一步；可用：{known}。',
      en: 'There is no action "{action}"; there are {known}.',
    },
  },
  'cases.elsewhere': {
    status: 422,
    message: {
      zh: '“{actionZh}”请用 terrace {command} 办理，事项写作 {subject}。',
      en: 'To {actionEn}, use terrace {command} with the subject {subject}.',
    },
  },
  'cases.fieldUnknown': {
    status: 422,
    message: {
      zh: '“{actionZh}”没有“{field}”这一项；应填：{known}。',
      en: 'There is nothing called {field} to give when you {actionEn}; it takes {known}.',
    },
  },
  'cases.fieldMissing': {
    status: 422,
    message: {
      zh: '“{actionZh}”须填写“{field}”（{values}）。',
      en: 'To {actionEn}, give {field} ({values}).',
    },
  },
  'cases.fieldValue': {
    status: 422,
    message: {
      zh: '“{field}”填的“{value}”不合要求；应为 {values}。',
      en: '"{value}" does not fit {field}, which is {values}.',
    },
  },
  'cases.evidenceMissing': {
    status: 422,
    message: {
      zh: '“{actionZh}”须附证据文件（照片、签字的核查表）。',
      en: 'To {actionEn}, add files that show it (photos, the signed form).',
    },
  },
  'cases.evidenceUnasked': {
    status: 422,
    message: {
      zh: '“{actionZh}”不附证据文件。',
      en: 'No files are added when you {actionEn}.',
    },
  },
  'cases.companion': {
    status: 422,
    message: {
      zh: '入户核查须两人：“{companion}”不能是核查人本人，也不能是发现人。',
      en: 'Two people visit: {companion} is the visitor, or found the household; name somebody else.',
    },
  },
  'cases.department': {
    status: 422,
    message: {
      zh: '“{department}”不在此步可填的部门之内：{known}。',
      en: '{department} is none of the departments this is about: {known}.',
    },
  },
  'cases.otherDepartment': {
    status: 403,
    message: {
      zh: '“{actor}”只能替 {own} 答复，不能替“{department}”答复。请由该部门的账号答复。',
      en: '"{actor}" answers for {own}, not for {department}. An account of that department has to answer.',
    },
  },
  'cases.future': {
    status: 422,
    message: {
      zh: '{day} 晚于今天（{today}）；请在发生当日登记。',
      en: '{day} lies after today ({today}); record it on the day it happens.',
    },
  },
  'cases.early': {
    status: 422,
    message: {
      zh: '{case} 号案件上一步在 {last}，不能在 {day} 再办理。',
      en: 'The last action of case {case} was on {last}; nothing can be added on {day}.',
    },
  },
  'cases.noFinding': {
    status: 409,
    message: {
      zh: '截至 {day}，农户 {household} 在 {policy} 下没有有效线索；请先筛查，或登记自主申报。',
      en: 'Household {household} has no finding in force under {policy} on {day}; screen first, or record its self-declaration.',
    },
  },
  'cases.open': {
    status: 409,
    message: {
      zh: '农户 {household} 本政策年已有办理中的 {case} 号案件；请在该案中办理，或先办结。',
      en: 'Case {case} of household {household} for this policy year is still open; go on with it, or end it first.',
    },
  },
  'cases.covered': {
    status: 409,
    message: {
      zh: '农户 {household} 的线索已在 {case} 号案件中办结，此后没有新的变化。',
      en: 'The findings of household {household} were settled by case {case}, and nothing new has been found since.',
    },
  },
  'cases.parameter': {
    status: 422,
    message: {
      zh: '政策 {policy} 没有参数 {path}，不能据以办案。',
      en: 'Policy {policy} has no parameter {path}, which a case needs.',
    },
  },
  'cases.notYet': {
    status: 409,
    message: {
      zh: '{case} 号案件现为“{statusZh}”；“{actionZh}”之前还须：{missingZh}。',
      en: 'Case {case} stands at "{statusEn}"; before you {actionEn}, it needs: {missingEn}.',
    },
  },
  'cases.notNow': {
    status: 409,
    message: {
      zh: '{case} 号案件现为“{statusZh}”；“{actionZh}”只在以下情形办理：{fromZh}。',
      en: 'Case {case} stands at "{statusEn}"; you {actionEn} only when it stands at: {fromEn}.',
    },
  },
  'cases.unanswered': {
    status: 409,
    message: {
      zh: '{case} 号案件的比对部门尚未答复：{departments}。',
      en: 'Departments have not answered about case {case}: {departments}.',
    },
  },
  'cases.unexplained': {
    status: 409,
    message: {
      zh: '{case} 号案件比对有结果而未说明理由：{departments}；请说明，或不予受理。',
      en: 'Case {case} has hits without a reason why they do not count: {departments}; give the reason, or reject the case.',
    },
  },
  'cases.nothingToOverrule': {
    status: 409,
    message: {
      zh: '{case} 号案件没有待说明的比对结果。',
      en: 'Case {case} has no hit that waits for a reason.',
    },
  },
  'cases.notReviewed': {
    status: 409,
    message: {
      zh: '{case} 号案件入户核查后还没有会议决定；请以 {subject} 为事项评议。',
      en: 'No meeting has decided on case {case} since the visit; let one decide on {subject}.',
    },
  },
  'cases.villageRefused': {
    status: 409,
    message: {
      zh: '{case} 号案件在 {meeting} 号会议上未获通过；请不予受理或退回。',
      en: 'Meeting {meeting} refused case {case}; reject it or return it.',
    },
  },
  'cases.otherBody': {
    status: 409,
    message: {
      zh: '{meeting} 号会议属 {area}，事项为 {kind}；{case} 号案件须由本村或其上级就 {wanted} 评议。',
      en: 'Meeting {meeting} is of {area} and about {kind}; case {case} needs one of its own village, or an area above, about {wanted}.',
    },
  },
  'cases.reviewedEarly': {
    status: 409,
    message: {
      zh: '{case} 号案件在 {day} 评议时，部门比对尚未办结；请重新评议。',
      en: 'When the village decided on case {case} on {day}, the departments’ checks were not settled; let it decide anew.',
    },
  },
  'cases.chair': {
    status: 403,
    message: {
      zh: '{chair} 既主持 {case} 号案件的评议，又是{partZh}；请由他人主持重新评议。',
      en: '{chair} chaired the review of case {case} and is its {partEn} too; let somebody else chair a new one.',
    },
  },
  'cases.contested': {
    status: 409,
    message: {
      zh: '{case} 号案件有未答复的异议（{objections}）；答复之前暂停。',
      en: 'Objections to case {case} wait for an answer ({objections}); nothing happens before.',
    },
  },
  'cases.noNotice': {
    status: 409,
    message: {
      zh: '{case} 号案件的评议结果还没有公示。',
      en: 'The decision on case {case} has not been made public.',
    },
  },
  'cases.noticeRunning': {
    status: 409,
    message: {
      zh: '{case} 号案件的 {notice} 号公示未满期（{status}，最后一日 {last}）。',
      en: 'Notice {notice} about case {case} is not complete ({status}, last day {last}).',
    },
  },
  'cases.notWorth': {
    status: 409,
    message: {
      zh: '{case} 号案件不能备案：{whyZh}',
      en: 'Case {case} cannot be recorded: {whyEn}',
    },
  },
  'cases.nothingDue': {
    status: 409,
    message: {
      zh: '{case} 号案件核定应付 {due} 元，没有可支付的金额；请不予受理。',
      en: 'Case {case} is worth {due} yuan, so that there is nothing to pay; reject it.',
    },
  },
  'cases.suspended': {
    status: 409,
    message: {
      zh: '{case} 号案件的支付令因 {because} 暂停；请待其处理完毕。',
      en: 'The payment order of case {case} is suspended because of {because}; wait until that is settled.',
    },
  },
  'cases.removalEarly': {
    status: 409,
    message: {
      zh: '{case} 号案件 {identified} 识别，满 {months} 个月后方可消除风险。',
      en: 'Case {case} was identified on {identified}; its risk is removed after {months} months at the earliest.',
    },
  },
  'cases.noMeasure': {
    status: 409,
    message: {
      zh: '{case} 号案件已落实帮扶措施 {count} 项，至少须 {wanted} 项。',
      en: '{count} measures were carried out in case {case}; at least {wanted} must be.',
    },
  },
  'cases.notSecure': {
    status: 409,
    message: {
      zh: '{case} 号案件最近一次回访有未达到的条件：{answers}。',
      en: 'The last follow-up of case {case} found conditions that do not hold: {answers}.',
    },
  },
  'cases.noLabour': {
    status: 409,
    message: {
      zh: '{case} 号案件的农户没有登记有劳动能力的成员；整户无劳动能力的不标注风险消除。',
      en: 'No member of the household of case {case} is recorded as able to work; households without labour are not marked.',
    },
  },
  'cases.removalUndecided': {
    status: 409,
    message: {
      zh: '{case} 号案件的风险消除还没有经评议通过并公示期满（事项 {subject}）。',
      en: 'The removal of the risk of case {case} is not decided by the village with a complete notice (subject {subject}).',
    },
  },
  'cases.appealedBefore': {
    status: 409,
    message: {
      zh: '{case} 号案件已申诉过一次；请向上级机关提出。',
      en: 'Case {case} was appealed before; turn to the office above.',
    },
  },
  'cases.own': {
    status: 403,
    message: {
      zh: '{actor} 与 {case} 号案件的农户成员同名，不能办理本户案件；请换人。',
      en: '{actor} bears the name of a member of the household of case {case}; nobody acts on their own case, let somebody else do it.',
    },
  },
  'cases.apart': {
    status: 403,
    message: {
      zh: '{actor} 是 {case} 号案件的{partZh}，不能再“{actionZh}”；请换人。',
      en: '{actor} is already {partEn} of case {case} and cannot {actionEn} too; let somebody else do it.',
    },
  },
  'cases.nothingChosen': {
    status: 422,
    message: {
      zh: '没有选择线索或案件；请至少选择一条。',
      en: 'No finding and no case was chosen; choose at least one.',
    },
  },
  'cases.handlerUnknown': {
    status: 422,
    message: {
      zh: '“{handler}”不是 {county} 县可以办理案件的账号；请从承办人名单中选择。',
      en: '"{handler}" is no account that may work on cases in county {county}; choose one from the list of colleagues.',
    },
  },
  'cases.handlerElsewhere': {
    status: 422,
    message: {
      zh: '{household} 户不在“{handler}”负责的范围内；没有分派任何一条，请换人或分开分派。',
      en: 'Household {household} lies outside what "{handler}" is responsible for; nothing was given, choose somebody else or give them apart.',
    },
  },
  'cases.noFindingOf': {
    status: 404,
    message: {
      zh: '{household} 户没有政策 {policy} 在 {year} 年的预警线索；请刷新清单后再选。',
      en: 'There is no finding of household {household} under {policy} in {year}; load the list again and choose anew.',
    },
  },
} as const;

export const fail = failer(failures);
