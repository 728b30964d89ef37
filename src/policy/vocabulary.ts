import type { Bilingual } from '../kernel/pure.ts';

/** The household groups of every import file, in file-code order; the order numbers the columns of a what-if. */
export const GROUPS = [
  'registered',
  'non_high_standard_lifted',
  'non_poor_low_income',
  'sudden_hardship',
  'general',
] as const;
export type Group = (typeof GROUPS)[number];

/** What a household can be struck by, in file-code order; the order numbers the columns of a what-if. */
export const PERILS = ['medical', 'education', 'disaster', 'traffic_medical', 'traffic_loss'] as const;
export type Peril = (typeof PERILS)[number];

/** What a bill can be for. A blank item always counts: a file without the column must not lose a household. */
export const ITEMS = ['inpatient', 'outpatient', 'tuition', 'boarding', 'textbook', 'other'] as const;
export type Item = (typeof ITEMS)[number];

/** `marginal`: each slice at its own rate. `whole_amount`: all at the last slice's rate; for studies only (C9). */
export const READINGS = ['marginal', 'whole_amount'] as const;
export type Reading = (typeof READINGS)[number];

export const GROUP_LABELS: Readonly<Record<Group, Bilingual>> = {
  registered: { zh: '建档立卡贫困户', en: 'registered poor household' },
  non_high_standard_lifted: { zh: '非高标准脱贫户', en: 'non-high-standard out-of-poverty household' },
  non_poor_low_income: { zh: '非贫低收入户', en: 'non-poverty low-income household' },
  sudden_hardship: { zh: '突发严重困难户', en: 'household in sudden serious difficulty' },
  general: { zh: '一般农户', en: 'general rural household' },
};

export const PERIL_LABELS: Readonly<Record<Peril, Bilingual>> = {
  medical: { zh: '因病', en: 'illness' },
  education: { zh: '因学', en: 'education' },
  disaster: { zh: '因灾', en: 'natural disaster' },
  traffic_medical: { zh: '交通事故（医疗费用）', en: 'traffic accident, medical expenditure' },
  traffic_loss: { zh: '交通事故（财产损失）', en: 'traffic accident, financial loss' },
};

/** Every unit a policy number may carry. A unit outside this list is refused, so that no number is ambiguous. */
export const UNITS = [
  'yuan',
  'yuan_per_person',
  'yuan_per_person_year',
  'yuan_per_household',
  'yuan_per_household_year',
  'yuan_per_m2',
  'yuan_per_mu',
  'yuan_per_mu_year',
  'yuan_per_year',
  'yuan_per_kg',
  'yuan_per_piece',
  'yuan_per_package',
  'yuan_per_point',
  'ratio',
  'person',
  'household',
  'entity',
  'post',
  'loan',
  'point',
  'mu',
  'm2',
  'm2_per_person',
  'm2_per_household',
  'kg',
  'piece',
  'calendar_day',
  'working_day',
  'month',
  'year',
  'calendar_year',
  'times_per_year',
  'age',
  'correlation',
  'score',
  'item',
  'stream',
  'choice',
  'threshold',
  'flag',
] as const;
export type Unit = (typeof UNITS)[number];

export const isGroup = (text: string): text is Group => (GROUPS as readonly string[]).includes(text);
export const isPeril = (text: string): text is Peril => (PERILS as readonly string[]).includes(text);
