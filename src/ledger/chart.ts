import type { Bilingual } from '../kernel/index.ts';

/** Fen of yuan, or points of a benevolence supermarket (domain.md M17). They never meet in one posting. */
export type Asset = 'CNY' | 'POINT';

export type AccountClass = 'asset' | 'liability' | 'equity' | 'income' | 'expense';

export interface ChartEntry extends Bilingual {
  readonly class: AccountClass;
  readonly asset: Asset;
  /** What follows the code in an account's key: `points:earned:W1` is `points` of an origin and a household. */
  readonly of: readonly string[];
  /** May it fall below 0 on its normal side? */
  readonly overdraft: 'refused' | 'allowed';
}

// A table is read by its columns.
// prettier-ignore
/**
 * The chart of accounts. A purse (pool, fund, village …) is a dedicated account, as public and collective money
 * must be kept in one (专户). Where money comes from and where it goes lies outside and may stand at any balance.
 */
export const CHART = {
  // money held
  bank:            { class: 'asset',     asset: 'CNY',   of: ['bank account'],         overdraft: 'refused', zh: '银行存款（未拨）', en: 'money at a bank, not yet allotted' },
  pool:            { class: 'asset',     asset: 'CNY',   of: ['policy year'],          overdraft: 'refused', zh: '防贫保险金池',     en: 'prevention insurance pool' },
  fund:            { class: 'asset',     asset: 'CNY',   of: ['programme'],            overdraft: 'refused', zh: '项目资金',         en: 'programme fund' },
  relocation:      { class: 'asset',     asset: 'CNY',   of: ['project'],              overdraft: 'refused', zh: '搬迁资金',         en: 'relocation project' },
  village:         { class: 'asset',     asset: 'CNY',   of: ['area code'],            overdraft: 'refused', zh: '村集体资金',       en: 'village collective, in escrow' },
  cooperative:     { class: 'asset',     asset: 'CNY',   of: ['cooperative'],          overdraft: 'refused', zh: '合作社资金',       en: 'cooperative or village company, in escrow' },
  reserve:         { class: 'asset',     asset: 'CNY',   of: ['cooperative'],          overdraft: 'refused', zh: '公积公益金',       en: 'reserve and welfare fund' },
  mutual:          { class: 'asset',     asset: 'CNY',   of: ['area code'],            overdraft: 'refused', zh: '互助资金',         en: 'mutual financial association' },
  market:          { class: 'asset',     asset: 'CNY',   of: ['market'],               overdraft: 'refused', zh: '市场代收资金',     en: 'market, money held for both sides' },
  float:           { class: 'asset',     asset: 'CNY',   of: ['village point'],        overdraft: 'refused', zh: '收购点备用金',     en: 'cash float of a village point' },
  // owed to us, owed by us
  receivable:      { class: 'asset',     asset: 'CNY',   of: ['household'],            overdraft: 'refused', zh: '应收农户款',       en: 'receivable from a household' },
  loan:            { class: 'asset',     asset: 'CNY',   of: ['loan'],                 overdraft: 'refused', zh: '贷款本金',         en: 'principal of a loan' },
  payable:         { class: 'liability', asset: 'CNY',   of: ['household'],            overdraft: 'refused', zh: '应付农户款',       en: 'payable to a household' },
  orders:          { class: 'liability', asset: 'CNY',   of: ['market'],               overdraft: 'refused', zh: '消费者预付款',     en: "consumers' prepaid orders" },
  lender:          { class: 'liability', asset: 'CNY',   of: ['bank'],                 overdraft: 'refused', zh: '贷款银行',         en: 'lending bank' },
  share_capital:   { class: 'equity',    asset: 'CNY',   of: ['cooperative', 'household'], overdraft: 'refused', zh: '农户入股资金', en: "household's paid-in share capital" },
  investor:        { class: 'equity',    asset: 'CNY',   of: ['party'],                overdraft: 'allowed', zh: '出资单位',         en: 'enterprise that put capital in' },
  clearing:        { class: 'asset',     asset: 'CNY',   of: ['other county'],         overdraft: 'allowed', zh: '县际往来',         en: 'clearing with another county' },
  // the world outside
  treasury:        { class: 'income',    asset: 'CNY',   of: ['level of government'],  overdraft: 'allowed', zh: '财政',             en: 'public treasury' },
  donor:           { class: 'income',    asset: 'CNY',   of: ['donor'],                overdraft: 'allowed', zh: '捐赠方',           en: 'donor' },
  partner:         { class: 'income',    asset: 'CNY',   of: ['party'],                overdraft: 'allowed', zh: '付款单位',         en: 'buyer, lessee, employer or consumer who pays in' },
  opening:         { class: 'equity',    asset: 'CNY',   of: ['first year'],           overdraft: 'allowed', zh: '期初余额',         en: 'balances from before the first year' },
  household:       { class: 'expense',   asset: 'CNY',   of: ['household'],            overdraft: 'allowed', zh: '农户',             en: 'household, money it has received' },
  supplier:        { class: 'expense',   asset: 'CNY',   of: ['party'],                overdraft: 'allowed', zh: '收款单位',         en: 'supplier or contractor who is paid' },
  insurer:         { class: 'expense',   asset: 'CNY',   of: ['insurer'],              overdraft: 'allowed', zh: '保险公司',         en: 'insurer, for its own services' },
  // points
  points:          { class: 'asset',     asset: 'POINT', of: ['earned or donated', 'household'], overdraft: 'refused', zh: '农户积分', en: 'points a household holds' },
  points_issued:   { class: 'equity',    asset: 'POINT', of: ['area code'],            overdraft: 'allowed', zh: '已发积分',         en: 'points issued' },
  points_redeemed: { class: 'expense',   asset: 'POINT', of: ['shop'],                 overdraft: 'allowed', zh: '已兑积分',         en: 'points redeemed' },
} as const satisfies Record<string, ChartEntry>;

