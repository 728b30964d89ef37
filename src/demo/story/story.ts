import type { ProcedureOn } from '../../governance/index.ts';
import type { PlainDate } from '../../kernel/index.ts';
import type { Db, Tx } from '../../platform/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import type { PolicyOn } from '../../prevention/cases/index.ts';
import type { Stream } from '../random.ts';
import type { Diary, WorkingDays } from './diary.ts';
import type { Pictures } from './pictures.ts';
import type { Stage, Village } from './stage.ts';

/** What every part of the county's story needs. */
export interface Story {
  readonly tx: Tx;
  /** For acts inside the running transaction. */
  readonly db: Db;
  readonly county: string;
  readonly today: PlainDate;
  readonly days: WorkingDays;
  readonly diary: Diary;
  readonly stage: Stage;
  readonly random: Stream;
  readonly pictures: Pictures;
  readonly policyOn: PolicyOn;
  readonly procedure: ProcedureOn;
  readonly responsibility: (day: PlainDate) => PolicyVersion;
  readonly policy: (day: PlainDate) => PolicyVersion;
}

export const POLICY = 'wei-2017';

/** What comes first on a day. */
export const PLACE = {
  money: 1,
  screening: 2,
  village: 3,
  case: 4,
  meeting: 5,
  notice: 6,
  decision: 7,
  payment: 8,
  after: 9,
} as const;

/** Who acts for a village and its township. */
export const castOf = ({ suffix, townshipSuffix }: Village) => ({
  secretary: `secretary${suffix}`,
  head: `village${suffix}`,
  chair: `representative${suffix}`,
  grid: `grid${suffix}`,
  township: `township${townshipSuffix}`,
  officer: `officer${townshipSuffix}`,
});
