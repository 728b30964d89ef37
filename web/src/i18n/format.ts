import { type Language, language, useLanguage } from './language.ts';

/** How numbers, money and days look (units and forms of docs: yuan with two decimals, ISO days in tables). */
const NBSP = '\u00a0';
const LOCALE: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** `1,234.50`, from the server's text. Never computed with: money arrives ready. */
export function yuanDigits(yuan: string): string {
  const [whole = '0', fen = '00'] = yuan.replace(/^-/, '').split('.');
  const sign = yuan.startsWith('-') ? '−' : '';
  return `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${fen.padEnd(2, '0')}`;
}

/** A figure or a cell of its own: `¥ 1,234.50`. */
const yuan = (amount: string): string => `¥${NBSP}${yuanDigits(amount)}`;

/** In a sentence: `1,234.50 元` / `1,234.50 yuan`. */
const yuanInWords = (amount: string, lang: Language = language()): string =>
  `${yuanDigits(amount)}${NBSP}${lang === 'zh' ? '元' : 'yuan'}`;

/** A sum over many: `400.00 万元` / `4.00 million yuan`; exact below 100,000. */
function yuanInTotal(amount: string, lang: Language = language()): string {
  const value = Number(amount);
  const size = Math.abs(value);
  if (size < 100_000)
    return lang === 'zh' ? `${yuanDigits(amount)}${NBSP}元` : `¥${NBSP}${yuanDigits(amount)}`;
  if (lang === 'zh')
    return size < 1e8
      ? `${decimals(value / 1e4, lang)}${NBSP}万元`
      : `${decimals(value / 1e8, lang)}${NBSP}亿元`;
  return size < 1e6
    ? `¥${NBSP}${count(Math.round(value), lang)}`
    : `¥${NBSP}${decimals(value / 1e6, lang)}${NBSP}million`;
}

const decimals = (value: number, lang: Language): string =>
  value.toLocaleString(LOCALE[lang], { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const count = (value: number | string, lang: Language = language()): string =>
  Number(value).toLocaleString(LOCALE[lang]);

/** A share of one as `63.4%`. */
const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)}%`;

/** In a sentence and on paper: `2017年9月5日` / `5 September 2017`. Tables show the ISO day as it is. */
function dayInWords(iso: string, lang: Language = language()): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  if (lang === 'zh') return `${year}年${month}月${day}日`;
  return new Date(Date.UTC(year!, month! - 1, day)).toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

/** `9月7日 周四` / `Thu 7 Sep`: for deadlines. */
function dayOfWeek(iso: string, lang: Language = language()): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  const at = new Date(Date.UTC(year!, month! - 1, day));
  const weekday = at.toLocaleDateString(LOCALE[lang], { timeZone: 'UTC', weekday: 'short' });
  if (lang === 'zh') return `${month}月${day}日 ${weekday}`;
  return `${weekday} ${day} ${at.toLocaleDateString('en-GB', { timeZone: 'UTC', month: 'short' })}`;
}

export const todayInChina = (): string =>
  new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

/** `2026-11-25 14:08`, in China's time wherever the screen stands. */
function instant(iso: string): string {
  const text = new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
  return text.slice(0, 16);
}

/** The formats of the screen's language; drawn again when it changes. */
export function useFormat() {
  const lang = useLanguage();
  return {
    yuan,
    yuanDigits,
    instant,
    percent,
    list: (names: readonly string[]) => names.join(lang === 'zh' ? '、' : ', '),
    yuanInWords: (amount: string) => yuanInWords(amount, lang),
    yuanInTotal: (amount: string) => yuanInTotal(amount, lang),
    count: (value: number | string) => count(value, lang),
    dayInWords: (iso: string) => dayInWords(iso, lang),
    dayOfWeek: (iso: string) => dayOfWeek(iso, lang),
  };
}
