import { type Bilingual, formatYuan } from '../../../kernel/pure.ts';
import { allot, type Allotted, type LineShare, shareOf } from './allotment.ts';
import { canonical } from './canonical.ts';
import { type Hash, type RollLine, STEP_NAMES } from './model.ts';
import {
  factsOfSheet,
  rollHashOf,
  rulesHashOf,
  sealOf,
  type Sheet,
  SHEET_FORMAT,
  waterfallOnSheet,
  yuan,
} from './sheet.ts';
import { runWaterfall } from './waterfall.ts';

/** Computes a published round again, from its sheet alone. The same code runs on the server and in a villager's browser. */

export interface SheetFault {
  /** The line, step or part that does not agree: `member/57`, `waterfall/reserve`, `roll`. */
  readonly where: string;
  readonly what: Bilingual;
  readonly published: string;
  readonly computed: string;
}

export interface Replay {
  readonly round_id: string;
  readonly lines: number;
  /** Lines that could be computed one by one; the others in their groups only. */
  readonly open_lines: number;
  /** Sum of all lines as computed, and of all as published. */
  readonly total_yuan: string;
  readonly difference_yuan: string;
  readonly faults: readonly SheetFault[];
  /** Who got an odd fen, and whether a hash had to decide. */
  readonly odd: readonly OddFen[];
}

export interface OddFen {
  readonly id: string;
  readonly pot: string;
  readonly tied: number;
}

/** Most faults and odd fen a replay lists; the first ones say what is wrong. */
const LISTED_MAX = 1000;
const STEP = 2000;

/**
 * Replays a sheet. `onProgress` hears how many lines have been looked at.
 *
 * @example
 * replay(JSON.parse(text), sha256Hex).faults; // [] when every fen agrees
 */
export function replay(
  sheet: Sheet,
  hash: Hash,
  onProgress: (done: number, of: number) => void = () => {},
): Replay {
  const faults: SheetFault[] = [];
  const differ = (where: string, what: Bilingual, published: string, computed: string): void => {
    if (published !== computed && faults.length < LISTED_MAX)
      faults.push({ where, what, published, computed });
  };
  checkSeals(sheet, hash, differ, onProgress);
  const lines = rollLinesOf(sheet);
  const facts = factsOfSheet(sheet);
  const waterfall = runWaterfall(sheet.charter.rules, facts, lines);
  checkWaterfall(sheet, waterfallOnSheet(waterfall), differ);
  const allotted = allot(sheet.round_id, waterfall.pots, lines, hash);
  const isOpen = sheet.groups.length === 0;
  if (isOpen) checkLines(sheet, allotted, differ);
  else checkGroups(sheet, waterfall.pots, differ);
  const total = sumOf(allotted.map(({ amount_fen }) => amount_fen));
  const published = isOpen
    ? sheet.lines.map(({ amount_yuan }) => yuan(amount_yuan ?? ''))
    : sheet.groups.map(({ amount_yuan }) => yuan(amount_yuan));
  return {
    round_id: sheet.round_id,
    lines: sheet.lines.length,
    open_lines: isOpen ? sheet.lines.length : 0,
    total_yuan: formatYuan(total),
    difference_yuan: formatYuan(sumOf(published) - total),
    faults,
    odd: isOpen ? oddOf(waterfall.pots, allotted) : [],
  };
}

type Differ = (where: string, what: Bilingual, published: string, computed: string) => void;

function checkSeals(
  sheet: Sheet,
  hash: Hash,
  differ: Differ,
  onProgress: (done: number, of: number) => void,
): void {
  differ('format', { zh: '格式', en: 'format' }, sheet.format, SHEET_FORMAT);
  const { hash: stated, ...rest } = sheet;
  differ('sheet', { zh: '表的指纹', en: 'hash of the sheet' }, stated, hash(canonical(rest)));
  const rulesHash = rulesHashOf(sheet.charter.rules, hash);
  differ(
    'charter',
    { zh: '章程规则的指纹', en: "hash of the charter's rules" },
    sheet.charter.hash,
    rulesHash,
  );
  differ(
    'roll',
    { zh: '名册的指纹', en: 'hash of the register' },
    sheet.roll.hash,
    rollHashOf(sheet.lines, hash),
  );
  differ(
    'roll/lines',
    { zh: '行数', en: 'number of lines' },
    String(sheet.roll.lines),
    String(sheet.lines.length),
  );
  sheet.lines.forEach(({ id, weight, nonce, seal }, i) => {
    if (i % STEP === 0) onProgress(i, sheet.lines.length);
    if (weight === null || nonce === null) return;
    const computed = sealOf({ id, weight: BigInt(weight), nonce }, hash);
    differ(id, { zh: '这一行的封签', en: 'seal of the line' }, seal, computed);
  });
  onProgress(sheet.lines.length, sheet.lines.length);
}

