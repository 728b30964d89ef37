import { addDays, isWorkingDay, type PlainDate } from '../../kernel/index.ts';

/** The working days around today, counted from the last one: 0 is today, or the last working day before it. */
export class WorkingDays {
  readonly today: PlainDate;
  readonly #past: PlainDate[] = [];

  constructor(today: PlainDate) {
    this.today = today;
  }

  /** So many working days ago. */
  ago(count: number): PlainDate {
    for (let day = this.#past.at(-1) ?? addDays(this.today, 1); this.#past.length <= count;) {
      day = addDays(day, -1);
      if (isWorkingDay(day)) this.#past.push(day);
    }
    return this.#past[count]!;
  }

  /** So many working days after today. */
  ahead(count: number): PlainDate {
    return this.after(addDays(this.today, 1), count - 1);
  }

  /** So many working days after a day, which need not be one itself. */
  after(start: PlainDate, count: number): PlainDate {
    let day = start;
    for (let left = isWorkingDay(day) ? count : count + 1; left > 0;) {
      day = addDays(day, 1);
      if (isWorkingDay(day)) left -= 1;
    }
    return day;
  }
}

type Work = () => Promise<unknown>;

/** What is going to happen, written in any order and done in the order of its days. */
export class Diary {
  readonly #entries: { readonly day: PlainDate; readonly place: number; readonly work: Work }[] = [];

  get length(): number {
    return this.#entries.length;
  }

  /** `place` orders what happens on one day; of equal places, what was written first comes first. */
  write(day: PlainDate, place: number, work: Work): void {
    this.#entries.push({ day, place, work });
  }

  async happen(tell: (done: number) => void): Promise<void> {
    const inOrder = this.#entries.toSorted((a, b) =>
      a.day === b.day ? a.place - b.place : a.day < b.day ? -1 : 1,
    );
    for (const [i, { work }] of inOrder.entries()) {
      await work();
      tell(i + 1);
    }
  }
}
