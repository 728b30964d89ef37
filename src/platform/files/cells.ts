import { type Bilingual, findPlainDate, type PlainDate } from '../../kernel/index.ts';
import type { CellType, FileRow } from './file-row.ts';
import { KeySet } from './key-set.ts';

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const MINUS = 0x2d;

/** Characters a spreadsheet would run as a formula when the list is opened again. */
const FORMULA_START = new Set([0x3d, 0x2b, 0x40, 0x2d]);

const BLANK: Bilingual = { zh: '不能为空', en: 'is blank' };

/** Free text of at most `max` characters; a blank is stored as null, or as empty text with `blank: ''`. */
export function text({
  max = 200,
  required = false,
  blank = null,
}: { readonly max?: number; readonly required?: boolean; readonly blank?: null | '' } = {}): CellType {
  return {
    check: (row, cell) => {
      const { bytes } = row;
      const start = row.start(cell);
      const end = row.end(cell);
      if (start === end) return required ? BLANK : undefined;
      for (let i = start; i < end; i++) if (bytes[i]! < 0x20) return CONTROL;
      // UTF-8 needs at most four bytes a character; count exactly only when it might be too long.
      if (end - start > max && row.text(cell).length > max)
        return { zh: `超过 ${max} 个字符`, en: `is longer than ${max} characters` };
      if (FORMULA_START.has(bytes[start]!) && !/^([-+]?[\d\s().-]+|-+)$/.test(row.text(cell))) return FORMULA;
      return undefined;
    },
    write: (row, cell, out) => {
      if (row.isBlank(cell) && blank === null) out.null();
      else out.bytes(row.bytes, row.start(cell), row.end(cell));
    },
  };
}

export const requiredText = (max = 200): CellType => text({ max, required: true });

/** One of a fixed set of codes, also under the names the departments write. Stored as the code. */
export function choice(
  names: Readonly<Record<string, readonly string[]>>,
  { blank }: { readonly blank?: string | null } = {},
): CellType {
  const pairs = Object.entries(names).flatMap(([code, aliases]) =>
    [code, ...aliases].map((name) => ({ name, code })),
  );
  const known = new KeySet(pairs.map(({ name }) => name));
  const list = Object.keys(names).join(', ');
  const listZh = Object.entries(names)
    .map(([code, [name]]) => name ?? code)
    .join('、');
  const blankOf = { zh: `不能为空，应为：${listZh}`, en: `${BLANK.en}; one of ${list}` };
  const unknown = { zh: `不是下列之一：${listZh}`, en: `is not one of ${list}` };
  return {
    check: (row, cell) => {
      if (row.isBlank(cell)) return blank === undefined ? blankOf : undefined;
      const code = pairs[row.indexIn(known, cell)]?.code;
      row.codes[cell] = code;
      return code === undefined ? unknown : undefined;
    },
    write: (row, cell, out) => {
      const code = row.isBlank(cell) ? blank : row.codes[cell];
      if (code === null || code === undefined) out.null();
      else out.ascii(code);
    },
  };
}

/** An amount in yuan, ≥ 0, at most two decimals. The row keeps it as whole fen; stored as fen. */
export const yuan: CellType = {
  check: (row, cell) => {
    const { bytes } = row;
    const end = row.end(cell);
    let i = row.start(cell);
    if (i === end) return BLANK;
    if (bytes[i] === MINUS) return NEGATIVE;
    let fen = 0;
    const wholeStart = i;
    for (; i < end && bytes[i]! >= ZERO && bytes[i]! <= NINE; i++) fen = fen * 10 + (bytes[i]! - ZERO);
    const wholeDigits = i - wholeStart;
    let decimals = 0;
    if (i < end && bytes[i] === POINT) {
      for (i++; i < end && bytes[i]! >= ZERO && bytes[i]! <= NINE; i++, decimals++)
        fen = fen * 10 + (bytes[i]! - ZERO);
      if (decimals === 0) return NOT_YUAN;
    }
    if (i < end || wholeDigits === 0) return NOT_YUAN;
    if (decimals > 2) return TOO_FINE;
    if (wholeDigits > 12) return TOO_LARGE;
    row.numbers[cell] = decimals === 0 ? fen * 100 : decimals === 1 ? fen * 10 : fen;
    return undefined;
  },
  write: (row, cell, out) => out.integer(row.numbers[cell]!),
};

