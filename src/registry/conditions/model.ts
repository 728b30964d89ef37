import type { Bilingual, PlainDate } from '../../kernel/index.ts';

/** Parts of the sheet of a household's condition (domain.md §3.5). */
export const CONDITION_KINDS = ['causes', 'land', 'houses'] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** Causes of poverty under the names the departments write (domain.md §3.5, §4), and those of monitoring and of R-W6. */
export const CAUSES = {
  illness: ['因病', '疾病'],
  disability: ['因残', '残疾'],
  schooling: ['因学', '上学'],
  disaster: ['因灾', '灾害', '自然灾害'],
  land: ['缺土地'],
  water: ['缺水', '因安全饮水'],
  skills: ['缺技术'],
  labour: ['缺劳动力', '缺劳力'],
  funds: ['缺资金'],
  transport: ['交通条件落后', '交通不便'],
  motivation: ['自身发展动力不足', '自身发展力不足', '内生动力不足'],
  unstable_work: ['因务工不稳', '务工不稳'],
  unsafe_housing: ['因安全住房', '住房不安全'],
  failed_business: ['因创业失败', '经营亏损'],
  other: ['其他'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Cause = keyof typeof CAUSES;
export const CAUSE_CODES = Object.keys(CAUSES) as readonly Cause[];

/** The main cause is the first; the register ranks three more (domain.md M02). */
export const MOST_CAUSES = 4;

export const LAND_KINDS = {
  paddy: ['水田'],
  dry: ['旱地', '耕地'],
  orchard: ['园地', '林果', '林果面积', '经济林'],
  forest: ['林地', '生态林'],
  returned_forest: ['退耕还林', '退耕还林地'],
  pasture: ['牧草地', '草地'],
  water: ['水面', '水域'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type LandKind = keyof typeof LAND_KINDS;
export const LAND_KIND_CODES = Object.keys(LAND_KINDS) as readonly LandKind[];

export const HOUSE_TYPES = {
  concrete: ['钢筋混凝土', '框架'],
  brick: ['砖混', '砖房'],
  brick_wood: ['砖木'],
  soil: ['土坯', '土房', '土木'],
  other: ['其他'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type HouseType = keyof typeof HOUSE_TYPES;
export const HOUSE_TYPE_CODES = Object.keys(HOUSE_TYPES) as readonly HouseType[];

/** Safety grades; some registers only say "safe" for A or B. */
export const HOUSE_GRADES = {
  A: ['A级', 'a'],
  B: ['B级', 'b'],
  safe: ['安全', '安全住房'],
  C: ['C级', 'c', '局部危房'],
  D: ['D级', 'd', '整栋危房'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type HouseGrade = keyof typeof HOUSE_GRADES;
export const HOUSE_GRADE_CODES = Object.keys(HOUSE_GRADES) as readonly HouseGrade[];

/** Where a statement comes from: a file, or a change that two people made. */
export interface Stated {
  readonly since: PlainDate;
  readonly reported_by: string | null;
  /** The import; null for a change. */
  readonly import_no: string | null;
  /** The change; null for a file. */
  readonly change_no: string | null;
}

export interface StatedCause extends Stated {
  readonly rank: number;
  readonly cause: Cause | null;
}

export interface StatedLand extends Stated {
  readonly land_kind: LandKind;
  readonly mu: string;
}

export interface StatedHouse extends Stated {
  readonly house_no: string;
  readonly house_type: HouseType;
  readonly area_m2: string;
  readonly grade: HouseGrade | null;
}

/** What is proposed; amounts are texts with at most two decimals. */
export interface ChangeContent {
  /** The main cause first; an empty list is refused. */
  readonly causes?: readonly Cause[];
  readonly land?: readonly { readonly land_kind: LandKind; readonly mu: string }[];
  readonly houses?: readonly {
    readonly house_no: string;
    readonly house_type: HouseType;
    readonly area_m2: string;
    readonly grade?: HouseGrade | null;
  }[];
}

export interface ChangeProposal extends ChangeContent {
  readonly householdNo: string;
  readonly since: PlainDate;
  readonly reason: string;
  readonly document?: string;
}

export const CHANGE_STATUSES = ['proposed', 'approved', 'refused'] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

export interface ConditionChange {
  readonly county_code: string;
  readonly change_no: string;
  readonly kind: ConditionKind;
  readonly status: ChangeStatus;
  readonly household_no: string;
  readonly area_code: string;
  readonly since: PlainDate;
  readonly causes: readonly Cause[] | null;
  readonly land: NonNullable<ChangeContent['land']> | null;
  readonly houses: NonNullable<ChangeContent['houses']> | null;
  readonly document: string | null;
  readonly reason: string;
  readonly proposed_by: string;
  readonly proposed_at: string;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly decision_reason: string | null;
}

export const CONDITION_TITLES: Readonly<Record<ConditionKind, Bilingual>> = {
  causes: { zh: '致贫原因', en: 'causes of poverty' },
  land: { zh: '土地', en: 'land' },
  houses: { zh: '住房', en: 'houses' },
};
