import { fen, formatYuan, maxFen, minFen } from '../kernel/pure.ts';
import type { Bilingual, Fen, Language } from '../kernel/pure.ts';
import { bracketHolding, restAbove, roundToFen, sliceOf } from './rules.ts';
import type { Bracket, Quote, QuoteLine, Schedule } from './rules.ts';
import { GROUP_LABELS, PERIL_LABELS, type Reading } from './vocabulary.ts';

/**
 * `due`, `capped`, `rounded`, `staircase`, `bracket` and `rest` are computed from their children;
 * `amount` and `text` are the inputs at the leaves.
 */
export type ExplanationKind =
  'due' | 'capped' | 'rounded' | 'staircase' | 'bracket' | 'rest' | 'amount' | 'text';

/** One step of a calculation, in words and exactly; the web has one component for each kind. */
export interface ExplanationNode {
  readonly kind: ExplanationKind;
  /** What this is among its siblings: `self_paid`, `cap`, `already_paid` … */
  readonly name: string;
  readonly label: Bilingual;
  /** Whole fen, on every kind but `text`, `staircase` and `bracket`. */
  readonly amountFen?: Fen;
  /** Millionths of a yuan, on `staircase` and `bracket`: what is not rounded yet. */
  readonly exactMicroYuan?: bigint;
  /** A text, or the reading of a staircase. */
  readonly value?: string;
  readonly unit: 'yuan' | 'none';
  readonly bracket?: Bracket;
  readonly detail?: Bilingual;
  readonly children: readonly ExplanationNode[];
}

/** What a notice must name so that anybody can find the rule again. */
export interface PolicyName {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly title: Bilingual;
}

export interface Explained {
  readonly policy: PolicyName;
  readonly schedule: Schedule;
  readonly quote: Quote;
  /** Paid before in this policy year for the same peril. */
  readonly alreadyPaidFen?: Fen;
  /** Paid in this policy year for the other perils under the same cap. */
  readonly capUsedElsewhereFen?: Fen;
}

/** A stated amount that its own children do not give. */
export interface ExplanationFault {
  readonly path: string;
  readonly stated: string;
  readonly recomputed: string;
}

/**
 * The calculation of a quote or of a claim as a tree whose root is the amount to pay now.
 * Negative at the root is a receivable: more was paid than the year's bills are worth.
 *
 * @example
 * renderExplanation(explain({ policy: version, schedule, quote }), 'en');
 */
export function explain({
  policy,
  schedule,
  quote,
  alreadyPaidFen,
  capUsedElsewhereFen,
}: Explained): ExplanationNode {
  const capped = cappedNode(schedule, roundedNode(schedule, quote), capUsedElsewhereFen ?? fen(0));
  const alreadyPaid = amount(
    'already_paid',
    { zh: '本年度此项已补', en: 'already paid for this peril this year' },
    alreadyPaidFen ?? fen(0),
  );
  return computed('due', 'due', { zh: '应补', en: 'to pay' }, [
    text('policy', { zh: '政策', en: 'policy' }, policy.version, policy.title),
    text('hash', { zh: '政策指纹', en: 'hash of the policy' }, policy.hash),
    text('group', { zh: '类别', en: 'group' }, schedule.group, GROUP_LABELS[schedule.group]),
    text('peril', { zh: '事由', en: 'peril' }, schedule.peril, PERIL_LABELS[schedule.peril]),
    capped,
    alreadyPaid,
  ]);
}

function roundedNode(schedule: Schedule, quote: Quote): ExplanationNode {
  const rest = computed('rest', 'rest', { zh: '超出部分', en: 'the rest above the deductible' }, [
    amount('self_paid', { zh: '本年度自付累计', en: 'self-paid this year' }, quote.selfPaidFen),
    amount('deductible', { zh: '起付线', en: 'deductible' }, schedule.deductibleFen),
  ]);
  const label =
    quote.reading === 'marginal'
      ? { zh: '分段计算', en: 'each slice at its own rate' }
      : { zh: '全额按所在档计算（仅供研究）', en: 'the whole rest at one rate (for studies only)' };
  const staircase = computed(
    'staircase',
    'staircase',
    label,
    [rest, ...quote.lines.map(bracketNode)],
    quote.reading,
  );
  return computed('rounded', 'rounded', { zh: '四舍五入到分', en: 'rounded half up to fen' }, [staircase]);
}