export type ChartCode = keyof typeof CHART;

export const CHART_CODES = Object.keys(CHART) as readonly ChartCode[];

/** `pool:2017`, `household:W000123`, `points:earned:W000123`: the code, then what the chart says follows it. */
export type AccountKey = `${ChartCode}:${string}`;

/**
 * The key of an account. Throws RangeError when the parts are not those of the chart.
 *
 * @example
 * accountKey('pool', '2017'); // 'pool:2017'
 */
export function accountKey(code: ChartCode, ...parts: readonly string[]): AccountKey {
  const key = `${code}:${parts.join(':')}` as const;
  if (parts.length !== CHART[code].of.length || chartCodeOf(key) !== code)
    throw new RangeError(`accountKey: ${key} is not ${[code, ...CHART[code].of].join(':')}`);
  return key;
}

const CONTROL = /\p{Cc}/u;
const KEY_LENGTH_MAX = 200;

/** The code of a well-formed key, else undefined. Only the last part may itself hold a colon. */
export function chartCodeOf(key: string): ChartCode | undefined {
  const code = codeOf(key);
  if (!Object.hasOwn(CHART, code) || key.length > KEY_LENGTH_MAX || CONTROL.test(key)) return undefined;
  let rest = key.slice(code.length + 1);
  for (const _ of CHART[code].of.slice(1)) {
    const end = rest.indexOf(':');
    if (end < 0 || isBlank(rest.slice(0, end))) return undefined;
    rest = rest.slice(end + 1);
  }
  return isBlank(rest) ? undefined : code;
}

const isBlank = (text: string): boolean => text.trim() === '';

/** The code of a key that was checked when it was written. */
export const codeOf = (key: string): ChartCode => key.slice(0, key.indexOf(':')) as ChartCode;

/** A balance is counted on the side that makes the account grow. */
export const growsOnDebit = (code: ChartCode): boolean =>
  CHART[code].class === 'asset' || CHART[code].class === 'expense';

/** Accounts that may not be overdrawn carry a balance row. */
export const isGuarded = (code: ChartCode): boolean => CHART[code].overdraft === 'refused';
