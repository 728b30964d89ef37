/** What a job hands to the report. All times in milliseconds. */

/** `ratio`: times the baseline; `ms`: the job alone; `exponent`: of cost against size; `kB`: thousand bytes. */
export interface Target {
  readonly kind: 'ratio' | 'ms' | 'exponent' | 'kB';
  readonly atMost: number;
}

export interface Result {
  readonly job: string;
  readonly size: string;
  readonly unit: 's' | 'ms' | 'rows/s' | 'exponent' | 'kB';
  /** One value a run, in the unit. */
  readonly values: readonly number[];
  /** The raw baseline of the same runs, in the same unit. */
  readonly baseline?: readonly number[];
  readonly baselineName?: string;
  readonly targets: readonly Target[];
  /** Where the time went, measured in the run nearest the median. */
  readonly dominates: string;
}

/** Import and screening of one size, for the plot. */
export interface SizePoint {
  readonly people: number;
  readonly bills: number;
  readonly importMs: number;
  readonly screenMs: number;
}

export interface Report {
  /** What was measured: jobs on one of the engines, or first visits of pages. */
  readonly subject: EngineName | 'pages';
  readonly date: string;
  readonly machine: string;
  readonly cores: number;
  /** Load average at the start: above half the cores, other programs took part in the result. */
  readonly load: number;
  readonly engine: string;
  readonly node: string;
  readonly people: number;
  readonly runs: number;
  readonly results: readonly Result[];
  readonly sizes: readonly SizePoint[];
}

export type EngineName = 'embedded' | 'postgres';

/** What every job gets. */
export interface Bench {
  readonly people: number;
  readonly runs: number;
  readonly engine: EngineName;
  /** Folder for stores and files of this run; removed afterwards. */
  readonly folder: string;
  readonly say: (sentence: string) => void;
}
