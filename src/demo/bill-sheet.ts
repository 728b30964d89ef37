import { writeHouseholdNo, writePersonNo } from './register-files.ts';
import type { Population } from './population.ts';
import { utf8, type RowWriter } from './row-writer.ts';

type Peril = 'medical' | 'education' | 'disaster' | 'traffic_medical' | 'traffic_loss';

interface Kind {
  readonly peril: Peril;
  readonly item: string;
  readonly provider: string;
}

/** No real institution: generic names that say they are synthetic. */
const KINDS = {
  township: { peril: 'medical', item: 'inpatient', provider: '合成乡镇卫生院' },
  county: { peril: 'medical', item: 'inpatient', provider: '合成县医院' },
  city: { peril: 'medical', item: 'inpatient', provider: '合成市医院' },
  province: { peril: 'medical', item: 'inpatient', provider: '合成省医院' },
  clinic: { peril: 'medical', item: 'outpatient', provider: '合成村卫生室' },
  outpatient: { peril: 'medical', item: 'outpatient', provider: '合成县医院' },
  preschoolTuition: { peril: 'education', item: 'tuition', provider: '合成幼儿园' },
  primaryBoarding: { peril: 'education', item: 'boarding', provider: '合成小学' },
  juniorBoarding: { peril: 'education', item: 'boarding', provider: '合成初级中学' },
  seniorTuition: { peril: 'education', item: 'tuition', provider: '合成高级中学' },
  seniorBoarding: { peril: 'education', item: 'boarding', provider: '合成高级中学' },
  seniorTextbook: { peril: 'education', item: 'textbook', provider: '合成高级中学' },
  collegeTuition: { peril: 'education', item: 'tuition', provider: '合成大学' },
  collegeBoarding: { peril: 'education', item: 'boarding', provider: '合成大学' },
  collegeTextbook: { peril: 'education', item: 'textbook', provider: '合成大学' },
  disaster: { peril: 'disaster', item: '', provider: '合成农业保险经办处' },
  accident: { peril: 'traffic_medical', item: 'inpatient', provider: '合成县医院' },
  vehicle: { peril: 'traffic_loss', item: '', provider: '合成交通事故处理处' },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;

const NAMES = Object.keys(KINDS) as readonly KindName[];
const INDEX = new Map(NAMES.map((name, i) => [name, i]));
const AFTER = NAMES.map((name) => utf8(`,${KINDS[name].provider},${KINDS[name].item}\n`));

const RECORD_DIGITS = 8;
const DAYS = 32;
const NOBODY = 255;

/** The bills of one month as columns, written in the order of their days. Cleared and used again. */
export class BillSheet {
  #capacity = 0;
  #size = 0;
  #lastDay = 0;
  #day = new Uint8Array(0);
  #kind = new Uint8Array(0);
  #household = new Uint32Array(0);
  #place = new Uint8Array(0);
  #totalFen = new Float64Array(0);
  #reimbursedFen = new Float64Array(0);

  get size(): number {
    return this.#size;
  }

  /** Bills after the last day are left out. */
  clear(lastDay: number): void {
    this.#size = 0;
    this.#lastDay = lastDay;
  }

  /** `place` is the person's place in the household, undefined for a bill of the whole household. */
  add(
    day: number,
    kind: KindName,
    household: number,
    place: number | undefined,
    totalFen: number,
    rate: number,
  ): void {
    if (day > this.#lastDay) return;
    if (this.#size === this.#capacity) this.#grow();
    const at = this.#size++;
    this.#day[at] = day;
    this.#kind[at] = INDEX.get(kind) as number;
    this.#household[at] = household;
    this.#place[at] = place ?? NOBODY;
    this.#totalFen[at] = totalFen;
    this.#reimbursedFen[at] = Math.round(totalFen * rate);
  }

  /** First and last day with a bill, undefined when there is none. */
  findDays(): readonly [number, number] | undefined {
    if (this.#size === 0) return undefined;
    let [first, last] = [DAYS, 0];
    for (let i = 0; i < this.#size; i++) {
      first = Math.min(first, this.#day[i] as number);
      last = Math.max(last, this.#day[i] as number);
    }
    return [first, last];
  }

  /** Writes all rows by day; `month` is such as `2017-01-`, record numbers continue after `recordsBefore`. */
  *write(
    out: RowWriter,
    population: Population,
    month: string,
    recordsBefore: number,
  ): Generator<Uint8Array> {
    const head = utf8(`${population.county},B`);
    const before = NAMES.map((name) => utf8(`,${KINDS[name].peril},${month}`));
    let record = recordsBefore;
    for (const at of this.#orderByDay()) {
      const household = this.#household[at] as number;
      const kind = this.#kind[at] as number;
      const place = this.#place[at] as number;
      const total = this.#totalFen[at] as number;
      const reimbursed = this.#reimbursedFen[at] as number;
      writeHouseholdNo(out.raw(head).padded(++record, RECORD_DIGITS).byte(44), household).byte(44);
      if (place !== NOBODY) writePersonNo(out, household, place);
      out
        .raw(before[kind] as Uint8Array)
        .padded(this.#day[at] as number, 2)
        .byte(44);
      out
        .yuan(total)
        .byte(44)
        .yuan(reimbursed)
        .byte(44)
        .yuan(total - reimbursed);
      out.raw(AFTER[kind] as Uint8Array);
      if (out.isFull) yield out.take();
    }
  }

  /** Counting sort: stable, and linear in the bills. */
  #orderByDay(): Uint32Array {
    const starts = new Uint32Array(DAYS + 1);
    for (let i = 0; i < this.#size; i++) starts[(this.#day[i] as number) + 1]! += 1;
    for (let day = 1; day <= DAYS; day++) starts[day]! += starts[day - 1] as number;
    const order = new Uint32Array(this.#size);
    for (let i = 0; i < this.#size; i++) order[starts[this.#day[i] as number]!++] = i;
    return order;
  }

  #grow(): void {
    this.#capacity = Math.max(1024, this.#capacity * 2);
    const grown = <T extends Uint8Array | Uint32Array | Float64Array>(fresh: T, old: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.#day = grown(new Uint8Array(this.#capacity), this.#day);
    this.#kind = grown(new Uint8Array(this.#capacity), this.#kind);
    this.#household = grown(new Uint32Array(this.#capacity), this.#household);
    this.#place = grown(new Uint8Array(this.#capacity), this.#place);
    this.#totalFen = grown(new Float64Array(this.#capacity), this.#totalFen);
    this.#reimbursedFen = grown(new Float64Array(this.#capacity), this.#reimbursedFen);
  }
}
