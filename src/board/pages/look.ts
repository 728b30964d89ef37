import { type Bilingual, dayInWords, type Language, type PlainDate } from '../../kernel/index.ts';

/** How somebody has chosen to read: kept in a cookie of theirs, which names nobody. */
export interface Look {
  readonly language: Language;
  readonly isLarge: boolean;
  /** Areas chosen before, the last first. */
  readonly places: readonly string[];
}
export const LOOK_COOKIE = 'terrace_board';
const PLACES_MAX = 5;
const CODE = /^[\w-]{1,12}$/;

/** What the cookie says and what this request asks for besides. */
export function readLook(
  cookie: string | undefined,
  asked: { readonly lang?: unknown; readonly large?: unknown },
  accepts: string | undefined,
): Look {
  const [lang = '', large = '', places = ''] = (cookie ?? '').split('.');
  const language = [asked.lang, lang].find((each): each is Language => each === 'zh' || each === 'en');
  return {
    language: language ?? (accepts?.toLowerCase().startsWith('en') ? 'en' : 'zh'),
    isLarge: (asked.large ?? large) === '1',
    places: places.split('~').filter((code) => CODE.test(code)),
  };
}

export const writeLook = ({ language, isLarge, places }: Look): string =>
  [language, isLarge ? '1' : '0', places.join('~')].join('.');

export const withPlace = (look: Look, code: string): Look => ({
  ...look,
  places: [code, ...look.places.filter((each) => each !== code)].slice(0, PLACES_MAX),
});

/** The sentences and numbers of a look. */
export function sayer({ language }: Look) {
  return {
    language,
    say: (zh: string, en: string): string => (language === 'zh' ? zh : en),
    of: (words: Bilingual): string => words[language],
    day: (day: PlainDate): string => dayInWords(day)[language],
    /** `1,234.50`. */
    yuan: (yuan: string): string => digits(yuan),
    /** One thing or several. */
    count: (count: number, zh: string, one: string, other: string): string =>
      language === 'zh'
        ? `${grouped(String(count))} ${zh}`
        : `${grouped(String(count))} ${count === 1 ? one : other}`,
  };
}
export type Say = ReturnType<typeof sayer>;

const grouped = (whole: string): string => whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
function digits(yuan: string): string {
  const [whole = '0', fen = '00'] = yuan.replace(/^-/, '').split('.');
  return `${yuan.startsWith('-') ? '−' : ''}${grouped(whole)}.${fen.padEnd(2, '0')}`;
}
