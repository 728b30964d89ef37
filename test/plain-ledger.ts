/**
 * The ledger once more, for the tests: plain lists in memory, every sum made anew from the first row. Shares no code
 * with the ledger it is held against; knows only the kinds and accounts that the tests use.
 */

const KINDS: Readonly<Record<string, { from: string; to: string; needs: boolean; payee: boolean }>> = {
  appropriation: { from: 'treasury', to: 'fund', needs: true, payee: false },
  grant: { from: 'fund', to: 'household', needs: true, payee: true },
  subsidy: { from: 'fund', to: 'household', needs: true, payee: false },
  order_paid: { from: 'orders', to: 'market', needs: false, payee: false },
  sale: { from: 'payable', to: 'orders', needs: false, payee: false },
  payout: { from: 'market', to: 'payable', needs: false, payee: false },
};
const GROWS_ON_CREDIT = ['orders', 'payable'];
const MAY_FALL_BELOW = ['treasury', 'household'];

export interface PlainOrder {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly day: string;
  readonly source: string;
  readonly authorisation?: number | undefined;
  readonly reissueOf?: number | undefined;
}

export interface PlainGrant {
  readonly kind: string;
  readonly from: string;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly first: string;
  readonly last: string;
  readonly decision: string;
}

interface Row extends PlainOrder {
  readonly no: number;
  readonly reverses?: number;
}

const refuse = (code: string): never => {
  throw new Refusal(`ledger.${code}`);
};

export class Refusal extends Error {
  get code(): string {
    return this.message;
  }
}

const codeOf = (account: string): string => account.split(':')[0]!;

export class PlainLedger {
  rows: Row[] = [];
  grants: (PlainGrant & { no: number })[] = [];
  steps: { grant: number; step: string; because: string }[] = [];
  last = 0;

  authorise(order: PlainGrant): number {
    const kind = KINDS[order.kind]!;
    if (!kind.needs) refuse('kind_needs_none');
    if (kind.payee && order.to === undefined) refuse('payee_needed');
    if (order.first > order.last) refuse('authorisation_days');
    const same = this.grants.find(
      (one) => one.decision === order.decision && one.kind === order.kind && one.to === order.to,
    );
    if (!same) {
      this.grants.push({ ...order, no: ++this.last });
      return this.last;
    }
    for (const field of ['from', 'limit', 'first', 'last'] as const)
      if (same[field] !== order[field]) refuse('decision_taken');
    return same.no;
  }

  step(grant: number, step: 'suspended' | 'resumed' | 'revoked', because: string): void {
    if (!this.grants.some(({ no }) => no === grant)) refuse('authorisation_unknown');
    const isOpen = this.openReasons(grant).includes(because);
    if (step === 'suspended' && isOpen) return;
    if (step === 'resumed' && !isOpen) return;
    if (step === 'revoked' && this.statusOf(grant) === 'revoked') return;
    this.steps.push({ grant, step, because });
    this.last++;
  }

  openReasons(grant: number): string[] {
    const own = this.steps.filter((one) => one.grant === grant);
    return [...new Set(own.map(({ because }) => because))].filter(
      (because) =>
        own.findLast((one) => one.because === because && one.step !== 'revoked')?.step === 'suspended',
    );
  }

  statusOf(grant: number): string {
    if (this.steps.some((one) => one.grant === grant && one.step === 'revoked')) return 'revoked';
    return this.openReasons(grant).length > 0 ? 'suspended' : 'granted';
  }

  leftOf(grant: number): number {
    const { limit } = this.grants.find(({ no }) => no === grant)!;
    return this.rows
      .filter(({ authorisation }) => authorisation === grant)
      .reduce((left, row) => (row.reverses === undefined ? left - row.amount : left + row.amount), limit);
  }

  /** Numbers of the rows, or throws and leaves everything as it was. */
  post(orders: readonly PlainOrder[]): number[] {
    for (const { kind, authorisation } of orders)
      if (KINDS[kind]!.needs && authorisation === undefined) refuse('authorisation_missing');
    return this.#add(orders);
  }

