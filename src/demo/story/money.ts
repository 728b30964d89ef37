import { addDays, firstDayOf, formatYuan, lastDayOf, type PlainDate, yearOf } from '../../kernel/index.ts';
import {
  authorisePool,
  drawSample,
  linesOfList,
  makeList,
  movePool,
  type PaymentLine,
  type PoolMove,
  recordVisit,
  releaseList,
  takeAnswer,
} from '../../prevention/payout/index.ts';
import type { Told } from './cases.ts';
import { PAYMENT_RUNS } from './scenarios.ts';
import { castOf, PLACE, type Story } from './story.ts';

/** Working days of a year from its first: the budget is decided, then paid; last year's rest is carried over. */
const [DECIDED, PAID, CARRIED_OVER, TOPPED_UP] = [3, 5, 8, 10] as const;
/** A pool holds at least so much, whatever the size of the county: the cases of the story do not shrink with it. */
const ENOUGH_FEN = 25_000_000n;
const LEAST_TOP_UP_FEN = 5_000_000n;
/** Fifty yuan for a tenth of the people. */
const PREMIUM_FEN_PER_PERSON = 500n;
/** What the budget allows at most: enough for a county of any scale. */
const LIMIT_FEN = 4_000_000_000n;
const SHARE_CARRIED_OVER = 5n;

/** Writes the pools of this year and the year before into the diary. */
export function writePools(story: Story, people: number): void {
  const year = yearOf(story.today);
  for (const each of [year - 1, year]) writePool(story, each, people);
  writeCarryOver(story, year - 1);
}

function writePool(story: Story, year: number, people: number): void {
  const { days } = story;
  const first = firstDayOf(year);
  const [decided, paid, toppedUp] = [DECIDED, PAID, TOPPED_UP].map((count) => days.after(first, count));
  authorise(story, { kind: 'premium', year, day: decided!, limitFen: LIMIT_FEN });
  move(story, { kind: 'premium', year, day: paid!, population: BigInt(people) });
  authorise(story, { kind: 'pool_top_up', year, day: decided!, limitFen: LIMIT_FEN });
  const lackingFen = ENOUGH_FEN - BigInt(people) * PREMIUM_FEN_PER_PERSON;
  const amountFen = lackingFen > LEAST_TOP_UP_FEN ? lackingFen : LEAST_TOP_UP_FEN;
  move(story, { kind: 'pool_top_up', year, day: toppedUp!, amountFen });
}

function writeCarryOver(story: Story, year: number): void {
  const first = firstDayOf(year + 1);
  const [decided, day] = [DECIDED, CARRIED_OVER].map((count) => story.days.after(first, count));
  const amountFen = ENOUGH_FEN / SHARE_CARRIED_OVER;
  authorise(story, { kind: 'pool_carry_over', year, day: decided!, limitFen: amountFen });
  move(story, { kind: 'pool_carry_over', year, day: day!, amountFen });
}

interface Budget {
  readonly kind: PoolMove;
  readonly year: number;
  readonly day: PlainDate;
}

function authorise(
  { diary, db, county: countyCode, today }: Story,
  { kind, year, day, limitFen }: Budget & { readonly limitFen: bigint },
): void {
  if (day > today) return;
  diary.write(day, PLACE.money, () =>
    authorisePool(db, {
      actor: 'office',
      countyCode,
      kind,
      year,
      document: `合成-预算-${year}-${kind}`,
      limitFen,
      validFrom: day,
      validTo: lastDayOf(yearOf(day)),
    }),
  );
}

function move(
  { diary, db, county: countyCode, today, policy }: Story,
  order: Budget & { readonly amountFen?: bigint; readonly population?: bigint },
): void {
  const { day: on } = order;
  if (on > today) return;
  diary.write(on, PLACE.money, () =>
    movePool(db, { actor: 'finance', countyCode, ...order, on, today, policy: policy(on) }),
  );
}

interface Run {
  readonly made: PlainDate;
  readonly released?: PlainDate;
  readonly answered?: PlainDate;
  readonly bounced?: PlainDate;
}

/** Working days after June's cases of the year before. */
const LAST_YEARS_RUN = { made: 16, released: 17, answered: 20 } as const;