function bracketNode(line: QuoteLine): ExplanationNode {
  const [from, to] = [money(line.fromFen), line.toFen === undefined ? undefined : money(line.toFen)];
  const label = {
    zh: to === undefined ? `${from} 元以上部分` : `${from} 至 ${to} 元部分`,
    en: to === undefined ? `the part above ${from}` : `the part from ${from} to ${to}`,
  };
  const sum = `${money(line.sliceFen)} × ${percent(line.rateBasisPoints)} = ${exactMoney(line.exactMicroYuan)}`;
  const slice = amount('slice', { zh: '落在此段', en: 'in this slice' }, line.sliceFen);
  const { fromFen, toFen, rateBasisPoints } = line;
  const bracket: Bracket = { fromFen, ...(toFen !== undefined && { toFen }), rateBasisPoints };
  return {
    kind: 'bracket',
    name: 'bracket',
    label,
    exactMicroYuan: line.exactMicroYuan,
    unit: 'yuan',
    bracket,
    detail: { zh: sum, en: sum },
    children: [slice],
  };
}

function cappedNode(schedule: Schedule, rounded: ExplanationNode, usedElsewhereFen: Fen): ExplanationNode {
  if (!schedule.cap)
    return computed('capped', 'capped', { zh: '封顶：无', en: 'cap: none in this rule' }, [rounded]);
  const children = [
    rounded,
    amount('cap', { zh: '年度封顶（每户）', en: 'cap for a household and year' }, schedule.cap.capFen),
    amount(
      'cap_used_elsewhere',
      { zh: '同一封顶下其他事由已补', en: 'paid for other perils under the same cap' },
      usedElsewhereFen,
    ),
  ];
  const isReached = (rounded.amountFen ?? 0n) > room(schedule.cap.capFen, usedElsewhereFen);
  return computed(
    'capped',
    'capped',
    isReached ? { zh: '封顶：已触及', en: 'cap: reached' } : { zh: '封顶：未触及', en: 'cap: not reached' },
    children,
  );
}

const room = (capFen: Fen, usedFen: Fen): Fen => maxFen(fen(0), fen(capFen - usedFen));

const amount = (name: string, label: Bilingual, amountFen: Fen): ExplanationNode => ({
  kind: 'amount',
  name,
  label,
  amountFen,
  unit: 'yuan',
  children: [],
});

const text = (name: string, label: Bilingual, value: string, detail?: Bilingual): ExplanationNode => ({
  kind: 'text',
  name,
  label,
  value,
  unit: 'none',
  ...(detail && { detail }),
  children: [],
});

function computed(
  kind: ExplanationKind,
  name: string,
  label: Bilingual,
  children: readonly ExplanationNode[],
  value?: string,
): ExplanationNode {
  const bare: ExplanationNode = {
    kind,
    name,
    label,
    unit: 'yuan',
    children,
    ...(value !== undefined && { value }),
  };
  const result = compute(bare);
  return kind === 'staircase' ? { ...bare, exactMicroYuan: result } : { ...bare, amountFen: fen(result) };
}

/**
 * The amount of a node worked out from the inputs below it, ignoring every amount stated on the way: fen, or
 * millionths of a yuan for `staircase` and `bracket`. Throws RangeError for a text, or a tree that lacks an input.
 */
export function recompute(tree: ExplanationNode): bigint {
  if (tree.kind === 'amount') return stated(tree);
  return compute({ ...tree, children: tree.children.map(withRecomputedAmount) });
}

function withRecomputedAmount(node: ExplanationNode): ExplanationNode {
  if (node.kind === 'text' || node.kind === 'amount') return node;
  const result = recompute(node);
  return node.kind === 'staircase' || node.kind === 'bracket'
    ? { ...node, exactMicroYuan: result }
    : { ...node, amountFen: fen(result) };
}

function compute(node: ExplanationNode): bigint {
  const of = (name: string): Fen => fen(stated(child(node, name)));
  switch (node.kind) {
    case 'due':
      return of('capped') - of('already_paid');
    case 'capped': {
      const uncapped = of('rounded');
      const isCapped = node.children.some(({ name }) => name === 'cap');
      return isCapped ? minFen(uncapped, room(of('cap'), of('cap_used_elsewhere'))) : uncapped;
    }
    case 'rounded':
      return roundToFen(of('staircase'));
    case 'staircase':
      return staircaseOf(node, of('rest'));
    case 'bracket':
      return of('slice') * getBracket(node).rateBasisPoints;
    case 'rest':
      return restAbove(of('deductible'), of('self_paid'));
    case 'amount':
    case 'text':
      throw new RangeError(`A ${node.kind} node is an input and has nothing to compute`);
  }
}