  reverse(no: number, day: string, source: string): number {
    const row = this.rows.find((one) => one.no === no) ?? refuse('posting_unknown');
    if (row.reverses !== undefined) refuse('reversal_of_reversal');
    if (day < row.day) refuse('reversal_too_early');
    const earlier = this.rows.find(({ reverses }) => reverses === no);
    if (earlier && (earlier.day !== day || earlier.source !== source)) refuse('reversed_already');
    if (earlier) return earlier.no;
    const { kind, from, to, amount, authorisation } = row;
    const reversal = { kind, from: to, to: from, amount, authorisation, day, source, reverses: no };
    this.rows.push({ ...reversal, no: this.last + 1 });
    if (this.#isAnythingBelow()) {
      this.rows.pop();
      refuse('overdrawn');
    }
    return ++this.last;
  }

  #add(orders: readonly PlainOrder[]): number[] {
    const before = [...this.rows];
    const numbers: number[] = [];
    try {
      for (const order of orders) numbers.push(this.#numberFor(order));
      const added = this.rows.slice(before.length);
      for (const { reissueOf, kind, source } of added) {
        if (reissueOf === undefined) continue;
        const original = before.find(({ no }) => no === reissueOf);
        const isReversed = before.some(({ reverses }) => reverses === reissueOf);
        if (!original || !isReversed || original.kind !== kind || original.source !== source)
          refuse('reissue_unfit');
      }
      this.rows = [...before];
      for (const row of added) {
        if (row.authorisation !== undefined) this.#cover(row, row.authorisation);
        this.rows.push(row);
      }
      if (this.#isAnythingBelow()) refuse('overdrawn');
      this.last += added.length;
      return numbers;
    } catch (error) {
      this.rows = before;
      throw error;
    }
  }

  #numberFor(order: PlainOrder): number {
    const earlier = this.rows.find(
      (row) =>
        row.reverses === undefined &&
        row.kind === order.kind &&
        row.source === order.source &&
        row.reissueOf === order.reissueOf,
    );
    if (earlier) {
      const isReversed = this.rows.some(({ reverses }) => reverses === earlier.no);
      for (const field of ['from', 'to', 'amount', 'day', 'authorisation'] as const)
        if (isReversed || earlier[field] !== order[field]) refuse('source_taken');
      return earlier.no;
    }
    const no = Math.max(this.last, ...this.rows.map((row) => row.no)) + 1;
    this.rows.push({ ...order, no });
    return no;
  }

  #cover({ kind, from, to, day, amount }: Row, authorisation: number): void {
    const grant = this.grants.find(({ no }) => no === authorisation) ?? refuse('authorisation_unknown');
    if (grant.kind !== kind) refuse('authorisation_other_kind');
    if (grant.from !== from) refuse('authorisation_other_payer');
    if (grant.to !== undefined && grant.to !== to) refuse('authorisation_other_payee');
    if (day < grant.first) refuse('authorisation_not_yet');
    if (day > grant.last) refuse('authorisation_expired');
    const status = this.statusOf(authorisation);
    if (status !== 'granted') refuse(`authorisation_${status}`);
    if (this.leftOf(authorisation) < amount) refuse('authorisation_exhausted');
  }

  balance(account: string, day: string): number {
    const sign = GROWS_ON_CREDIT.includes(codeOf(account)) ? -1 : 1;
    const gained = this.rows
      .filter((row) => row.day <= day)
      .reduce(
        (sum, { from, to, amount }) => sum + (to === account ? amount : 0) - (from === account ? amount : 0),
        0,
      );
    return ['treasury'].includes(codeOf(account)) ? -gained : sign * gained;
  }

  #isAnythingBelow(): boolean {
    return this.rows.some(({ day }) =>
      [...new Set(this.rows.flatMap(({ from, to }) => [from, to]))].some(
        (account) => !MAY_FALL_BELOW.includes(codeOf(account)) && this.balance(account, day) < 0,
      ),
    );
  }
}
