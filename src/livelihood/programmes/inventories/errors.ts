import { failer } from '../../../kernel/index.ts';

/** In the order of refusal. */
export const failures = {
  'inventory.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有第 {inventory} 次清产核资；请核对编号。',
      en: 'County {county} has no inventory {inventory}; check the number.',
    },
  },
  'inventory.twice': {
    status: 409,
    message: {
      zh: '第 {entity} 号经营主体在 {day} 已清产核资（第 {inventory} 号）；请另定基准日。',
      en: 'Entity {entity} already has the inventory {inventory} as of {day}; count as of another day.',
    },
  },
  'inventory.noLines': {
    status: 422,
    message: { zh: '清产核资须至少有一行。', en: 'An inventory has at least one line.' },
  },
  'inventory.line': {
    status: 422,
    message: {
      zh: '第 {line} 行：价值不小于 0，账外资产的账面值为 0，数量与单位一并填写，名称不重复。',
      en: 'Line {line}: values are not below 0, what stood in no book has the book value 0, a quantity has a unit, and each name stands once.',
    },
  },
} as const;

export const fail = failer(failures);