/** From the rest and the brackets alone: the slices stated in the tree are checked by this, not used. */
function staircaseOf(node: ExplanationNode, restFen: Fen): bigint {
  const brackets = node.children.filter(({ kind }) => kind === 'bracket').map(getBracket);
  if ((node.value as Reading) === 'whole_amount')
    return restFen * (bracketHolding(brackets, restFen)?.rateBasisPoints ?? 0n);
  return brackets.reduce((sum, bracket) => sum + sliceOf(bracket, restFen) * bracket.rateBasisPoints, 0n);
}

/** The first stated amount that does not follow from what stands below it; undefined when the tree is sound. */
export function findExplanationFault(tree: ExplanationNode, path = tree.name): ExplanationFault | undefined {
  if (tree.kind === 'text' || tree.kind === 'amount') return undefined;
  for (const node of tree.children) {
    const fault = findExplanationFault(node, `${path}.${node.name}`);
    if (fault) return fault;
  }
  const [mine, theirs] = [recompute(tree), stated(tree)];
  if (mine !== theirs) return { path, stated: String(theirs), recomputed: String(mine) };
  return tree.kind === 'staircase' ? findSliceFault(tree, path) : undefined;
}

function findSliceFault(staircase: ExplanationNode, path: string): ExplanationFault | undefined {
  const restFen = fen(stated(child(staircase, 'rest')));
  const slices = staircase.children
    .filter(({ kind }) => kind === 'bracket')
    .reduce((sum, bracket) => sum + stated(child(bracket, 'slice')), 0n);
  // The slices must use up the rest once: no yuan left out, none counted twice.
  return slices === restFen
    ? undefined
    : { path: `${path}.slice`, stated: String(slices), recomputed: String(restFen) };
}

function stated(node: ExplanationNode): bigint {
  const amountOfNode = node.exactMicroYuan ?? node.amountFen;
  if (amountOfNode === undefined)
    throw new RangeError(`The ${node.kind} node "${node.name}" states no amount`);
  return amountOfNode;
}

function child(node: ExplanationNode, name: string): ExplanationNode {
  const found = node.children.find((candidate) => candidate.name === name);
  if (!found) throw new RangeError(`The ${node.kind} node lacks "${name}"`);
  return found;
}

function getBracket(node: ExplanationNode): Bracket {
  if (!node.bracket) throw new RangeError('A bracket node lacks its bracket');
  return node.bracket;
}

/** The tree as indented plain text, for a terminal, a log or a printed sheet. */
export function renderExplanation(tree: ExplanationNode, language: Language, depth = 0): string {
  const own = `${'  '.repeat(depth)}${tree.label[language]}${language === 'zh' ? '：' : ': '}${shown(tree, language)}`;
  if (tree.kind === 'bracket') return own;
  return [own, ...tree.children.map((node) => renderExplanation(node, language, depth + 1))].join('\n');
}

function shown(node: ExplanationNode, language: Language): string {
  if (node.kind === 'text') return [node.detail?.[language], node.value].filter(Boolean).join(' · ');
  if (node.kind === 'bracket') return node.detail?.[language] ?? '';
  const number =
    node.exactMicroYuan === undefined ? money(fen(stated(node))) : exactMoney(node.exactMicroYuan);
  return language === 'zh' ? `${number} 元` : `${number} yuan`;
}

const grouped = (decimal: string): string => decimal.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
const money = (amountFen: Fen): string => grouped(formatYuan(amountFen));

/** Millionths of a yuan with at least two and at most six decimals. */
function exactMoney(microYuan: bigint): string {
  const sign = microYuan < 0n ? '-' : '';
  const digits = (microYuan < 0n ? -microYuan : microYuan).toString().padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${sign}${grouped(`${digits.slice(0, -6)}.`)}${decimals}`;
}

const percent = (basisPoints: bigint): string =>
  `${basisPoints / 100n}${
    basisPoints % 100n === 0n
      ? ''
      : `.${String(basisPoints % 100n)
          .padStart(2, '0')
          .replace(/0$/, '')}`
  }%`;
