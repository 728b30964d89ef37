import type { AreaLevel, Bilingual, PlainDate } from '../kernel/index.ts';

export type Level = 'household' | AreaLevel;

/** The five levels of domain.md M26 and the household below them, from below. */
export const LEVEL_NAMES: Readonly<Record<Level, Bilingual>> = {
  household: { zh: '户', en: 'household' },
  village: { zh: '村级', en: 'village' },
  township: { zh: '乡级', en: 'township' },
  county: { zh: '县级', en: 'county' },
  prefecture: { zh: '市级', en: 'city' },
  province: { zh: '省级', en: 'province' },
};
export const LEVELS = Object.keys(LEVEL_NAMES) as readonly Level[];

/** Levels as a sentence lists them. */
export const levelList = (levels: readonly Level[]): Bilingual => ({
  zh: levels.map((level) => LEVEL_NAMES[level].zh).join('、'),
  en: levels.map((level) => LEVEL_NAMES[level].en).join(', '),
});

interface PostRule extends Bilingual {
  readonly levels: readonly Level[];
  /** One at a time, who answers for the place; the others help. */
  readonly leads: boolean;
}

// A table is read by its columns.
// prettier-ignore
/** Posts in which somebody is named. Party secretaries lead on five levels (M26), the responsible helper a household (§3.5). */
export const POSTS = {
  secretary:       { zh: '党组织书记', en: 'Party secretary', leads: true, levels: ['village', 'township', 'county', 'prefecture', 'province'] },
  head:            { zh: '行政负责人', en: 'head of the government or committee', leads: false, levels: ['village', 'township', 'county', 'prefecture', 'province'] },
  office:          { zh: '防贫办工作人员', en: 'officer of the prevention office', leads: false, levels: ['township', 'county', 'prefecture', 'province'] },
  first_secretary: { zh: '第一书记', en: 'first secretary', leads: false, levels: ['village'] },
  team_member:     { zh: '驻村工作队员', en: 'member of the resident team', leads: false, levels: ['village'] },
  grid_member:     { zh: '网格员', en: 'grid member', leads: false, levels: ['village'] },
  helper:          { zh: '帮扶责任人', en: 'responsible helper', leads: true, levels: ['household'] },
} as const satisfies Record<string, PostRule>;
export type Post = keyof typeof POSTS;
export const POST_NAMES = Object.keys(POSTS) as readonly Post[];
export const LEADING_POSTS = POST_NAMES.filter((post) => POSTS[post].leads);

/** An area or a household, exactly one. */
export interface Place {
  readonly areaCode?: string;
  readonly householdNo?: string;
}

/** Somebody named at a place. */
export interface Named {
  readonly name: string;
  readonly post: Post;
}

/** A step of the ladder from a place upwards, with those named there on a day. */
export interface Rung {
  readonly level: Level;
  readonly named: readonly Named[];
}

/** Whose a piece of work is: a person's, or whoever leads at a level of its place. */
export type Owner = { readonly name: string } | { readonly level: Level };

/** What is due, as an inbox shows it. */
export interface Work {
  /** `cases:17`. */
  readonly subject: string;
  /** What is to be done, by a name that does not change with the particulars: `visit`. */
  readonly step: string;
  readonly words: Bilingual;
  /** Last day; null: none is set. */
  readonly due: PlainDate | null;
  readonly areaCode: string;
  readonly householdNo: string | null;
  /** Whose it is; left out: that of whoever is named at its place. */
  readonly owner?: Owner;
  /** Whose it cannot be: who proposed does not decide. */
  readonly notOf?: string;
}
