/** What of many amounts may be public: never one that is one household's alone. */

/** Payments of a day, or of several days in a row that were too few to stand alone. */
export interface DayOfPayments<Day extends string> {
  readonly day: Day;
  readonly payments: number;
  readonly amount: bigint;
}
export interface Run<Day extends string> {
  readonly from: Day;
  readonly to: Day;
  readonly payments: number;
  readonly amount: bigint;
}

/**
 * Days in a row, so that at least so many payments stand behind each sum; the rest at the end joins the run before it.
 * Fewer in all are one run, which is the whole sum.
 */
export function runsOf<Day extends string>(days: readonly DayOfPayments<Day>[], fewest: number): Run<Day>[] {
  const runs: Run<Day>[] = [];
  let open: Run<Day> | undefined;
  for (const { day, payments, amount } of days) {
    open = {
      from: open?.from ?? day,
      to: day,
      payments: (open?.payments ?? 0) + payments,
      amount: (open?.amount ?? 0n) + amount,
    };
    if (open.payments < fewest) continue;
    runs.push(open);
    open = undefined;
  }
  const last = runs.pop();
  if (!open) return last ? [...runs, last] : [];
  if (!last) return [open];
  const joined = { from: last.from, to: open.to, payments: last.payments + open.payments };
  return [...runs, { ...joined, amount: last.amount + open.amount }];
}
