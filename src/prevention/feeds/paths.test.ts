import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db, Store } from '../../platform/index.ts';
import { AREAS, contentOf, emptyStore, importText } from '../../../test/imports.ts';
import { fc } from '../../../test/properties.ts';
import { testStore } from '../../../test/store.ts';
import { sql } from '../../platform/index.ts';

/**
 * Two ways lead into a table: new keys go straight in when the file is not small beside the table, otherwise every
 * row is compared. Whatever the files, both must end in what this small model of the rules says.
 */

const HEADER =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider,item';
const REGISTER = `county_code,household_no,area_code,group,head_name,size
TC01,H1,TC01-V1,general,Head,3
TC01,H2,TC01-V1,general,Head,3
TC02,H1,TC02-V1,general,Head,3
`;
/** A bill elsewhere, so that the table is not empty. */
const OTHER = `${HEADER}\nTC02,ELSEWHERE,H1,,medical,2017-01-01,1,0,1,,\n`;

type Line = readonly string[];

const line: fc.Arbitrary<Line> = fc
  .record({
    county: fc.constantFrom('TC01', 'TC01', 'TC01', 'TC02', 'TC09'),
    record: fc.constantFrom('R1', 'R2', 'R3', 'R4', 'R5', 'r1', ''),
    household: fc.constantFrom('H1', 'H1', 'H2', 'H9'),
    person: fc.constantFrom('', '1'),
    peril: fc.constantFrom('medical', '医疗', 'education', 'oops'),
    date: fc.constantFrom('2017-02-28', '2017-02-28', '2016-02-29', '2017-02-29', '2027-01-01'),
    total: fc.constantFrom('0', '1', '1.0', '12.50', '12.5', '-1', '1.234'),
    reimbursed: fc.constantFrom('0', '0.00', '1', '99'),
    error: fc.constantFrom(0, 0, 0, 0, 1),
    provider: fc.constantFrom('', '', 'A \\t"B"', '县医院,一'),
    item: fc.constantFrom('', 'inpatient', '住院'),
  })
  .map(({ county, record, household, person, peril, date, total, reimbursed, error, provider, item }) => {
    const self = ((Number(total) - Number(reimbursed)) * 100 + error) / 100;
    return [
      county,
      record,
      household,
      person,
      peril,
      date,
      total,
      reimbursed,
      self.toFixed(2),
      provider,
      item,
    ];
  });

const files = fc.array(fc.array(line, { minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 3 });

const textOf = (lines: readonly Line[]): string =>
  `${HEADER}\n${lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`;

const PERILS: Readonly<Record<string, string>> = {
  medical: 'medical',
  医疗: 'medical',
  education: 'education',
};
const ITEMS: Readonly<Record<string, string | null>> = {
  '': null,
  inpatient: 'inpatient',
  住院: 'inpatient',
};
const KNOWN = new Set(['TC01/H1', 'TC01/H2', 'TC02/H1']);
const DATES = new Set(['2017-02-28', '2016-02-29']);

/** What a sound line says, undefined for one that must be refused. */
function meaning([
  county,
  record,
  household,
  person,
  peril,
  date,
  total,
  reimbursed,
  self,
  provider,
  item,
]: Line) {
  const [t, r, s] = [total, reimbursed, self].map((text) => Math.round(Number(text) * 100)) as [
    number,
    number,
    number,
  ];
  const isSound =
    record !== '' &&
    KNOWN.has(`${county}/${household}`) &&
    PERILS[peril!] !== undefined &&
    DATES.has(date!) &&
    total !== '-1' &&
    total !== '1.234' &&
    r <= t &&
    s === t - r;
  if (!isSound) return undefined;
  return {
    county_code: county!,
    record_no: record!,
    household_no: household!,
    person_no: person || null,
    peril: PERILS[peril!]!,
    date: date!,
    total_fen: t,
    reimbursed_fen: r,
    provider: provider || null,
    item: ITEMS[item!]!,
  };
}

type Bill = NonNullable<ReturnType<typeof meaning>>;

interface Expected {
  readonly report: { new: number; corrected: number; unchanged: number; rejected: number };
  readonly refusedLines: number[];
}

/** Takes a file into the model. */
function take(known: Map<string, Bill>, superseded: string[], lines: readonly Line[]): Expected {
  const sound = lines.map((cells, i) => ({ at: i + 2, bill: meaning(cells) }));
  const refused = new Set(sound.filter(({ bill }) => !bill).map(({ at }) => at));
  const contents = new Map<string, Set<string>>();
  const keyOf = (bill: Bill): string => `${bill.county_code}/${bill.record_no}`;
  for (const { bill } of sound)
    if (bill) contents.set(keyOf(bill), (contents.get(keyOf(bill)) ?? new Set()).add(JSON.stringify(bill)));
  const report = { new: 0, corrected: 0, unchanged: 0, rejected: 0 };
  const done = new Set<string>();
  for (const { at, bill } of sound) {
    if (!bill) continue;
    const key = keyOf(bill);
    const before = known.get(key);
    if (contents.get(key)!.size > 1) refused.add(at);
    else if (done.has(key)) report.unchanged += 1;
    else {
      done.add(key);
      if (!before) report.new += 1;
      else if (JSON.stringify(before) === JSON.stringify(bill)) report.unchanged += 1;
      else {
        report.corrected += 1;
        superseded.push(`${key} ${before.total_fen}`);
      }
      known.set(key, bill);
    }
  }
  report.rejected = refused.size;
  return { report, refusedLines: [...refused].sort((a, b) => a - b) };
}

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

async function start(db: Db): Promise<void> {
  await emptyStore(db);
  await importText(db, 'areas', AREAS);
  await importText(db, 'households', REGISTER);
}

async function supersededRows(db: Db): Promise<string[]> {
  const { rows } = await sql<{ row: string }>`
    select key || ' ' || ("row" ->> 'total_fen') as row from feeds.superseded_row where kind = 'expenses' order by import_no, key`.execute(
    db,
  );
  return rows.map(({ row }) => row);
}

/** Makes a file large without a row more. */
const BLANK_LINES = '\n'.repeat(40_000);

test.each(['into an empty table', 'a large file beside other rows', 'a small file beside other rows'])(
  '%s: any files end as the model says',
  async (way) => {
    const isLarge = way.includes('large');
    await fc.assert(
      fc.asyncProperty(files, async (sequence) => {
        await start(store.db);
        if (way.includes('other rows')) await importText(store.db, 'expenses', OTHER);
        const known = new Map<string, Bill>();
        const superseded: string[][] = [];
        for (const lines of sequence) {
          const replaced: string[] = [];
          const expected = take(known, replaced, lines);
          superseded.push(replaced.sort());
          const { report, rejects } = await importText(
            store.db,
            'expenses',
            textOf(lines) + (isLarge ? BLANK_LINES : ''),
          );
          expect(report).toMatchObject(expected.report);
          expect([...new Set(rejects.map((reject) => reject.line))]).toEqual(expected.refusedLines);
        }
        const stored = (await contentOf(store.db, 'feeds.expense', 'county_code, record_no')).filter(
          (row) => (row as Bill).record_no !== 'ELSEWHERE',
        );
        const model = [...known.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, bill]) => bill);
        expect(stored).toEqual(model);
        expect(await supersededRows(store.db)).toEqual(superseded.flat());
      }),
      { numRuns: 40 },
    );
  },
  180_000,
);
