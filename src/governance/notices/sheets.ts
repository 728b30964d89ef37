import type { Bilingual, Language } from '../../kernel/index.ts';
import type { NoticeContent } from './words.ts';

/**
 * How a notice falls onto sheets of A4 (GB/T 9704: text of 156 × 225 mm). The lines a text takes are worked out here,
 * not left to a printer, so that every sheet says which of how many it is and the head row stands on each.
 */

export interface Sheet {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Line numbers as on the notice, from 1. */
  readonly rows: readonly { readonly no: number; readonly cells: readonly string[] }[];
}

/** Measures of the print in millimetres: the wall's for Chinese, a smaller hand for English. */
export interface Measures {
  readonly letter: number;
  readonly line: number;
  readonly tableLetter: number;
  readonly tableLine: number;
  readonly title: number;
}
const POINT = 25.4 / 72;
export const MEASURES: Readonly<Record<Language, Measures>> = {
  zh: { letter: 16 * POINT, line: 28 * POINT, tableLetter: 16 * POINT, tableLine: 24 * POINT, title: 20 },
  en: { letter: 14 * POINT, line: 22 * POINT, tableLetter: 13 * POINT, tableLine: 18 * POINT, title: 24 },
};

const TEXT_WIDTH = 156;
const TEXT_HEIGHT = 225;
const ROWS_MAX = 15;
export const NUMBER_WIDTH = 14;
const ROW_MIN = 10;
/** Above and below the words of a cell, and left and right of them. */
export const CELL_PADDING = { block: 1.2, inline: 1.5 } as const;
const GAP_UNDER_TEXT = 4;
/** QR code with its caption, beside it the organ, the day and the room for a stamp. */
export const END_HEIGHT = 62;
/** Letters differ a little from typeface to typeface. */
const SPARE = 1.04;

/** Width of a text in its own letters: Chinese characters are as wide as high, others about half. */
const lettersOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[⺀-￮]/u.test(letter) ? 1 : 0.56), 0);

const linesOf = (text: string, width: number, letter: number): number =>
  Math.max(1, Math.ceil((lettersOf(text) * letter * SPARE) / width));

/**
 * Widths of the columns after the number's, together the rest of the text's width: what a column holds on one line, as far
 * as that goes; the widest share what is left.
 */
export function columnWidths({ columns, rows }: NoticeContent, language: Language): number[] {
  const { tableLetter } = MEASURES[language];
  const needs = columns.map((head, i) => {
    const letters = [head, ...rows.map((row) => row[i]!)].map((cell) => lettersOf(cell[language]));
    return Math.max(...letters) * tableLetter * SPARE + 2 * CELL_PADDING.inline;
  });
  let room = TEXT_WIDTH - NUMBER_WIDTH;
  const widths = needs.map(() => 0);
  const narrowestFirst = needs.map((_, i) => i).toSorted((a, b) => needs[a]! - needs[b]!);
  narrowestFirst.forEach((column, done) => {
    const share = room / (needs.length - done);
    const isLast = done === needs.length - 1;
    widths[column] = isLast ? room : Math.min(needs[column]!, share);
    room -= widths[column];
  });
  return widths;
}

/** The sheets of a notice, at least one; no row is cut in two. */
export function sheetsOf(content: NoticeContent, language: Language, isWithEnd = true): Sheet[] {
  const m = MEASURES[language];
  const widths = columnWidths(content, language);
  const heightOf = (cells: readonly Bilingual[]): number => {
    const lines = cells.map((cell, i) =>
      linesOf(cell[language], widths[i]! - 2 * CELL_PADDING.inline, m.tableLetter),
    );
    return Math.max(ROW_MIN, Math.max(...lines) * m.tableLine + 2 * CELL_PADDING.block);
  };
  const head = heightOf(content.columns);
  const opening =
    m.title +
    content.sentences.reduce(
      (sum, text) => sum + linesOf(`　　${text[language]}`, TEXT_WIDTH, m.letter) * m.line,
      0,
    ) +
    GAP_UNDER_TEXT;
  const sheets: Sheet[] = [];
  let rows: { no: number; cells: string[] }[] = [];
  let used = opening + head;
  const turn = (isLast: boolean): void => {
    sheets.push({ isFirst: sheets.length === 0, isLast, rows });
    rows = [];
    used = head + m.line;
  };
  content.rows.forEach((cells, i) => {
    const height = heightOf(cells);
    if (rows.length === ROWS_MAX || (rows.length > 0 && used + height > TEXT_HEIGHT)) turn(false);
    rows.push({ no: i + 1, cells: cells.map((cell) => cell[language]) });
    used += height;
  });
  if (isWithEnd && used + END_HEIGHT > TEXT_HEIGHT) turn(false);
  turn(true);
  return sheets;
}