/** Writes the payment lists into the diary: each for the pools that something was ordered from since the one before. */
export function writePayments(story: Story, cases: readonly Told[]): void {
  const { days } = story;
  const lastYears = cases.find(({ plot }) => plot.isLastYear)?.plot.dayOf('open');
  const runs: Run[] = PAYMENT_RUNS.map((run) => daysOf(run, (count) => days.ago(count)));
  if (lastYears !== undefined) runs.push(daysOf(LAST_YEARS_RUN, (count) => days.after(lastYears, count)));
  const ordered = cases.filter(({ plot }) => plot.dayOf('order') !== undefined);
  let since = '';
  for (const run of runs.toSorted((a, b) => (a.made < b.made ? -1 : 1))) {
    const due = ordered.filter(({ plot }) => {
      const day = plot.dayOf('order')!;
      const isRetried = !run.released && ['failed', 'bounced'].includes(plot.scenario.bank ?? '');
      return isRetried || (day > since && day <= run.made);
    });
    since = run.made;
    for (const year of new Set(due.map(({ plot }) => yearOf(plot.asOf)))) writeRun(story, run, year, cases);
  }
}

const daysOf = (
  run: Partial<Record<keyof Run, number>> & { readonly made: number },
  dayOf: (count: number) => PlainDate,
): Run =>
  Object.fromEntries(Object.entries(run).map(([step, count]) => [step, dayOf(count)])) as unknown as Run;

function writeRun(story: Story, run: Run, year: number, cases: readonly Told[]): void {
  const { diary, db, tx, county: countyCode, today } = story;
  let listNo = 0;
  const by = { countyCode, today };
  diary.write(run.made, PLACE.payment, async () => {
    const { list } = await makeList(db, { ...by, actor: 'finance', year, on: run.made });
    listNo = list.list_no;
  });
  const { released, answered, bounced } = run;
  if (released)
    diary.write(released, PLACE.payment, () =>
      releaseList(db, { ...by, actor: 'insurer', listNo, on: released }),
    );
  const answer = async (day: PlainDate, isBounce: boolean) => {
    const lines = await linesOfList(tx, countyCode, listNo);
    const rows = answersOf(lines, cases, isBounce).map(({ line, status, reason }, i) => ({
      line: i + 2,
      cells: {
        list_no: String(listNo),
        line_no: String(line.line_no),
        amount_yuan: formatYuan(line.amount_fen),
        status,
        reason,
        day,
      },
    }));
    if (rows.length > 0) await takeAnswer(db, { ...by, actor: 'treasurer', listNo, rows });
  };
  if (answered) diary.write(answered, PLACE.payment, () => answer(answered, false));
  if (bounced) diary.write(bounced, PLACE.payment, () => answer(bounced, true));
}

interface BankAnswer {
  readonly line: PaymentLine;
  readonly status: 'paid' | 'failed' | 'bounced';
  readonly reason: string;
}

function answersOf(
  lines: readonly PaymentLine[],
  cases: readonly Told[],
  isBounce: boolean,
): readonly BankAnswer[] {
  return lines.flatMap((line): BankAnswer[] => {
    const { bank } = cases.find(({ plot }) => plot.household.household_no === line.household_no)!.plot
      .scenario;
    if (isBounce) return bank === 'bounced' ? [{ line, status: bank, reason: '合成：账户已销户' }] : [];
    return bank === 'failed'
      ? [{ line, status: bank, reason: '合成：户名与账号不符' }]
      : [{ line, status: 'paid', reason: '' }];
  });
}

/** Working days after the list of the year before was answered. */
const [DRAWN, VISITED] = [8, 12] as const;
const SAMPLE = { confidence: 0.9, margin: 0.2, expectedShare: 0.9 } as const;

/** A sample of the year before's payments, visited by the townships; the last visit is still to be made. */
export function writeSample(story: Story, cases: readonly Told[]): void {
  const { diary, db, county: countyCode, today, days } = story;
  const lastYears = cases.filter(({ plot }) => plot.isLastYear);
  const opened = lastYears[0]?.plot.dayOf('open');
  if (opened === undefined) return;
  const from = days.after(opened, LAST_YEARS_RUN.answered);
  const [drawn, visited] = [DRAWN, VISITED].map((count) => days.after(from, count)) as [PlainDate, PlainDate];
  const by = { countyCode, today };
  let sampleNo = 0;
  diary.write(drawn, PLACE.after, async () => {
    const to = addDays(drawn, -1);
    const order = { ...by, actor: 'office', from, to, seed: `合成-摇号-${drawn}`, ...SAMPLE };
    const sample = await drawSample(db, { ...order, today: drawn });
    sampleNo = sample.sample_no;
    for (const [i, { list_no: listNo, line_no: lineNo, household_no }] of sample.lines.entries()) {
      if (i === sample.lines.length - 1 && i > 0) continue;
      const { village } = lastYears.find(({ plot }) => plot.household.household_no === household_no)!.plot;
      await recordVisit(db, {
        ...by,
        actor: castOf(village).officer,
        sampleNo,
        listNo,
        lineNo,
        finding: i === 1 ? 'other_amount' : 'in_order',
        visitedOn: visited,
        note: '合成：查看银行回单',
      });
    }
  });
}