const CONTROL: Bilingual = { zh: '含有换行或控制字符', en: 'holds a line break or control character' };
const FORMULA: Bilingual = { zh: '像电子表格公式一样开头', en: 'begins like a spreadsheet formula' };
const NEGATIVE: Bilingual = {
  zh: '是负数；金额应大于或等于 0，更正时用同一编号重新报送',
  en: 'is negative; amounts are 0 or more, a correction is the same key again',
};
const TOO_FINE: Bilingual = { zh: '小数超过两位', en: 'has more than two decimals' };
const TOO_LARGE: Bilingual = {
  zh: '大于 999,999,999,999.99 元',
  en: 'is larger than 999,999,999,999.99 yuan',
};
const NOT_YUAN: Bilingual = {
  zh: '不是以元为单位的金额，例如 1234.50（不带千分位、正负号或文字）',
  en: 'is not an amount in yuan such as 1234.50 (no separators, signs or words)',
};

/** A calendar day as 2017-12-31; the row keeps 20171231. `required: false` lets it be blank. */
export function day({
  required = true,
  notAfter,
}: { required?: boolean; notAfter?: () => PlainDate } = {}): CellType {
  let latest = Infinity;
  let judgedFor: FileRow | undefined;
  return {
    check: (row, cell) => {
      if (row.isBlank(cell)) return required ? BLANK : undefined;
      const value = dayNumber(row.bytes, row.start(cell), row.end(cell));
      if (value === undefined) return dayFault(row.text(cell));
      // Every file has its row object: the day is read once a file, and a server outlives many days.
      if (judgedFor !== row) {
        judgedFor = row;
        latest = notAfter === undefined ? Infinity : Number(notAfter().replaceAll('-', ''));
      }
      if (value > latest) return FUTURE;
      row.numbers[cell] = value;
      return undefined;
    },
    write: (row, cell, out) => {
      if (row.isBlank(cell)) out.null();
      else out.bytes(row.bytes, row.start(cell), row.end(cell));
    },
  };
}

const MONTH_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dayNumber(bytes: Buffer, start: number, end: number): number | undefined {
  if (end - start !== 10 || bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS) return undefined;
  const digit = (offset: number): number => bytes[start + offset]! - ZERO;
  let valid = true;
  for (const offset of DAY_DIGITS) {
    const value = digit(offset);
    if (value < 0 || value > 9) valid = false;
  }
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const month = digit(5) * 10 + digit(6);
  const dayOfMonth = digit(8) * 10 + digit(9);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && isLeap ? 29 : (MONTH_DAYS[month] ?? 0);
  if (!valid || year < 1800 || dayOfMonth < 1 || dayOfMonth > last) return undefined;
  return year * 10_000 + month * 100 + dayOfMonth;
}

const DAY_DIGITS = [0, 1, 2, 3, 5, 6, 8, 9] as const;

const FUTURE: Bilingual = { zh: '在今天之后', en: 'lies in the future' };

function dayFault(cell: string): Bilingual {
  if (/^\d{4,5}(\.\d+)?$/.test(cell))
    return {
      zh: '是电子表格的日期序号；请把该列设为日期格式，如 2017-12-31',
      en: 'is a spreadsheet day number; format the column as a date like 2017-12-31',
    };
  if (/^\d{4}-\d{2}-\d{2}$/.test(cell) && !findPlainDate(cell))
    return { zh: '没有这一天', en: 'is a day that does not exist' };
  return { zh: '不是写成 2017-12-31 的日期', en: 'is not a day written as 2017-12-31' };
}

/** A whole number from `min` to `max`; the row keeps it. `blank` is stored for an empty cell. */
export function integer(min: number, max: number, { blank }: { readonly blank?: number } = {}): CellType {
  const outside = {
    zh: `不是 ${min} 到 ${max} 的整数`,
    en: `is not a whole number from ${min} to ${max}`,
  };
  return {
    check: (row, cell) => {
      if (row.isBlank(cell)) {
        if (blank === undefined) return BLANK;
        row.numbers[cell] = blank;
        return undefined;
      }
      const value = /^\d{1,9}$/.test(row.text(cell)) ? Number(row.text(cell)) : NaN;
      row.numbers[cell] = value;
      return value >= min && value <= max ? undefined : outside;
    },
    write: (row, cell, out) => out.integer(row.numbers[cell]!),
  };
}

/** true or false, also 是 or 否, 1 or 0. */
export const yesNo: CellType = choice({
  true: ['TRUE', 'True', '1', '是', 'yes'],
  false: ['FALSE', 'False', '0', '否', 'no'],
});
