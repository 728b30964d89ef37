import { act } from '../../access/index.ts';
import type { Language } from '../../kernel/index.ts';
import { CsvFile, type Db, type TableSource, type Tx } from '../../platform/index.ts';
import { areaCodes } from '../areas.ts';
import { failureOf, type Fault } from '../errors.ts';
import { readTable, REJECT_COLUMNS, type RejectedCell } from '../table.ts';
import { needActor } from './actions.ts';
import { columnPlace, EVENT_FILE_COLUMNS, proposalOf } from './columns.ts';
import { type Asked, contentHash, judge } from './judge.ts';
import type { EventProposal } from './model.ts';
import { insertEvents, lockCounty, nextBatchNo } from './store.ts';

export interface EventImportOrder {
  readonly source: TableSource;
  readonly actor: string;
  readonly dryRun?: boolean;
  /** Where rejected rows go; written only when there are any. */
  readonly rejectsFile?: string;
  /** Language of the reasons that concern the register. */
  readonly language?: Language;
}

/** Counts of an import; named as in its JSON. */
export interface EventImportReport {
  /** Names the import for `event approve --batch`; null when nothing was filed. */
  readonly batch_no: string | null;
  readonly file: string;
  readonly dry_run: boolean;
  readonly rows: number;
  readonly proposed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rejects_file: string | null;
}

interface Line {
  readonly line: number;
  readonly countyCode: string;
  readonly proposal: EventProposal;
}

/**
 * Files a table of events as proposals, in one transaction. Each row is judged on its day by what is approved and
 * by the file's other rows; what cannot happen is rejected with line, column, value and reason. A row that
 * repeats an event already filed is unchanged.
 *
 * Fails with the `file.*` failures and those of the header; then nothing was done.
 */
export async function importEvents(db: Db, order: EventImportOrder): Promise<EventImportReport> {
  const { source, dryRun = false } = order;
  const actor = needActor(order.actor);
  const lines: Line[] = [];
  const values = new Map<number, Map<string, string>>();
  const { rows, rejects } = await readTable(source, EVENT_FILE_COLUMNS, order.language ?? 'en', (row) => {
    lines.push({ line: row.line, countyCode: row.text(0), proposal: proposalOf(row) });
    values.set(
      row.line,
      cellsOf((name) => row.text(columnPlace(name))),
    );
  });
  const input = { file: source.name, hashes: lines.map(({ proposal }) => contentHash(proposal)) };
  const counties = [...new Set(lines.map(({ countyCode }) => countyCode))].sort();
  const countyCode = counties.length === 1 ? counties[0]! : '000000';
  return act(db, { actor, action: 'register.event.import', countyCode, input, dryRun }, async (tx) => {
    const batchNo = await nextBatchNo(tx);
    const tally = { proposed: 0, unchanged: 0 };
    for (const county of counties) {
      const own = lines.filter((line) => line.countyCode === county);
      const faults = await fileCounty(tx, { county, lines: own, actor, batchNo }, tally);
      for (const [line, fault] of faults)
        rejects.push(rejected(line, fault, values.get(line)!, order.language ?? 'en'));
    }
    rejects.sort((a, b) => a.line - b.line);
    const report: EventImportReport = {
      batch_no: tally.proposed > 0 ? String(batchNo) : null,
      file: source.name,
      dry_run: dryRun,
      rows,
      ...tally,
      rejected: new Set(rejects.map(({ line }) => line)).size,
      rejects_file: await writeRejects(order.rejectsFile, rejects),
    };
    const { proposed, unchanged, rejected: refused } = report;
    return {
      result: report,
      summary: { batch_no: String(batchNo), rows, proposed, unchanged, rejected: refused },
    };
  });
}

