import type { Bilingual } from './failure.ts';

/** Levels of administration from the province down; a county may hold villages directly (design.md). */
export const AREA_LEVELS = ['province', 'prefecture', 'county', 'township', 'village'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

const STATISTICAL_LENGTHS: Readonly<Record<AreaLevel, number>> = {
  province: 6,
  prefecture: 6,
  county: 6,
  township: 9,
  village: 12,
};

const LEVEL_NAMES: Readonly<Record<AreaLevel, string>> = {
  province: '省级',
  prefecture: '地级',
  county: '县级',
  township: '乡级',
  village: '村级',
};
const NO_PROVINCE: Bilingual = {
  zh: '前两位不是 GB/T 2260 的省级代码',
  en: 'the first two digits are not a province of GB/T 2260',
};
const PROVINCE_TAIL: Bilingual = {
  zh: '省级代码以 0000 结尾（GB/T 2260）',
  en: 'a province code ends in 0000 (GB/T 2260)',
};
const PREFECTURE_TAIL: Bilingual = {
  zh: '地级代码以 00 结尾且指向一个地级行政区（GB/T 2260）',
  en: 'a prefecture code ends in 00 and names a prefecture (GB/T 2260)',
};
const COUNTY_TAIL: Bilingual = {
  zh: '县级代码不以 00 结尾（GB/T 2260）',
  en: 'a county code does not end in 00 (GB/T 2260)',
};

/**
 * What is wrong with a numeric area code at its level, or undefined when nothing is.
 *
 * GB/T 2260 gives six digits (province `130000`, prefecture `130400`, county `130434`); the statistics bureau
 * adds three for the township and three for the village. Codes with any other character are opaque and pass.
 */
export function findAreaCodeFault(code: string, level: AreaLevel, parentCode: string): Bilingual | undefined {
  if (!/^\d+$/.test(code)) return undefined;
  const length = STATISTICAL_LENGTHS[level];
  if (code.length !== length)
    return {
      zh: `${LEVEL_NAMES[level]}代码应为 ${length} 位数字，这里是 ${code.length} 位`,
      en: `a ${level} code of digits has ${length} digits, this one has ${code.length}`,
    };
  if (!/^[1-8]\d/.test(code)) return NO_PROVINCE;
  const tail = code.slice(2);
  if (level === 'province' && tail !== '0000') return PROVINCE_TAIL;
  if (level === 'prefecture' && (!tail.endsWith('00') || tail === '0000')) return PREFECTURE_TAIL;
  if (level === 'county' && tail.endsWith('00')) return COUNTY_TAIL;
  if (parentCode === '' || !/^\d+$/.test(parentCode)) return undefined;
  return code.startsWith(significantDigits(parentCode))
    ? undefined
    : {
        zh: `代码不以上级代码 ${significantDigits(parentCode)} 开头`,
        en: `the code does not begin with its parent's digits ${significantDigits(parentCode)}`,
      };
}

function significantDigits(code: string): string {
  if (code.length !== 6) return code;
  return code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;
}
