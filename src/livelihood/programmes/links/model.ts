import type { Bilingual } from '../../../kernel/pure.ts';

/** How a household takes part in an industry (domain.md M23). */
export const PARTICIPATION_FORMS = {
  operator: { zh: '经营主体', en: 'operates a business of its own' },
  worker: { zh: '产业工人', en: 'works for wages' },
  shareholder: { zh: '股东', en: 'holds shares or lets land' },
} as const satisfies Record<string, Bilingual>;
export type ParticipationForm = keyof typeof PARTICIPATION_FORMS;

/** What binds an entity and a household (domain.md M14, M23). */
export const LINK_KINDS = {
  order: { zh: '订单收购', en: 'order with a floor price' },
  job: { zh: '务工', en: 'job' },
  rent: { zh: '土地流转', en: 'rent of land' },
  dividend: { zh: '入股分红', en: 'dividend' },
  trusteeship: { zh: '托管', en: 'trusteeship' },
} as const satisfies Record<string, Bilingual>;
export type LinkKind = keyof typeof LINK_KINDS;

/** The chain from loan to sale (domain.md M12). */
export const STAGES = {
  loan: { zh: '贷款', en: 'loan' },
  production: { zh: '生产', en: 'production' },
  insurance: { zh: '保险', en: 'insurance' },
  storage: { zh: '仓储', en: 'storage' },
  sale: { zh: '销售', en: 'sale' },
} as const satisfies Record<string, Bilingual>;
export type Stage = keyof typeof STAGES;

export const OBLIGATION_STATUSES = {
  due: { zh: '未到期', en: 'not due yet' },
  late: { zh: '逾期未记录', en: 'due, nothing recorded' },
  kept: { zh: '已履行', en: 'kept' },
  broken: { zh: '未履行', en: 'not kept' },
} as const satisfies Record<string, Bilingual>;
export type ObligationStatus = keyof typeof OBLIGATION_STATUSES;
