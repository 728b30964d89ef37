import type { Bilingual } from '../../kernel/pure.ts';

/** Names of the departments a policy may ask; one that is not here is shown by its code. */
export const DEPARTMENT_NAMES: Readonly<Record<string, Bilingual>> = {
  land_resources: { zh: '自然资源（房产）', en: 'Land resources (houses)' },
  market_regulation: { zh: '市场监管（经营主体）', en: 'Market regulation (businesses)' },
  traffic_police: { zh: '公安交管（车辆）', en: 'Traffic police (vehicles)' },
};