function checkWaterfall(sheet: Sheet, computed: ReturnType<typeof waterfallOnSheet>, differ: Differ): void {
  const surplus = { zh: '可分配收益', en: 'surplus' };
  differ('waterfall/surplus', surplus, sheet.surplus_yuan, computed.surplus_yuan);
  const unexplained = { zh: '未列明', en: 'not itemised' };
  differ('waterfall/not_itemised', unexplained, sheet.not_itemised_yuan, computed.not_itemised_yuan);
  computed.steps.forEach((step, i) => {
    const published = sheet.steps[i];
    differ(
      `waterfall/${step.step}`,
      STEP_NAMES[step.step as keyof typeof STEP_NAMES],
      published?.amount_yuan ?? '–',
      step.amount_yuan,
    );
  });
  differ(
    'waterfall/steps',
    { zh: '步骤数', en: 'number of steps' },
    String(sheet.steps.length),
    String(computed.steps.length),
  );
  for (const pot of computed.pots) {
    const published = sheet.pots.find(({ name }) => name === pot.name);
    differ(
      `pot/${pot.name}`,
      { zh: '这一份的总额', en: 'sum of the part' },
      published?.amount_yuan ?? '–',
      pot.amount_yuan,
    );
  }
  differ(
    'pot',
    { zh: '份数', en: 'number of parts' },
    String(sheet.pots.length),
    String(computed.pots.length),
  );
  const carried = { zh: '结转下年', en: 'carried over' };
  differ('waterfall/carried_over', carried, sheet.carried_over_yuan, computed.carried_over_yuan);
}

const AMOUNT = { zh: '这一行的金额', en: 'amount of the line' };

function checkLines(sheet: Sheet, allotted: readonly Allotted[], differ: Differ): void {
  sheet.lines.forEach(({ id, amount_yuan }, i) =>
    differ(id, AMOUNT, amount_yuan ?? '–', formatYuan(allotted[i]!.amount_fen)),
  );
}

/** In classes, every group lies between all its lines' whole fen and one odd fen more each, and each pot is its groups. */
function checkGroups(sheet: Sheet, pots: ReturnType<typeof runWaterfall>['pots'], differ: Differ): void {
  const held = new Map<string, number>();
  for (const { column } of sheet.lines) held.set(column, (held.get(column) ?? 0) + 1);
  for (const pot of pots) {
    const groups = sheet.groups.filter(({ column }) => pot.columns.includes(column));
    const weights = sumOf(groups.map(({ weight, lines }) => BigInt(weight) * BigInt(lines)));
    for (const { column, weight, lines, amount_yuan } of groups) {
      const exact = pot.amount_fen * BigInt(weight);
      const least = (exact / weights) * BigInt(lines);
      const most = exact % weights === 0n ? least : least + BigInt(lines);
      const amount = yuan(amount_yuan);
      const isWithin = least <= amount && amount <= most;
      const range = `${formatYuan(least)}–${formatYuan(most)}`;
      differ(
        `group/${column}/${weight}`,
        { zh: '这一组的金额', en: 'amount of the group' },
        isWithin ? range : amount_yuan,
        range,
      );
    }
    const sum = formatYuan(sumOf(groups.map(({ amount_yuan }) => yuan(amount_yuan))));
    differ(`pot/${pot.name}`, { zh: '各组合计', en: 'sum of the groups' }, sum, formatYuan(pot.amount_fen));
  }
  for (const [column, count] of held) {
    const grouped = sheet.groups
      .filter((group) => group.column === column)
      .reduce((all, { lines }) => all + lines, 0);
    differ(`group/${column}`, { zh: '各组行数', en: 'lines of the groups' }, String(grouped), String(count));
  }
}

/** Weights of the sheet's lines; where they are not public, those of the groups, which sum and split the same. */
function rollLinesOf(sheet: Sheet): RollLine[] {
  if (sheet.groups.length === 0)
    return sheet.lines.map(({ id, column, weight }) => ({ id, column, weight: BigInt(weight ?? '0') }));
  return sheet.groups.flatMap(({ column, weight, lines }, group) =>
    Array.from({ length: lines }, (_, i) => ({ id: `${group}/${i}`, column, weight: BigInt(weight) })),
  );
}

function oddOf(pots: ReturnType<typeof runWaterfall>['pots'], lines: readonly Allotted[]): OddFen[] {
  return pots.flatMap(({ name, columns, amount_fen }) => {
    const own = lines.filter(({ column }) => columns.includes(column));
    const weights = sumOf(own.map(({ weight }) => weight));
    const remainderOf = ({ weight }: Allotted): bigint => (amount_fen * weight) % weights;
    const odd = own.filter((line) => line.amount_fen > (amount_fen * line.weight) / weights);
    const smallest = odd
      .map(remainderOf)
      .reduce((least, one) => (least === -1n || one < least ? one : least), -1n);
    const tied = own.filter((line) => remainderOf(line) === smallest).length;
    const given = odd.filter((line) => remainderOf(line) === smallest).length;
    return odd.slice(0, LISTED_MAX).map((line) => ({
      id: line.id,
      pot: name,
      tied: remainderOf(line) === smallest && given < tied ? tied : 0,
    }));
  });
}

/** How a line of an open sheet got its amount; undefined for a line that is not there or gets from no part. */
export function explainLine(sheet: Sheet, lineId: string, hash: Hash): LineShare | undefined {
  const lines = rollLinesOf(sheet);
  const { pots } = runWaterfall(sheet.charter.rules, factsOfSheet(sheet), lines);
  return shareOf(sheet.round_id, pots, allot(sheet.round_id, pots, lines, hash), lineId, hash);
}

const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);
