import type { Fen } from '../kernel/pure.ts';
import { CELLS, LARGEST_FEN } from './columns.ts';
import type { Cap, Schedule } from './rules.ts';
import { GROUPS, PERILS, type Group, type Peril } from './vocabulary.ts';

/** What compiles to flat arrays: `PolicyVersion` is one, and so is any proposal a screen builds. */
export interface Rulebook {
  line(group: Group, peril: Peril): Fen | undefined;
  schedule(group: Group, peril: Peril): Schedule | undefined;
}

/** Lines and staircases by group × peril in flat arrays of whole fen and basis points. */
export interface CompiledPolicy {
  readonly lineFen: Float64Array;
  readonly deductibleFen: Float64Array;
  /** Knots of cell c stand at `firstKnot[c]` up to `firstKnot[c + 1]`: where the rate changes, and by how much. */
  readonly firstKnot: Int32Array;
  readonly knotFen: Float64Array;
  readonly rateChange: Float64Array;
  readonly capOf: Int8Array;
  readonly capFen: Float64Array;
}

/**
 * Flattens the lines and staircases of a policy version, or of a proposal. Marginal reading.
 * Throws RangeError for brackets that overlap, or a staircase too ragged to be summed exactly.
 */
export function compilePolicy(rulebook: Rulebook): CompiledPolicy {
  const lineFen = new Float64Array(CELLS).fill(Infinity);
  const deductibleFen = new Float64Array(CELLS).fill(Infinity);
  const firstKnot = new Int32Array(CELLS + 1);
  const capOf = new Int8Array(CELLS).fill(-1);
  const knots: Knot[] = [];
  const caps: Cap[] = [];
  let cell = 0;
  for (const group of GROUPS)
    for (const peril of PERILS) {
      const line = rulebook.line(group, peril);
      if (line !== undefined) lineFen[cell] = Number(line);
      const schedule = rulebook.schedule(group, peril);
      if (schedule) {
        deductibleFen[cell] = Number(schedule.deductibleFen);
        if (schedule.cap) capOf[cell] = positionOf(caps, schedule.cap);
        knots.push(...knotsOf(schedule));
      }
      firstKnot[++cell] = knots.length;
    }
  return {
    lineFen,
    deductibleFen,
    firstKnot,
    knotFen: Float64Array.from(knots, ({ atFen }) => Number(atFen)),
    rateChange: Float64Array.from(knots, ({ change }) => Number(change)),
    capOf,
    capFen: Float64Array.from(caps, ({ capFen }) => Number(capFen)),
  };
}

function positionOf(caps: Cap[], cap: Cap): number {
  const known = caps.findIndex(({ id }) => id === cap.id);
  return known >= 0 ? known : caps.push(cap) - 1;
}

interface Knot {
  readonly atFen: bigint;
  readonly change: bigint;
}

/**
 * A staircase as changes of slope: payout × 10,000 = Σ change × max(0, rest − at). That needs no search for the
 * bracket, whose unpredictable branch would cost more than all the arithmetic.
 */
function knotsOf({ brackets }: Schedule): Knot[] {
  const knots: Knot[] = [];
  let reached = 0n;
  for (const { fromFen, toFen, rateBasisPoints } of brackets) {
    // A proposal on a screen may have a gap; it pays nothing there, as in `quote`. An overlap has no meaning.
    if (fromFen < reached) throw new RangeError('compilePolicy: brackets overlap');
    knots.push({ atFen: fromFen, change: rateBasisPoints });
    if (toFen === undefined) break;
    knots.push({ atFen: toFen, change: -rateBasisPoints });
    reached = toFen;
  }
  const merged = new Map<bigint, bigint>();
  for (const { atFen, change } of knots) merged.set(atFen, (merged.get(atFen) ?? 0n) + change);
  const changes = [...merged]
    .filter(([, change]) => change !== 0n)
    .map(([atFen, change]) => ({ atFen, change }));
  const swing = changes.reduce((total, { change }) => total + (change < 0n ? -change : change), 0n);
  if (Number(swing) * LARGEST_FEN > Number.MAX_SAFE_INTEGER)
    throw new RangeError('compilePolicy: too many changes of rate');
  return changes;
}
