import { fen, type Fen, findFen, formatYuan, maxFen, minFen } from '../../../../src/kernel/pure.ts';
import {
  type ExplanationDocument,
  type ExplanationFault,
  findExplanationFault,
  type Group,
  isGroup,
  isPeril,
  type Peril,
  quote,
  type QuoteLine,
  readExplanation,
  recompute,
  type Schedule,
} from '../../../../src/policy/pure.ts';

/** An amount as its explanation tells it, worked out anew by the rules the server uses. */
export interface Amount {
  readonly schedule: Schedule;
  readonly selfPaidFen: Fen;
  readonly restFen: Fen;
  readonly slices: readonly QuoteLine[];
  /** What the slices add up to, millionths of a yuan, before the one rounding. */
  readonly exactMicroYuan: bigint;
  readonly roundedFen: Fen;
  /** Of the shared cap, what other perils have taken. */
  readonly usedElsewhereFen: Fen;
  readonly isCapped: boolean;
  readonly entitledFen: Fen;
  readonly alreadyPaidFen: Fen;
  /** Below 0 it is owed back. */
  readonly dueFen: Fen;
  /** What the family bears of the year's bill in the end. */
  readonly ownFen: Fen;
}

/** The schedule and the inputs that an explanation holds. Throws RangeError for a damaged one. */
export function readAmount(explanation: ExplanationDocument): Amount {
  const yuan = (name: string): Fen | undefined => {
    const text = find(explanation, name)?.amount_yuan;
    return text === undefined ? undefined : fenOf(text);
  };
  const needed = (name: string): Fen => {
    const amount = yuan(name);
    if (amount === undefined) throw new RangeError(`The explanation lacks "${name}"`);
    return amount;
  };
  const [group, peril] = [find(explanation, 'group')?.value ?? '', find(explanation, 'peril')?.value ?? ''];
  if (!isGroup(group) || !isPeril(peril))
    throw new RangeError(`No group or peril of ours: ${group} ${peril}`);
  const capFen = yuan('cap');
  const brackets = (find(explanation, 'staircase')?.children ?? []).flatMap(({ bracket }) => bracket ?? []);
  const schedule: Schedule = {
    group,
    peril,
    deductibleFen: needed('deductible'),
    brackets: brackets.map(({ from_yuan, to_yuan, rate_percent }) =>
      bracketOf(from_yuan, to_yuan, rate_percent),
    ),
    ...(capFen !== undefined && { cap: { id: peril, capFen, perils: [peril] } }),
  };
  return amountOf(schedule, needed('self_paid'), {
    alreadyPaidFen: needed('already_paid'),
    usedElsewhereFen: yuan('cap_used_elsewhere') ?? fen(0),
  });
}

interface Before {
  readonly alreadyPaidFen: Fen;
  readonly usedElsewhereFen: Fen;
}

/** What a bill is worth under a schedule, with what was paid before. */
export function amountOf(schedule: Schedule, selfPaidFen: Fen, before: Before): Amount {
  const { restFen, lines, exactMicroYuan, beforeCapFen } = quote(schedule, selfPaidFen);
  const { cap } = schedule;
  const room = cap && maxFen(fen(0), fen(cap.capFen - before.usedElsewhereFen));
  const entitledFen = room === undefined ? beforeCapFen : minFen(beforeCapFen, room);
  return {
    schedule,
    selfPaidFen,
    restFen,
    slices: lines,
    exactMicroYuan,
    roundedFen: beforeCapFen,
    isCapped: entitledFen < beforeCapFen,
    entitledFen,
    dueFen: fen(entitledFen - before.alreadyPaidFen),
    ownFen: fen(selfPaidFen - entitledFen),
    ...before,
  };
}

/** A line of a policy as `GET /policies/:policy` tells it. */
export interface PolicyLine {
  readonly group: string;
  readonly peril: string;
  readonly line_yuan: string | null;
  readonly deductible_yuan: string | null;
  readonly brackets: readonly {
    readonly from_yuan: string;
    readonly to_yuan: string | null;
    readonly rate_percent: number;
  }[];
  readonly cap_yuan: string | null;
}