async function fileCounty(
  tx: Tx,
  {
    county,
    lines,
    actor,
    batchNo,
  }: { county: string; lines: readonly Line[]; actor: string; batchNo: bigint },
  tally: { proposed: number; unchanged: number },
): Promise<Map<number, Fault>> {
  await lockCounty(tx, county);
  if ((await areaCodes(tx, county)).size === 0)
    return new Map(lines.map(({ line }) => [line, { code: 'register.countyUnknown', details: { county } }]));
  const { fresh, repeated, faults } = withoutRepeats(lines);
  const judgement = await judge(tx, county, fresh, 'pass');
  await insertEvents(tx, county, judgement.filings, actor, batchNo);
  tally.proposed += judgement.filings.length;
  tally.unchanged += judgement.unchanged.size + repeated;
  return new Map([...faults, ...judgement.refused]);
}

/** A row that stands twice is one event; a reference with two contents is refused on every line. */
function withoutRepeats(lines: readonly Line[]): {
  fresh: Asked[];
  repeated: number;
  faults: Map<number, Fault>;
} {
  const contents = new Map<string, Map<string, number[]>>();
  for (const { line, proposal } of lines) {
    const hash = contentHash(proposal);
    const key = proposal.ref ?? `content ${hash}`;
    const byContent = contents.get(key) ?? new Map<string, number[]>();
    contents.set(key, byContent.set(hash, [...(byContent.get(hash) ?? []), line]));
  }
  const faults = new Map<number, Fault>();
  const dropped = new Set<number>();
  for (const [ref, byContent] of contents) {
    const all = [...byContent.values()].flat().sort((a, b) => a - b);
    if (byContent.size > 1)
      for (const line of all)
        faults.set(line, { code: 'event.refTwice', details: { ref, lines: all.join(', ') } });
    else for (const line of all.slice(1)) dropped.add(line);
  }
  const fresh = lines
    .filter(({ line }) => !faults.has(line) && !dropped.has(line))
    .map(({ line, proposal }) => ({ key: line, proposal }));
  return { fresh, repeated: dropped.size, faults };
}

/** Which cell a refusal points at: the one its details name. */
const POINTS_AT: Readonly<Partial<Record<string, string>>> = {
  'register.countyUnknown': 'county_code',
  'event.areaUnknown': 'area_code',
  'event.areaSame': 'area_code',
  'event.householdTaken': 'new_household_no',
  'event.householdWanted': 'new_household_no',
  'event.memberUnknown': 'person_no',
  'event.memberGone': 'person_no',
  'event.memberNotBorn': 'person_no',
  'event.memberTwice': 'person_no',
  'event.memberTaken': 'new_person_no',
  'event.notBorn': 'birth_date',
  'event.idNumber': 'id_number',
  'event.sameHousehold': 'other_household_no',
  'event.refTaken': 'ref',
  'event.refTwice': 'ref',
  'event.liftGroup': 'group',
  'event.relapseGroup': 'group',
  'event.removalGroup': 'group',
  'event.adjustsNothing': 'households',
  'event.adjustsBelow': 'households',
};

const SHOWN = [
  'county_code',
  'type',
  'date',
  'household_no',
  'person_no',
  'group',
  'other_household_no',
  'new_household_no',
  'new_person_no',
  'area_code',
  'birth_date',
  'households',
  'ref',
] as const;

const cellsOf = (text: (name: string) => string): Map<string, string> =>
  new Map(SHOWN.map((name) => [name, text(name)]));

function rejected(
  line: number,
  fault: Fault,
  cells: ReadonlyMap<string, string>,
  language: Language,
): RejectedCell {
  const household = fault.details['household'];
  const named = fault.details['field'];
  const column =
    POINTS_AT[fault.code] ??
    (typeof named === 'string' ? named : undefined) ??
    (['household_no', 'other_household_no'].find(
      (name) => household !== undefined && cells.get(name) === household,
    ) ||
      'type');
  return { line, column, value: cells.get(column) ?? '', reason: failureOf(fault).sentence[language] };
}

async function writeRejects(
  path: string | undefined,
  rejects: readonly RejectedCell[],
): Promise<string | null> {
  if (path === undefined || rejects.length === 0) return null;
  const file = await CsvFile.create(path, REJECT_COLUMNS);
  for (const { line, column, value, reason } of rejects) await file.write([line, column, value, reason]);
  await file.finish();
  return path;
}
