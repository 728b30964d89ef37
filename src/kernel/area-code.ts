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

/**
 * What is wrong with a numeric area code at its level, or undefined when nothing is.
 *
 * GB/T 2260 gives six digits (province `130000`, prefecture `130400`, county `130434`); the statistics bureau
 * adds three for the township and three for the village. Codes with any other character are opaque and pass.
 */
export function findAreaCodeFault(code: string, level: AreaLevel, parentCode: string): string | undefined {
  if (!/^\d+$/.test(code)) return undefined;
  const length = STATISTICAL_LENGTHS[level];
  if (code.length !== length)
    return `a ${level} code of digits has ${length} digits, this one has ${code.length}`;
  if (!/^[1-8]\d/.test(code)) return 'the first two digits are not a province of GB/T 2260';
  const tail = code.slice(2);
  if (level === 'province' && tail !== '0000') return 'a province code ends in 0000 (GB/T 2260)';
  if (level === 'prefecture' && (!tail.endsWith('00') || tail === '0000'))
    return 'a prefecture code ends in 00 and names a prefecture (GB/T 2260)';
  if (level === 'county' && tail.endsWith('00')) return 'a county code does not end in 00 (GB/T 2260)';
  if (parentCode === '' || !/^\d+$/.test(parentCode)) return undefined;
  return code.startsWith(significantDigits(parentCode))
    ? undefined
    : `the code does not begin with its parent's digits ${significantDigits(parentCode)}`;
}

function significantDigits(code: string): string {
  if (code.length !== 6) return code;
  return code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;
}
