import type { Bilingual } from '../../kernel/index.ts';

/** How a household agreed: in its own session, after what was filled in for it was read back, or on paper. */
export const CONSENT_FORMS = ['own', 'read_back', 'signed'] as const;

export interface Consent {
  /** Who agreed for the household. */
  readonly by: string;
  readonly form: (typeof CONSENT_FORMS)[number];
}

/** What is agreed to, to be shown and read aloud. Other words get another version. */
export const CONSENT_WORDS: Bilingual & { readonly version: string } = {
  version: '2026-11-25',
  zh: '我同意：县防贫办为核实我家的困难，可以向医保、教育、民政、自然资源、市场监管、公安交管等部门查询我家的支出、房屋、经营和车辆情况，可以派人入户核查，核查后由村里评议。公开张榜时只写户主的姓和星号、人数、帮扶事项和金额档次，不写病情、收入、证件号、电话和账号。我说的都是真的。在决定之前，我随时可以撤回。',
  en: 'I agree: to check our need, the county prevention office may ask the departments of health insurance, education, civil affairs, natural resources, market regulation and traffic police about our spending, houses, business and vehicles, may send people to visit us, and the village then decides. A public notice shows only the surname of the head with stars, the number of people, the measure and the class of the amount; no illness, income, ID number, phone or account. What I say is true. Until it is decided I may withdraw at any time.',
};
