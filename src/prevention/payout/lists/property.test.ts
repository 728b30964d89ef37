import { expect, test } from 'vitest';
import { COUNTY } from '../../../../test/imports.ts';
import { fc } from '../../../../test/properties.ts';
import {
  answer,
  approved,
  begin,
  by,
  DAY,
  expectSoundBooks,
  FUNDS,
  heldInPool,
  reading,
  store,
  TODAY,
} from '../../../../test/payout.ts';
import { Failure } from '../../../kernel/index.ts';
import { listAuthorisations } from '../../../ledger/index.ts';
import { cancelList, linesOfList, makeList, releaseList, takeAnswer } from '../index.ts';

/** What a clerk and a bank might do, in any order; `says` holds a word for each line of the list. */
type Step =
  | { readonly do: 'make' }
  | { readonly do: 'release'; readonly list: number }
  | { readonly do: 'cancel'; readonly list: number }
  | { readonly do: 'answer'; readonly list: number; readonly says: readonly Word[]; readonly twice: boolean };
type Word = 'nothing' | 'paid' | 'failed' | 'bounced' | 'wrong';

const list = fc.constantFrom(0, 0, 0, 1, 1, 2);
const word = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Word>('paid') },
  { weight: 6, arbitrary: fc.constantFrom<Word>('failed', 'bounced', 'nothing') },
  { weight: 1, arbitrary: fc.constant<Word>('wrong') },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'make' }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const), list }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), list }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      list,
      says: fc.array(word, { minLength: 5, maxLength: 5 }),
      twice: fc.boolean(),
    }),
  },
);

/** The same on plain values: each list a status and, for each line, the payment it tries and all the bank said of it. */
class PlainBank {
  readonly lists: { status: string; lines: { payment: number; said: Word[] }[] }[] = [];
  readonly amounts: readonly bigint[];
  constructor(amounts: readonly bigint[]) {
    this.amounts = amounts;
  }

  isPaid = (payment: number): boolean =>
    this.lists.some(({ lines }) =>
      lines.some(({ payment: own, said }) => own === payment && said.at(-1) === 'paid'),
    );

  isWaiting = (payment: number): boolean =>
    this.lists.some(
      ({ status, lines }) =>
        status !== 'cancelled' &&
        lines.some(({ payment: own, said }) => own === payment && said.length === 0),
    );

  paid = (): bigint => this.amounts.reduce((sum, amount, i) => (this.isPaid(i) ? sum + amount : sum), 0n);

  /** Answers the code of the refusal, or what was done. */
  apply(order: Step): string {
    if (order.do === 'make') {
      const due = this.amounts.map((_, i) => i).filter((i) => !this.isPaid(i) && !this.isWaiting(i));
      if (due.length === 0) return 'payment.nothing';
      this.lists.push({ status: 'made', lines: due.map((payment) => ({ payment, said: [] })) });
      return 'done';
    }
    const own = this.lists[order.list];
    if (order.do === 'answer') {
      const rows =
        own?.lines
          .map((line, i) => ({ line, says: order.says[i]! }))
          .filter(({ says }) => says !== 'nothing') ?? [];
      if (rows.length === 0) return 'payment.noRows';
      if (own!.status !== 'released') return 'payment.notReleased';
      const news = rows.filter(({ line, says }) => !line.said.includes(says));
      if (
        !news.every(
          ({ line, says }) =>
            says !== 'wrong' &&
            (line.said.length === 0 || (says === 'bounced' && line.said.at(-1) === 'paid')),
        )
      )
        return 'rejected';
      for (const { line, says } of news) line.said.push(says);
      return `taken ${news.length}`;
    }
    if (!own) return 'payment.listUnknown';
    if (own.status !== 'made') return 'payment.closed';
    own.status = order.do === 'release' ? 'released' : 'cancelled';
    return 'done';
  }
}

async function run(order: Step): Promise<string> {
  if (order.do === 'make') await makeList(store.db, { ...by('Maker'), year: 2017, on: DAY, today: TODAY });
  else {
    const listNo = order.list + 1;
    if (order.do === 'release')
      await releaseList(store.db, { ...by('Payer'), listNo, on: DAY, today: TODAY });
    else if (order.do === 'cancel')
      await cancelList(store.db, { ...by('Maker'), listNo, on: DAY, today: TODAY, reason: 'x' });
    else {
      const { says: given } = order;
      const lines = await reading((tx) => linesOfList(tx, COUNTY, listNo));
      const rows = lines.flatMap((line, i) => {
        const says = given[i]!;
        if (says === 'nothing') return [];
        return [says === 'wrong' ? answer(line, 'paid', { amount_yuan: '0.01' }) : answer(line, says)];
      });
      const { rejects, paid, failed, bounced } = await takeAnswer(store.db, {
        ...by('Payer'),
        listNo,
        rows,
        today: TODAY,
      });
      return rejects.length > 0 ? 'rejected' : `taken ${paid + failed + bounced}`;
    }
  }
  return 'done';
}

test('whatever the clerks and the bank do, each payment is made once or not at all', async () => {
  const amounts = fc.array(fc.bigInt({ min: 2n, max: 900_000n }), { minLength: 1, maxLength: 5 });
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(amounts, fc.array(step, { minLength: 6, maxLength: 24 }), async (due, steps) => {
      await begin();
      for (const [i, amount] of due.entries()) await approved(i + 1, amount);
      const plain = new PlainBank(due);
      for (const order of steps.flatMap((each) => ('twice' in each && each.twice ? [each, each] : [each]))) {
        const done = await run(order).catch((error: unknown) => {
          if (error instanceof Failure) return error.code;
          throw error;
        });
        expect(done, JSON.stringify(order)).toBe(plain.apply(order));
        seen.add(done.replace(/[1-9]/, 'n'));
        expect(await heldInPool()).toBe(FUNDS - plain.paid());
      }
      const authorisations = await reading((tx) => listAuthorisations(tx, COUNTY, {}));
      const benefits = authorisations.filter(({ kind }) => kind === 'benefit');
      expect(benefits.map(({ posted }) => posted)).toEqual(
        due.map((amount, i) => (plain.isPaid(i) ? amount : 0n)),
      );
      await expectSoundBooks();
    }),
    { numRuns: 15 },
  );
  // The steps really went everywhere.
  for (const each of ['taken n', 'taken 0', 'rejected', 'payment.closed', 'payment.notReleased'])
    expect(seen).toContain(each);
});
