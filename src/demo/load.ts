import { act } from '../access/index.ts';
import {
  type Db,
  fileSource,
  generatedSource,
  type ProgressFactory,
  sql,
  type TableSource,
  today,
  type Tx,
} from '../platform/index.ts';
import { DEMONSTRATION, type FileKindName, importInto, KINDS } from '../prevention/feeds/index.ts';
import { type PolicyBook, resolvePolicy } from '../policy/index.ts';
import { fail } from './errors.ts';
import { openDemoAccounts } from './accounts.ts';
import { demoCounty, type DemoCounty, type DemoSummary } from './generate.ts';
import type { DemoArea } from './population.ts';
import { findStage } from './story/stage.ts';
import { tellStory } from './story/tell.ts';
import { POLICY } from './story/story.ts';

const AREAS_FILE = new URL('../../reference/areas.csv', import.meta.url).pathname;

export interface DemoOrder {
  readonly county?: string;
  readonly scale?: number;
  readonly seed?: number;
  readonly actor: string;
  /** The policies that the people of the county act under. */
  readonly policies: PolicyBook;
  readonly progress: ProgressFactory;
}

/**
 * Fills an empty store with a synthetic county, its accounts and what they did until today, in one transaction: all
 * of it or nothing.
 * Fails with `demo.storeNotEmpty`, `demo.tooSmall`, `access.role_missing` and the `demo.*` failures of the generator.
 */
export async function loadDemo(db: Db, order: DemoOrder): Promise<DemoSummary> {
  const { county = '130434', scale = 0.05, seed = 7, actor, policies, progress } = order;
  const day = today();
  const areas = await fileSource(AREAS_FILE);
  const demo = demoCounty({ county, scale, seed, lastDay: day, areas: await readAreas(areas) });
  const input = { county, scale, seed };
  return act(db, { actor, action: 'demo.load', countyCode: county, input }, async (tx) => {
    if (!(await isEmptyStore(tx))) throw fail('demo.storeNotEmpty');
    for (const [kind, source] of sourcesOf(areas, demo))
      await importInto(tx, { kind: KINDS[kind], source, sourceKey: DEMONSTRATION, actor, progress });
    const { people, households, bills } = demo.summary;
    const stage = await findStage(tx, county, day, resolvePolicy(policies, POLICY, day));
    await openDemoAccounts(tx, { stage, actor, day });
    await tellStory(tx, { stage, seed, today: day, people, policies, actor, progress });
    return { result: demo.summary, summary: { people, households, bills } };
  });
}

function sourcesOf(areas: TableSource, demo: DemoCounty): [FileKindName, TableSource][] {
  const made = (name: string, rows: () => Generator<Uint8Array>): TableSource =>
    generatedSource(name, async function* () {
      yield* rows();
    });
  return [
    ['areas', areas],
    ['households', made('demo-households.csv', () => demo.households())],
    ['persons', made('demo-persons.csv', () => demo.persons())],
    ['expenses', made('demo-expenses.csv', () => demo.expenses())],
    ['incomes', made('demo-incomes.csv', () => demo.incomes())],
    ['causes', made('demo-causes.csv', () => demo.causes())],
    ['land', made('demo-land.csv', () => demo.land())],
    ['houses', made('demo-houses.csv', () => demo.houses())],
  ];
}

async function readAreas(source: TableSource): Promise<DemoArea[]> {
  const areas: DemoArea[] = [];
  for await (const window of source.read().windows())
    for (const row of window) areas.push({ code: row.text(0), parentCode: row.text(2), level: row.text(3) });
  return areas;
}

/** True when nobody has put anything into the store. */
export async function isEmptyStore(tx: Tx | Db): Promise<boolean> {
  const { rows } = await sql`select 1 from feeds.import_run limit 1`.execute(tx);
  return rows.length === 0;
}

/** True when the store holds synthetic people. */
export async function isDemonstrationStore(tx: Tx | Db): Promise<boolean> {
  const { rows } = await sql`select 1 from feeds.import_run where source = ${DEMONSTRATION} limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}
