import { failer } from '../../kernel/index.ts';

export const failures = {
  'compensation.claimUnknown': {
    status: 404,
    message: {
      zh: '{county} 县没有理赔单 {claim}；请核对编号。',
      en: 'County {county} has no claim {claim}; check its number.',
    },
  },
  'compensation.noFinding': {
    status: 409,
    message: {
      zh: '截至 {day}，农户 {household} 在 {policy} 下没有有效线索；请先筛查，或登记自主申报。',
      en: 'Household {household} has no finding in force under {policy} on {day}; screen first, or record its self-declaration.',
    },
  },
  'compensation.notEligible': {
    status: 409,
    message: {
      zh: '农户 {household} 不符合条件：认定前 {months} 个月人均收入 {income} 元，防贫保障线为 {line} 元。',
      en: 'Household {household} is not eligible: its income per head in the {months} months before identification is {income} yuan, the protection line {line} yuan.',
    },
  },
  'compensation.unknown': {
    status: 409,
    message: {
      zh: '无法判断农户 {household} 是否符合条件，缺少：{missingZh}。请入户核实后补充。',
      en: 'Whether household {household} is eligible is unknown; missing: {missingEn}. Ask on the visit and import it.',
    },
  },
  'compensation.doubleBill': {
    status: 409,
    message: {
      zh: '农户 {household} 的单据 {records} 看似同一张单据列在两类事由下（{perils}）；请先更正其中一条。',
      en: 'The records {records} of household {household} look like one bill under two perils ({perils}); correct one of them first.',
    },
  },
  'compensation.noHousehold': {
    status: 404,
    message: {
      zh: '{county} 县没有编号为 {household} 的农户。',
      en: 'There is no household {household} in county {county}.',
    },
  },
  'compensation.noSchedule': {
    status: 409,
    message: {
      zh: '农户 {household} 的类别 {group} 在 {policy} 下没有补偿标准。',
      en: 'Household {household} is in the group {group}, which {policy} does not compensate.',
    },
  },
} as const;

export const fail = failer(failures);
