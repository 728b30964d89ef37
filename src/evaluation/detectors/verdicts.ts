import type { Bilingual } from '../../kernel/pure.ts';

/** What an answer to a detector says. */
export const VERDICTS = {
  put_right: { zh: '已整改', en: 'put right' },
  in_order: { zh: '情况属实、合规', en: 'in order' },
  data_wrong: { zh: '数据有误', en: 'the data are wrong' },
} as const satisfies Record<string, Bilingual>;
export type Verdict = keyof typeof VERDICTS;