/** The schedule of a group and peril; undefined where the policy pays nothing. */
export function scheduleOf(lines: readonly PolicyLine[], group: Group, peril: Peril): Schedule | undefined {
  const line = lines.find((each) => each.group === group && each.peril === peril);
  if (!line || line.deductible_yuan === null) return undefined;
  return {
    group,
    peril,
    deductibleFen: fenOf(line.deductible_yuan),
    brackets: line.brackets.map(({ from_yuan, to_yuan, rate_percent }) =>
      bracketOf(from_yuan, to_yuan ?? undefined, rate_percent.toFixed(2)),
    ),
    ...(line.cap_yuan !== null && { cap: { id: peril, capFen: fenOf(line.cap_yuan), perils: [peril] } }),
  };
}

const bracketOf = (from: string, to: string | undefined, ratePercent: string) => ({
  fromFen: fenOf(from),
  ...(to !== undefined && { toFen: fenOf(to) }),
  rateBasisPoints: BigInt(ratePercent.replace('.', '')),
});

/** What a browser finds when it goes over an amount. */
export interface Check {
  readonly name: 'arithmetic' | 'rule' | 'bills' | 'stated';
  readonly isRight: boolean;
  readonly stated: string;
  readonly found: string;
}

export interface CheckInputs {
  /** The rule as the policy states it, to compare with the one the amount was made by. */
  readonly lines?: readonly PolicyLine[] | undefined;
  /** Self-paid parts of the bills that count, in yuan. */
  readonly bills?: readonly string[] | undefined;
  /** What was published, in yuan. */
  readonly stated?: string | undefined;
}

/** Goes over an amount with nothing but its own inputs: each check with what was stated and what comes out. */
export function checkAmount(
  explanation: ExplanationDocument,
  { lines, bills, stated }: CheckInputs,
): Check[] {
  const tree = readExplanation(explanation);
  const fault = findExplanationFault(tree);
  const due = formatYuan(recompute(tree));
  const amount = readAmount(explanation);
  const checks: Check[] = [arithmeticCheck(fault, explanation.amount_yuan ?? '', due)];
  const rule = lines && scheduleOf(lines, amount.schedule.group, amount.schedule.peril);
  if (rule) {
    const [mine, theirs] = [ruleText(amount.schedule), ruleText(rule)];
    checks.push({ name: 'rule', isRight: mine === theirs, stated: mine, found: theirs });
  }
  if (bills) {
    const sum = formatYuan(bills.reduce((total, bill) => total + fenOf(bill), 0n));
    const said = formatYuan(amount.selfPaidFen);
    checks.push({ name: 'bills', isRight: sum === said, stated: said, found: sum });
  }
  if (stated !== undefined) checks.push({ name: 'stated', isRight: stated === due, stated, found: due });
  return checks;
}

function arithmeticCheck(fault: ExplanationFault | undefined, stated: string, found: string): Check {
  if (fault)
    return {
      name: 'arithmetic',
      isRight: false,
      stated: `${fault.path} ${fault.stated}`,
      found: fault.recomputed,
    };
  return { name: 'arithmetic', isRight: stated === found, stated, found };
}

const ruleText = ({ deductibleFen, brackets, cap }: Schedule): string =>
  [
    formatYuan(deductibleFen),
    ...brackets.map(
      ({ fromFen, toFen, rateBasisPoints }) =>
        `${formatYuan(fromFen)}–${toFen === undefined ? '' : formatYuan(toFen)} ${Number(rateBasisPoints) / 100}%`,
    ),
    cap ? formatYuan(cap.capFen) : '',
  ]
    .filter(Boolean)
    .join(' · ');

/** The bill at which the cap is reached; undefined without a cap, or where no bill reaches it. */
export function billAtCap(
  { brackets, deductibleFen, cap }: Schedule,
  usedElsewhereFen: Fen,
): Fen | undefined {
  if (!cap) return undefined;
  let wanted = (cap.capFen - usedElsewhereFen) * 10_000n;
  for (const { fromFen, toFen, rateBasisPoints } of brackets) {
    const whole = toFen === undefined ? undefined : (toFen - fromFen) * rateBasisPoints;
    if (rateBasisPoints > 0n && (whole === undefined || whole >= wanted))
      return fen(deductibleFen + fromFen + wanted / rateBasisPoints);
    wanted -= whole ?? 0n;
  }
  return undefined;
}

function find(node: ExplanationDocument, name: string): ExplanationDocument | undefined {
  if (node.name === name) return node;
  for (const child of node.children) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}

export function fenOf(yuan: string): Fen {
  const amount = findFen(yuan);
  if (amount === undefined) throw new RangeError(`Not an amount in yuan: ${yuan}`);
  return amount;
}
