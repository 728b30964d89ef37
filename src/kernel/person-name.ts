/** Names that differ only in width, case or spaces are one person's. */
export const isSamePerson = (a: string, b: string): boolean => plainName(a) === plainName(b);

const plainName = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Surnames of two characters that a single one would cut in half. */
const DOUBLE_SURNAMES =
  /^(欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐)./;

/** The surname of a Chinese name: two characters where they belong together, else the first. */
export function surnameOf(name: string): string {
  const letters = [...name];
  return letters.slice(0, DOUBLE_SURNAMES.test(name) ? 2 : 1).join('');
}

/**
 * A name as a public notice may show it: the surname, every other character a star (domain.md §3.9).
 *
 * @example
 * maskName('张三'); // '张*'
 */
export function maskName(name: string): string {
  const plain = name.normalize('NFKC').replace(/\s+/g, '');
  const surname = surnameOf(plain);
  return surname + '*'.repeat(Math.max(1, [...plain].length - [...surname].length));
}
