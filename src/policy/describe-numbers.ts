import { type Bilingual, fen, formatYuan, type PlainDate } from '../kernel/index.ts';
import { thresholdsOf } from './coverage.ts';
import { datedLists, findInForce } from './dated.ts';
import { getPolicy, type PolicyBook, resolvePolicy } from './load.ts';
import {
  type BracketEntry,
  type DatedValue,
  type ParameterValue,
  type PolicyDocument,
  reasonWords,
} from './model.ts';
import { type Incentive, incentivesOf } from './incentives.ts';
import { quote } from './rules.ts';
import { getSchedule } from './version.ts';
import {
  type Group,
  GROUP_LABELS,
  isGroup,
  isPeril,
  type Peril,
  PERIL_LABELS,
  type Reading,
} from './vocabulary.ts';

/** Every number of a policy with its source, versions number by number, and a staircase as points. */

/** What a number may be, as the file writes it. */
export type NumberValue = ParameterValue | readonly BracketEntry[];

const SECTIONS: Readonly<Record<string, Bilingual>> = {
  lines: { zh: '预警线', en: 'warning line' },
  schedules: { zh: '补偿', en: 'compensation' },
  deductible: { zh: '起付线', en: 'deductible' },
  brackets: { zh: '分段比例', en: 'brackets' },
  caps: { zh: '封顶', en: 'cap' },
  protection_line: { zh: '防贫保障线', en: 'protection line' },
  national_standard: { zh: '国家标准', en: 'national standard' },
  perils: { zh: '风险类别', en: 'perils' },
  counted_items: { zh: '计入项目', en: 'items that count' },
};

/** A path in words: 预警线 · 因病 · 非贫低收入户. */
function labelOf(document: PolicyDocument, path: string): Bilingual {
  const parts = path.split('.').map((part): Bilingual => {
    if (isGroup(part)) return GROUP_LABELS[part];
    if (isPeril(part)) return PERIL_LABELS[part];
    return SECTIONS[part] ?? document.caps?.[part]?.label ?? { zh: part, en: part };
  });
  const [section, group, name] = path.split('.');
  const own =
    section === 'parameters' || section === 'facts' ? document[section]?.[group!]?.[name!]?.label : undefined;
  if (own) return own;
  return { zh: parts.map(({ zh }) => zh).join(' · '), en: parts.map(({ en }) => en).join(' · ') };
}

export interface PolicyNumber {
  readonly path: string;
  readonly label: Bilingual;
  readonly value: NumberValue;
  readonly unit: string;
  readonly from: string;
  /** Last day before the next value begins; null: none has begun. */
  readonly until: string | null;
  readonly in_force: boolean;
  readonly source: {
    readonly document: string;
    readonly where: string | null;
    readonly link: string | null;
  } | null;
  /** Nobody has a source; the reason says why it is assumed. */
  readonly is_assumption: boolean;
  readonly reason: Bilingual | null;
  /** False where no document confirms it. */
  readonly confirmed: boolean;
  readonly note: string | null;
  readonly proposed_by: string | null;
  readonly approved_by: string | null;
}

/** Every dated value of a policy, ID or ID@DAY, by path and day. Fails as `resolvePolicy`. */
export function policyNumbers(book: PolicyBook, reference: string): PolicyNumber[] {
  const { id, day } = resolvePolicy(book, reference);
  const { document } = getPolicy(book, id);
  return datedLists(document).flatMap(({ path, values }) => {
    const held = findInForce(values, day);
    return values.map((value, i) =>
      numberOf(document, path, value as DatedValue<NumberValue>, {
        until: values[i + 1] ? dayBefore(values[i + 1]!.from) : null,
        in_force: value === held,
      }),
    );
  });
}

