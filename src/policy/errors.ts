import { failer, type FailureKind } from '../kernel/pure.ts';

/** This module's part of the error catalogue. */
export const failures = {
  'policy.unknown': {
    status: 404,
    message: {
      zh: '没有编号为“{id}”的政策；现有政策：{known}。',
      en: 'There is no policy "{id}"; the policies are: {known}.',
    },
  },
  'policy.malformed_reference': {
    status: 400,
    message: {
      zh: '“{reference}”不是政策编号；请写成 ID 或 ID@日期，例如 wei-2017 或 wei-2017@2017-12-31。',
      en: '"{reference}" is not a policy reference; write ID or ID@DATE, such as wei-2017 or wei-2017@2017-12-31.',
    },
  },
  'policy.outside_period': {
    status: 422,
    message: {
      zh: '政策 {id} 的有效期是 {period}，{day} 不在其中；请换日期，或用 {id}@日期 固定版本。',
      en: 'Policy {id} is in force {period}, and {day} lies outside; take another day, or pin a version with {id}@DATE.',
    },
  },
  'policy.version_differs': {
    status: 409,
    message: {
      zh: '{reference} 记录的内容与现在的政策文件不同（现为 {version}）；请恢复原来的政策文件后再复算。',
      en: '{reference} names a content the policy file no longer has (it is {version} now); restore that file to recompute.',
    },
  },
  'policy.no_schedule': {
    status: 422,
    message: {
      zh: '政策 {version} 没有为“{group}”规定“{peril}”的补偿标准；有此标准的类别：{groups}。',
      en: 'Policy {version} has no payout schedule for group "{group}" and peril "{peril}"; groups with one: {groups}.',
    },
  },
  'policy.no_lines': {
    status: 422,
    message: {
      zh: '政策 {version} 没有防贫预警线，不能用来筛查；请选有预警线的政策。',
      en: 'Policy {version} has no warning lines and cannot screen; choose a policy that has them.',
    },
  },
  'policy.no_protection_line': {
    status: 422,
    message: {
      zh: '政策 {version} 没有防贫保障线，不能判断收入是否符合条件。',
      en: 'Policy {version} has no protection line and cannot tell whether an income is eligible.',
    },
  },
  'policy.invalid_file': {
    status: 422,
    message: {
      zh: '政策文件 {file} 有 {count} 处错误，第一处：{faultZh}',
      en: 'Policy file {file} cannot be used; faults: {count}; the first: {faultEn}',
    },
  },
  'policy.unreadable': {
    status: 422,
    message: {
      zh: '读不到政策文件 {file}；请检查路径和权限。',
      en: 'The policy file or directory {file} cannot be read; check the path and the permissions.',
    },
  },
  'policy.change_path': {
    status: 422,
    message: {
      zh: '政策 {id} 中没有可修改的“{path}”；可修改的有：{paths}。',
      en: 'Policy {id} has nothing to change at "{path}"; what can change: {paths}.',
    },
  },
  'policy.change_not_later': {
    status: 409,
    message: {
      zh: '{path} 已有自 {latest} 起的规定；新的起始日（{from}）必须在其后，已生效的规定不得改写。',
      en: '{path} already has a value from {latest}; a change must start after it, not on {from}: what was in force is never rewritten.',
    },
  },
  'policy.change_malformed': {
    status: 422,
    message: {
      zh: '这项修改的 {field} 有误：{faultZh}',
      en: 'The {field} of this change is wrong: {faultEn}',
    },
  },
  'policy.change_same_person': {
    status: 403,
    message: {
      zh: '提出人和批准人都是 {person}；修改政策须由另一人批准。',
      en: '{person} both proposed and approved this change; another person must approve it.',
    },
  },
  'policy.proposal_unknown': {
    status: 404,
    message: { zh: '没有第 {no} 号政策建议。', en: 'There is no policy proposal {no}.' },
  },
  'policy.proposal_decided': {
    status: 409,
    message: {
      zh: '第 {no} 号政策建议已由 {person} 决定。',
      en: 'Policy proposal {no} was already decided by {person}.',
    },
  },
  'policy.change_refused': {
    status: 422,
    message: {
      zh: '按此修改政策 {id} 就不成立：{faultZh}',
      en: 'With this change policy {id} would be wrong: {faultEn}',
    },
  },
} as const satisfies Record<string, FailureKind>;

export const fail = failer(failures);
