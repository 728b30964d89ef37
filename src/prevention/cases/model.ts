import type { Bilingual, DayKind, Fen, PlainDate } from '../../kernel/index.ts';
import type { ActionName } from './chain.ts';

/** One action of a case, as it was taken. */
export interface Step {
  readonly no: number;
  readonly action: ActionName;
  readonly day: PlainDate;
  readonly actor: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What the village decided about a subject, from governance. */
export interface VillageFacts {
  /** `none` also where an upheld objection has set the decision aside. */
  readonly outcome: 'approved' | 'refused' | 'none';
  readonly meeting?: {
    readonly no: number;
    readonly day: PlainDate;
    readonly kind: string;
    readonly areaCode: string;
    /** Who chaired and who closed it. */
    readonly chairs: readonly string[];
  };
  readonly notice?: {
    readonly no: number;
    readonly status: 'planned' | 'hanging' | 'interrupted' | 'complete';
    readonly lastDay: PlainDate | null;
  };
  readonly openObjections: readonly number[];
  /** Of these, appeals. */
  readonly openAppeals: readonly number[];
}

/** The authorisation of the latest payment order, from the ledger. */
export interface OrderFacts {
  readonly limitFen: Fen;
  readonly postedFen: Fen;
  readonly status: 'granted' | 'suspended' | 'revoked';
  /** Objections, or the bank's list it is on. */
  readonly suspendedBy: readonly string[];
  readonly validTo: PlainDate;
  /** Day of the last payment under it. */
  readonly paidOn?: PlainDate | undefined;
}

export interface Period {
  readonly days: number;
  readonly dayKind: DayKind;
}

/** What the policy of the case says about its procedure. */
export interface ProcedureFacts {
  readonly departments: readonly string[];
  /** By the parameter's name, `acceptance_days`. */
  readonly periods: ReadonlyMap<string, Period>;
  readonly removalMonths: number;
  readonly removalMeasures: number;
  readonly marksWithoutLabour: boolean;
}

/** Everything a decision about a case looks at, on a day. */
export interface CaseFacts {
  readonly caseNo: number;
  readonly today: PlainDate;
  readonly steps: readonly Step[];
  readonly procedure: ProcedureFacts;
  /** Who declared or visited the household for the finding, where a person did. */
  readonly finders: readonly string[];
  /** The household's area and those above it, frozen. */
  readonly areaCodes: readonly string[];
  readonly identifiedOn: PlainDate;
  /** Names of the household's people on the day, so that nobody acts on their own case. */
  readonly people: readonly string[];
  readonly hasLabour: boolean;
  readonly village: VillageFacts;
  readonly removal: VillageFacts;
  readonly order?: OrderFacts | undefined;
  /** What the frozen inputs are worth; left out where nobody asks. */
  readonly worth?: Worth | undefined;
}

export type Worth = { readonly dueFen: Fen } | { readonly refusal: Bilingual };
