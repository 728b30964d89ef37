import { addDays, countsAs, type DayKind, type PlainDate } from '../../kernel/index.ts';

/** From the day it was put up to the day it came down; null while it hangs. */
export interface Hanging {
  readonly putUpOn: PlainDate;
  readonly takenDownOn: PlainDate | null;
}

export interface NoticeFacts {
  readonly days: number;
  readonly dayKind: DayKind;
  readonly countsFirstDay: boolean;
  /** How it hung at each of its places. */
  readonly places: readonly (readonly Hanging[])[];
}

export interface NoticeProgress {
  /** `planned`: not up everywhere yet; `interrupted`: down somewhere before its time; `complete`: all days are over. */
  readonly status: 'planned' | 'hanging' | 'interrupted' | 'complete';
  /** Days it has hung at the place where it hung least, the day asked about included. */
  readonly daysHung: number;
  /** Its last day if it hangs on; undefined while it hangs nowhere or not everywhere. */
  readonly lastDay: PlainDate | undefined;
}

/** No notice hangs longer; a loop that never ends would be a fault of the rules. */
const DAYS_MAX = 4000;

/**
 * How far a notice is on a day: at every place it must hang its full number of whole days. The day it is put up
 * counts only where the policy says so (Civil Code, art. 201), the day it comes down never. Days lost by taking it
 * down early are hung again.
 */
export function noticeProgress(notice: NoticeFacts, asOf: PlainDate): NoticeProgress {
  const places = notice.places.map((hangings) => placeProgress(notice, hangings, asOf));
  const daysHung = Math.min(...places.map(({ daysHung: hung }) => hung));
  const lastDays = places.map(({ lastDay }) => lastDay).filter((day) => day !== undefined);
  const lastDay = lastDays.length === places.length ? lastDays.sort().at(-1) : undefined;
  if (lastDay !== undefined) return { status: lastDay < asOf ? 'complete' : 'hanging', daysHung, lastDay };
  const wasUp = notice.places.every((hangings) => hangings.length > 0);
  return { status: wasUp ? 'interrupted' : 'planned', daysHung, lastDay };
}

function placeProgress(
  { days, dayKind, countsFirstDay }: NoticeFacts,
  hangings: readonly Hanging[],
  asOf: PlainDate,
): { daysHung: number; lastDay: PlainDate | undefined } {
  const up = hangings.filter(({ putUpOn }) => putUpOn <= asOf);
  const hangsOn = (day: PlainDate): boolean =>
    up.some(
      ({ putUpOn, takenDownOn }) =>
        (countsFirstDay ? putUpOn <= day : putUpOn < day) && (takenDownOn === null || day < takenDownOn),
    );
  let [counted, hung] = [0, 0];
  let day = up.map(({ putUpOn }) => putUpOn).sort()[0];
  for (let step = 0; day !== undefined && step < DAYS_MAX; step++, day = addDays(day, 1)) {
    if (!hangsOn(day) || !countsAs(dayKind, day)) continue;
    counted++;
    if (day <= asOf) hung = counted;
    if (counted === days) return { daysHung: hung, lastDay: day };
  }
  return { daysHung: hung, lastDay: undefined };
}

/**
 * Why a free text may not hang in public, or undefined: a long number (ID, phone, account; also with separators or in
 * Chinese digits), a blocked word, or a full name. A net under the whitelist, not a replacement for it.
 */
export function findPrivateContent(
  text: string,
  blockedWords: readonly string[],
  names: readonly string[],
): 'number' | 'word' | 'name' | undefined {
  const plain = text.normalize('NFKC').toLowerCase();
  const digits = plain.replace(/[〇零一二三四五六七八九]/g, (digit) =>
    String('零一二三四五六七八九'.indexOf(digit === '〇' ? '零' : digit)),
  );
  // A day has eight digits and two separators; a phone, ID or account number is longer or unbroken.
  if (/\d{7}/.test(digits) || /(\d[\s.·-]{0,2}){10}\d/.test(digits)) return 'number';
  if (blockedWords.some((word) => plain.includes(word.toLowerCase()))) return 'word';
  const joined = plain.replace(/\s+/g, '');
  const isNamed = names.some((name) => {
    const bare = name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
    return [...bare].length > 1 && joined.includes(bare);
  });
  return isNamed ? 'name' : undefined;
}
