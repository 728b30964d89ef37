import { failer } from '../../../kernel/index.ts';

/** In the order of refusal. */
export const failures = {
  'spending.policy': {
    status: 409,
    message: {
      zh: '政策 {version} 没有 {path}；请换用有开支分级规定的政策。',
      en: 'The policy {version} has no {path}; use one that rules spending.',
    },
  },
  'spending.noTier': {
    status: 409,
    message: {
      zh: '金额超出政策的最高一级；请补充分级规定。',
      en: 'The amount lies above every tier of the policy; the policy needs a last tier.',
    },
  },
  'spending.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有第 {expenditure} 号开支申请；请核对编号。',
      en: 'County {county} has no request {expenditure}; check the number.',
    },
  },
  'spending.payee': {
    status: 422,
    message: {
      zh: '“{payee}”不能作为收款方：对外开支写单位名称，内部划转写经营主体编号。',
      en: '"{payee}" cannot be paid: an expense names a supplier, a transfer the number of another entity.',
    },
  },
  'spending.amount': {
    status: 422,
    message: { zh: '金额须大于 0。', en: 'The amount must be above 0.' },
  },
  'spending.stepTwice': {
    status: 409,
    message: {
      zh: '第 {expenditure} 号开支申请已记录“{step}”。',
      en: 'Request {expenditure} already has the step "{step}".',
    },
  },
  'spending.notNow': {
    status: 409,
    message: {
      zh: '第 {expenditure} 号开支申请处于“{status}”，现在不能{act}。',
      en: 'Request {expenditure} is "{status}"; it cannot be {act} now.',
    },
  },
  'spending.notBoard': {
    status: 403,
    message: {
      zh: '{actor} 不是该地区监督委员会在任成员，不能否决。',
      en: '{actor} sits in no supervisory board of the area and cannot veto.',
    },
  },
  'spending.samePerson': {
    status: 403,
    message: {
      zh: '{actor} 提出或主持表决了第 {expenditure} 号开支申请，不能再授权；请由他人办理。',
      en: '{actor} requested {expenditure} or chaired the vote on it and does not authorise it too; somebody else does.',
    },
  },
} as const;

export const fail = failer(failures);