function numberOf(
  document: PolicyDocument,
  path: string,
  given: DatedValue<NumberValue>,
  when: Pick<PolicyNumber, 'until' | 'in_force'>,
): PolicyNumber {
  const { value, unit, from, source, reason, confirmed, note, proposed_by, approved_by } = given;
  const found = typeof source === 'string' ? document.sources[source] : source;
  return {
    path,
    label: labelOf(document, path),
    value,
    unit,
    from,
    ...when,
    source: found ? { document: found.document, where: found.where ?? null, link: found.link ?? null } : null,
    is_assumption: source === 'assumption',
    reason: reason === undefined ? null : reasonWords(reason),
    confirmed: confirmed ?? true,
    note: note ?? null,
    proposed_by: proposed_by ?? null,
    approved_by: approved_by ?? null,
  };
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** One number on two days, or in two policies. */
export interface ComparedNumber {
  readonly path: string;
  readonly label: Bilingual;
  readonly unit: string;
  readonly left: NumberValue | null;
  readonly right: NumberValue | null;
  readonly differs: boolean;
}

/** Two versions number by number. Fails as `resolvePolicy`. */
export function compareVersions(book: PolicyBook, left: string, right: string) {
  const sides = [left, right].map((reference) => {
    const version = resolvePolicy(book, reference);
    const { document } = getPolicy(book, version.id);
    return { version, document, held: heldOn(document, version.day) };
  });
  const [a, b] = [sides[0]!, sides[1]!];
  const paths = [...new Set([...a.held.keys(), ...b.held.keys()])];
  const rows = paths.map((path): ComparedNumber => {
    const [mine, theirs] = [a.held.get(path), b.held.get(path)];
    return {
      path,
      label: labelOf(mine ? a.document : b.document, path),
      unit: (mine ?? theirs)!.unit,
      left: mine?.value ?? null,
      right: theirs?.value ?? null,
      differs: JSON.stringify(mine?.value ?? null) !== JSON.stringify(theirs?.value ?? null),
    };
  });
  return {
    left: a.version.version,
    right: b.version.version,
    differing: rows.filter(({ differs }) => differs).length,
    rows,
  };
}

function heldOn(document: PolicyDocument, day: PlainDate): Map<string, DatedValue<NumberValue>> {
  const held = datedLists(document).flatMap(({ path, values }) => {
    const value = findInForce(values, day) as DatedValue<NumberValue> | undefined;
    return value ? [[path, value] as const] : [];
  });
  return new Map(held);
}

/** A staircase as a picture needs it: payout and own cost by bill, bent where the rate changes, broken at cliffs. */
export interface StaircasePicture {
  readonly policy_version: string;
  readonly deductible_yuan: string;
  readonly line_yuan: string | null;
  readonly cap_yuan: string | null;
  readonly points: readonly {
    readonly bill_yuan: string;
    readonly payout_yuan: string;
    readonly own_yuan: string;
  }[];
  readonly cliffs: readonly {
    readonly code: Incentive['code'];
    readonly bill_yuan: string;
    readonly fall_yuan: string;
    /** Bill at which what was lost is reached again; null: never. */
    readonly again_yuan: string | null;
  }[];
}

/** Fails as `resolvePolicy` and `getSchedule`. */
export function staircasePicture(
  book: PolicyBook,
  reference: string,
  { group, peril, reading }: { readonly group: Group; readonly peril: Peril; readonly reading: Reading },
): StaircasePicture {
  const policy = resolvePolicy(book, reference);
  const schedule = getSchedule(policy, group, peril);
  const line = policy.line(group, peril);
  const edges = thresholdsOf(schedule);
  const last = edges.at(-1) ?? schedule.deductibleFen;
  // A yuan before an edge as well: read as a whole amount, the payout breaks there.
  const bills = [
    0n,
    ...edges.flatMap((edge) => (edge >= 100n ? [edge - 100n, edge] : [edge])),
    line ?? 0n,
    last * 2n,
  ];
  const sorted = [...new Set(bills)].sort((one, other) => (one < other ? -1 : 1));
  return {
    policy_version: policy.version,
    deductible_yuan: formatYuan(schedule.deductibleFen),
    line_yuan: line === undefined ? null : formatYuan(line),
    cap_yuan: schedule.cap ? formatYuan(schedule.cap.capFen) : null,
    points: sorted.map((bill) => {
      const { payoutFen } = quote(schedule, fen(bill), reading);
      return {
        bill_yuan: formatYuan(bill),
        payout_yuan: formatYuan(payoutFen),
        own_yuan: formatYuan(bill - payoutFen),
      };
    }),
    cliffs: incentivesOf(schedule, reading).map(({ code, edgeBillFen, fallFen, againRestFen }) => ({
      code,
      bill_yuan: formatYuan(edgeBillFen),
      fall_yuan: formatYuan(fallFen),
      again_yuan: againRestFen === undefined ? null : formatYuan(schedule.deductibleFen + againRestFen),
    })),
  };
}
