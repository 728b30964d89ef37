import { CELLS, type PreparedColumns } from './columns.ts';
import type { CompiledPolicy } from './compile.ts';
import { GROUPS, type Group, type Peril, PERILS } from './vocabulary.ts';

/** Sums around the line of one group and peril: how many a candidate line gains, loses and stands close to. */
export interface Edge {
  readonly group: Group;
  readonly peril: Peril;
  /** Fen; undefined: no line. */
  readonly baseLineFen: number | undefined;
  readonly candidateLineFen: number | undefined;
  /** Sums above the candidate's line and not above the base's, and the other way round. */
  readonly gained: number;
  readonly lost: number;
  /** Sums up to the share below the candidate's line (the line included), and up to as much above it. */
  readonly nearBelow: number;
  readonly nearAbove: number;
}

/** The cells in which a line moves, over all sums of household, year and peril: numbers, never households. */
export function edgesOf(
  { segmentStart, selfPaidFen, years }: PreparedColumns,
  base: CompiledPolicy,
  candidate: CompiledPolicy,
  nearShare: number,
): Edge[] {
  const edges: Edge[] = [];
  for (let cell = 0; cell < CELLS; cell++) {
    const [before, after] = [base.lineFen[cell]!, candidate.lineFen[cell]!];
    if (before === after) continue;
    const counts = { gained: 0, lost: 0, nearBelow: 0, nearAbove: 0 };
    const [low, high] = [after * (1 - nearShare), after * (1 + nearShare)];
    const end = segmentStart[(cell + 1) * years * 2]!;
    for (let i = segmentStart[cell * years * 2]!; i < end; i++) {
      const paid = selfPaidFen[i]!;
      const [was, is] = [paid > before, paid > after];
      if (is && !was) counts.gained++;
      if (was && !is) counts.lost++;
      if (!is && paid >= low) counts.nearBelow++;
      if (is && paid <= high) counts.nearAbove++;
    }
    edges.push({ ...placeOf(cell), baseLineFen: finite(before), candidateLineFen: finite(after), ...counts });
  }
  return edges;
}

/** Sums of one group and peril, in order. */
export interface Distribution {
  readonly group: Group;
  readonly peril: Peril;
  readonly sums: number;
  /** Fen below which half, three quarters … of the sums lie. */
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** How the sums of each group and peril are spread; cells without any are left out. */
export function distributions({ segmentStart, selfPaidFen, years }: PreparedColumns): Distribution[] {
  return Array.from({ length: CELLS }, (_, cell) => cell).flatMap((cell) => {
    const sums = selfPaidFen
      .slice(segmentStart[cell * years * 2], segmentStart[(cell + 1) * years * 2])
      .sort();
    if (sums.length === 0) return [];
    const at = (share: number): number => sums[Math.min(sums.length - 1, Math.floor(share * sums.length))]!;
    return [
      {
        ...placeOf(cell),
        sums: sums.length,
        p50: at(0.5),
        p75: at(0.75),
        p90: at(0.9),
        p99: at(0.99),
        max: sums.at(-1)!,
      },
    ];
  });
}

const placeOf = (cell: number): { readonly group: Group; readonly peril: Peril } => ({
  group: GROUPS[Math.floor(cell / PERILS.length)]!,
  peril: PERILS[cell % PERILS.length]!,
});

const finite = (line: number): number | undefined => (Number.isFinite(line) ? line : undefined);
