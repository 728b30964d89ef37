import { type Bilingual, type Fen, formatYuan, maskName } from '../../kernel/index.ts';
import type { HouseholdWithMembers } from '../../registry/index.ts';

/** What one line of a notice may be made of. Nothing else is at hand when a cell is written. */
export interface LineFacts {
  readonly villageName: string;
  readonly household: HouseholdWithMembers | undefined;
  /** Given by whoever drafts the notice, already checked. */
  readonly given: GivenFields;
  readonly amountBounds: readonly string[];
}

export interface GivenFields {
  readonly amountFen?: Fen;
  /** Households or people who benefit. */
  readonly beneficiaries?: number;
  readonly points?: number;
  readonly measure?: Bilingual;
  readonly source?: Bilingual;
  readonly purpose?: Bilingual;
  readonly unit?: Bilingual;
}
export type GivenField = keyof GivenFields;

interface Field {
  readonly label: Bilingual;
  /** What the drafter must give for it; undefined where the register gives it. */
  readonly needs?: GivenField;
  readonly cell: (facts: LineFacts) => Bilingual | undefined;
}

const same = (text: string): Bilingual => ({ zh: text, en: text });

/**
 * Every field that can ever be public. A policy chooses among these; no full name, number or account is one of them, and
 * no word for what kind of household it is.
 */
export const NOTICE_FIELDS = {
  village: { label: { zh: '村', en: 'Village' }, cell: ({ villageName }) => same(villageName) },
  head: {
    label: { zh: '户主', en: 'Head of household' },
    cell: ({ household }) => household && same(maskName(household.head_name)),
  },
  people: {
    label: { zh: '人口', en: 'People' },
    cell: ({ household }) => household && same(String(household.size)),
  },
  measure: { label: { zh: '事项', en: 'Matter' }, needs: 'measure', cell: ({ given }) => given.measure },
  amount_class: {
    label: { zh: '金额档次', en: 'Class of the amount' },
    needs: 'amountFen',
    cell: ({ given, amountBounds }) =>
      given.amountFen === undefined ? undefined : amountClass(given.amountFen, amountBounds),
  },
  amount: {
    label: { zh: '金额（元）', en: 'Amount (yuan)' },
    needs: 'amountFen',
    cell: ({ given }) => (given.amountFen === undefined ? undefined : same(formatYuan(given.amountFen))),
  },
  source: { label: { zh: '资金来源', en: 'Source' }, needs: 'source', cell: ({ given }) => given.source },
  purpose: { label: { zh: '用途', en: 'Use' }, needs: 'purpose', cell: ({ given }) => given.purpose },
  beneficiaries: {
    label: { zh: '受益数', en: 'Beneficiaries' },
    needs: 'beneficiaries',
    cell: ({ given }) => (given.beneficiaries === undefined ? undefined : same(String(given.beneficiaries))),
  },
  unit: { label: { zh: '实施单位', en: 'Responsible' }, needs: 'unit', cell: ({ given }) => given.unit },
  points: {
    label: { zh: '积分', en: 'Points' },
    needs: 'points',
    cell: ({ given }) => (given.points === undefined ? undefined : same(String(given.points))),
  },
} as const satisfies Record<string, Field>;
export type NoticeField = keyof typeof NOTICE_FIELDS;

export const isNoticeField = (name: string): name is NoticeField => Object.hasOwn(NOTICE_FIELDS, name);
export const fieldOf = (name: NoticeField): Field => NOTICE_FIELDS[name];

/** `1,000–5,000 yuan`: the bounds between which an amount lies; the lower one belongs to the class. */
export function amountClass(amountFen: Fen, boundsYuan: readonly string[]): Bilingual {
  const above = boundsYuan.findIndex((bound) => amountFen < BigInt(bound) * 100n);
  const [low, high] = [boundsYuan[(above < 0 ? boundsYuan.length : above) - 1], boundsYuan[above]];
  if (low === undefined) return { zh: `不足${high}元`, en: `below ${high} yuan` };
  if (above < 0) return { zh: `${low}元以上`, en: `${low} yuan or more` };
  return { zh: `${low}元至不足${high}元`, en: `${low} to below ${high} yuan` };
}
