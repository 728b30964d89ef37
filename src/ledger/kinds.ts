import type { Bilingual } from '../kernel/index.ts';
import type { ChartCode } from './chart.ts';

/**
 * Which decision a posting needs: of one payee's `case`, of a `round` with many payees, a `standing` one for what
 * recurs within a budget and a period, or `none`.
 */
export type AuthorisationForm = 'case' | 'round' | 'standing' | 'none';

export interface Kind extends Bilingual {
  /** Who receives: the account that is debited. */
  readonly debit: readonly ChartCode[];
  /** Who gives: the account that is credited. */
  readonly credit: readonly ChartCode[];
  readonly needs: AuthorisationForm;
  readonly money: 'public' | 'collective' | 'private';
}

// A table is read by its columns.
// prettier-ignore
/** All kinds of posting there are. The asset is that of the accounts. */
export const KINDS = {
  // insurance pool (domain.md M07)
  premium:               { debit: ['pool'], credit: ['treasury'], needs: 'standing', money: 'public', zh: '保费', en: 'premium of the year' },
  pool_top_up:           { debit: ['pool'], credit: ['treasury'], needs: 'standing', money: 'public', zh: '保费少补', en: 'top-up of the pool' },
  pool_refund:           { debit: ['treasury'], credit: ['pool'], needs: 'standing', money: 'public', zh: '保费多退', en: 'refund of the surplus' },
  pool_carry_over:       { debit: ['pool'], credit: ['pool'], needs: 'standing', money: 'public', zh: '余额结转', en: 'balance carried to the next year' },
  insurer_fee:           { debit: ['insurer'], credit: ['pool'], needs: 'standing', money: 'public', zh: '保险服务费', en: "insurer's fee" },
  benefit:               { debit: ['household'], credit: ['pool'], needs: 'case', money: 'public', zh: '防贫保险金', en: 'prevention benefit' },
  benefit_reclaim:       { debit: ['receivable'], credit: ['household'], needs: 'case', money: 'public', zh: '应退保险金', en: 'benefit owed back after a correction' },
  benefit_returned:      { debit: ['pool'], credit: ['receivable'], needs: 'none', money: 'public', zh: '收回保险金', en: 'benefit paid back' },
  // programme funds (M04, M08, M18, M22)
  appropriation:         { debit: ['bank', 'fund', 'relocation'], credit: ['treasury'], needs: 'standing', money: 'public', zh: '财政拨款', en: 'appropriation' },
  donation:              { debit: ['bank', 'fund', 'village', 'cooperative'], credit: ['donor'], needs: 'none', money: 'private', zh: '捐赠', en: 'donation received' },
  allotment:             { debit: ['fund', 'pool', 'relocation', 'village', 'cooperative', 'mutual'], credit: ['bank', 'fund'], needs: 'standing', money: 'public', zh: '资金拨付', en: 'allotment to another purse' },
  grant:                 { debit: ['household'], credit: ['fund'], needs: 'case', money: 'public', zh: '帮扶补助', en: 'grant to a household' },
  subsidy:               { debit: ['household'], credit: ['fund'], needs: 'round', money: 'public', zh: '普惠补贴', en: 'subsidy by list' },
  forest_compensation:   { debit: ['household'], credit: ['fund'], needs: 'round', money: 'public', zh: '生态林补偿', en: 'forest compensation' },
  public_post_wage:      { debit: ['household'], credit: ['fund', 'village'], needs: 'standing', money: 'public', zh: '公益岗位工资', en: 'wage of a public post' },
  project_payment:       { debit: ['supplier'], credit: ['fund', 'relocation'], needs: 'standing', money: 'public', zh: '项目支出', en: 'payment for works or goods' },
  // collective economy (M08, M11, M12, M16)
  collective_income:     { debit: ['village', 'cooperative'], credit: ['partner'], needs: 'none', money: 'collective', zh: '集体收入', en: 'collective income' },
  collective_expense:    { debit: ['supplier'], credit: ['village', 'cooperative', 'mutual', 'reserve'], needs: 'standing', money: 'collective', zh: '集体支出', en: 'collective expense' },
  collective_transfer:   { debit: ['village', 'cooperative', 'mutual', 'reserve', 'market', 'float'], credit: ['village', 'cooperative', 'mutual', 'reserve'], needs: 'standing', money: 'collective', zh: '集体资金划转', en: 'transfer between collective purses' },
  capital_paid_in:       { debit: ['village', 'cooperative'], credit: ['investor'], needs: 'none', money: 'collective', zh: '单位投资', en: 'capital paid in by an enterprise' },
  share_paid_in:         { debit: ['village', 'cooperative', 'mutual'], credit: ['share_capital'], needs: 'none', money: 'collective', zh: '入股', en: 'share capital paid in' },
  share_paid_out:        { debit: ['share_capital'], credit: ['cooperative', 'mutual'], needs: 'case', money: 'collective', zh: '退股', en: 'share capital paid out' },
  dividend:              { debit: ['household'], credit: ['village', 'cooperative'], needs: 'round', money: 'collective', zh: '分红', en: 'dividend' },
  land_rent:             { debit: ['household'], credit: ['village', 'cooperative'], needs: 'round', money: 'collective', zh: '土地流转费', en: 'rent of transferred land' },
  // relocation (M09, M10)
  quota_sale:            { debit: ['relocation'], credit: ['partner'], needs: 'none', money: 'public', zh: '指标交易收入', en: 'sale of a land quota' },
  bridge_loan:           { debit: ['relocation'], credit: ['lender'], needs: 'none', money: 'public', zh: '过桥贷款', en: 'bridge loan drawn' },
  bridge_loan_repaid:    { debit: ['lender'], credit: ['relocation'], needs: 'standing', money: 'public', zh: '归还过桥贷款', en: 'bridge loan repaid' },
  house_compensation:    { debit: ['household'], credit: ['relocation'], needs: 'case', money: 'public', zh: '拆迁补偿', en: 'compensation for a house' },
  house_contribution:    { debit: ['receivable'], credit: ['household'], needs: 'case', money: 'public', zh: '应缴购房款', en: 'own contribution owed' },
  contribution_paid:     { debit: ['relocation'], credit: ['receivable'], needs: 'none', money: 'public', zh: '缴纳购房款', en: 'own contribution paid' },
  // loans (M19, M20)
  small_loan:            { debit: ['loan'], credit: ['lender'], needs: 'none', money: 'private', zh: '小额贷款发放', en: 'small credit loan paid out by a bank' },
  small_loan_repaid:     { debit: ['lender'], credit: ['loan'], needs: 'none', money: 'private', zh: '小额贷款归还', en: 'small credit loan repaid' },
  interest_subsidy:      { debit: ['household'], credit: ['fund'], needs: 'round', money: 'public', zh: '贷款贴息', en: 'interest subsidy' },
  risk_compensation:     { debit: ['lender'], credit: ['fund'], needs: 'case', money: 'public', zh: '风险补偿', en: 'compensation for a loan that failed' },
  mutual_loan:           { debit: ['loan'], credit: ['mutual'], needs: 'case', money: 'collective', zh: '互助借款', en: 'loan of the mutual association' },
  mutual_loan_repaid:    { debit: ['mutual'], credit: ['loan'], needs: 'none', money: 'collective', zh: '归还互助借款', en: 'loan of the mutual association repaid' },
  occupancy_fee:         { debit: ['mutual'], credit: ['household'], needs: 'none', money: 'collective', zh: '占用费', en: 'occupancy fee' },
  // work and sales outside the public purse (M08, M15, M24)
  wage:                  { debit: ['household'], credit: ['partner'], needs: 'none', money: 'private', zh: '务工工资', en: 'wage paid by an employer' },
  enterprise_dividend:   { debit: ['household'], credit: ['partner'], needs: 'none', money: 'private', zh: '企业分红', en: 'dividend paid by an enterprise' },
  order_paid:            { debit: ['market'], credit: ['orders'], needs: 'none', money: 'private', zh: '消费者付款', en: 'order paid by a consumer' },
  order_refunded:        { debit: ['orders'], credit: ['market'], needs: 'none', money: 'private', zh: '订单退款', en: 'order refunded' },
  sale:                  { debit: ['orders'], credit: ['payable'], needs: 'none', money: 'private', zh: '销售（农户所得）', en: "sale, the farmer's share" },
  market_fee:            { debit: ['orders'], credit: ['partner'], needs: 'none', money: 'private', zh: '市场服务费', en: "sale, the market's share" },
  market_cost:           { debit: ['supplier'], credit: ['market'], needs: 'none', money: 'private', zh: '物流等支出', en: "market's cost of delivery" },
  payout:                { debit: ['payable'], credit: ['market'], needs: 'none', money: 'private', zh: '支付农户货款', en: 'farmer paid for sales' },
  float_filled:          { debit: ['float'], credit: ['partner'], needs: 'none', money: 'private', zh: '拨备用金', en: 'float filled by the buyer' },
  float_returned:        { debit: ['partner'], credit: ['float'], needs: 'none', money: 'private', zh: '退备用金', en: 'float returned to the buyer' },
  package_purchase:      { debit: ['household'], credit: ['float'], needs: 'standing', money: 'private', zh: '百元包收购', en: 'hundred-yuan package bought for cash' },
  // points (M17)
  points_award:          { debit: ['points'], credit: ['points_issued'], needs: 'round', money: 'private', zh: '积分奖励', en: 'points awarded' },
  points_redemption:     { debit: ['points_redeemed'], credit: ['points'], needs: 'none', money: 'private', zh: '积分兑换', en: 'points redeemed' },
  points_expiry:         { debit: ['points_issued'], credit: ['points'], needs: 'none', money: 'private', zh: '积分失效', en: 'points expired' },
  // between counties, and from the books before these
  county_transfer_out:   { debit: ['clearing'], credit: ['bank', 'fund'], needs: 'standing', money: 'public', zh: '县际拨出', en: 'sent to another county' },
  county_transfer_in:    { debit: ['bank', 'fund'], credit: ['clearing'], needs: 'none', money: 'public', zh: '县际拨入', en: 'received from another county' },
  opening_asset:         { debit: ['bank', 'pool', 'fund', 'relocation', 'village', 'cooperative', 'reserve', 'mutual', 'market', 'float', 'receivable', 'loan'], credit: ['opening'], needs: 'none', money: 'public', zh: '期初资产', en: 'held at the opening' },
  opening_debt:          { debit: ['opening'], credit: ['payable', 'orders', 'lender', 'share_capital'], needs: 'none', money: 'public', zh: '期初负债', en: 'owed at the opening' },
} as const satisfies Record<string, Kind>;

export type PostingKind = keyof typeof KINDS;

export const POSTING_KINDS = Object.keys(KINDS) as readonly PostingKind[];

export const findKind = (name: string): Kind | undefined =>
  Object.hasOwn(KINDS, name) ? KINDS[name as PostingKind] : undefined;
