import { type Bilingual, isSamePerson, type PlainDate } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { needCounty } from '../registry/index.ts';
import type { Level, Owner, Rung, Work } from './model.ts';
import { listResponsible } from './people/store.ts';
import { namedAt } from './rules.ts';
import { areasBelow, loadLadders, spellingsOf } from './store.ts';
import { statesOf, type TaskView, viewOf } from './tasks/list.ts';
import { isOpenOn, isOwnedBy, loadTasks, taskOwners } from './tasks/store.ts';

/** What somebody answers for on a day. */
export interface Reach {
  /** Their areas and all below them. */
  readonly areaCodes: readonly string[];
  readonly householdNos: readonly string[];
}

/** Where due work of another module comes from; set-based, whatever the number of places. */
export interface WorkSource {
  /** Kind of its entries, such as `case`. */
  readonly name: string;
  /** The work that waits at the places of `reach`, and the work that names its owner wherever it is. */
  readonly dueFor: (tx: Tx, countyCode: string, reach: Reach, asOf: PlainDate) => Promise<readonly Work[]>;
}

/** One thing that waits for somebody. */
export interface InboxEntry {
  /** `task`, `escalated` or the source's name. */
  readonly kind: string;
  readonly subject: string;
  readonly step: string;
  readonly words: Bilingual;
  /** Last day; null: none is set. */
  readonly due: PlainDate | null;
  readonly is_overdue: boolean;
  readonly area_code: string;
  readonly household_no: string | null;
  /** The first day it stands with them, when it has gone up to them. */
  readonly since: PlainDate | null;
}

/**
 * All that waits for a person on a day: their own tasks, those that have gone up to them, and the due work of `sources`.
 * Work of a level is everybody's who is named there, and where nobody is, the next lead's above. What is due first comes
 * first, what has no last day last. Fails with `register.countyUnknown`.
 *
 * @example
 * const entries = await inbox(tx, '130434', 'Wang', today, workSources(policyOn));
 */
export async function inbox(
  tx: Tx,
  countyCode: string,
  person: string,
  asOf: PlainDate,
  sources: readonly WorkSource[],
): Promise<InboxEntry[]> {
  await needCounty(tx, countyCode);
  const reach = await reachOf(tx, countyCode, person, asOf);
  const entries = await ownTasks(tx, countyCode, person, reach, asOf);
  for (const source of sources)
    entries.push(...(await workFrom(tx, source, { countyCode, person, reach, asOf })));
  return entries.sort(byDue);
}

const NEVER = '9999-12-31';
function byDue(a: InboxEntry, b: InboxEntry): number {
  const [left, right] = [a, b].map(({ due, kind, subject }) => `${due ?? NEVER} ${kind} ${subject}`);
  return left! < right! ? -1 : left === right ? 0 : 1;
}

async function reachOf(tx: Tx, countyCode: string, name: string, day: PlainDate): Promise<Reach> {
  const namings = await listResponsible(tx, countyCode, { day, name });
  const areas = namings.map(({ area_code }) => area_code).filter((code) => code !== null);
  return {
    areaCodes: await areasBelow(tx, countyCode, areas),
    householdNos: namings.map(({ household_no }) => household_no).filter((no) => no !== null),
  };
}

async function ownTasks(
  tx: Tx,
  countyCode: string,
  person: string,
  { areaCodes, householdNos }: Reach,
  asOf: PlainDate,
): Promise<InboxEntry[]> {
  const names = await spellingsOf(tx, taskOwners(countyCode), person);
  const near = sql`t.area_code = any(${[...areaCodes]}::text[]) or t.household_no = any(${[...householdNos]}::text[])`;
  const tasks = await loadTasks(tx, countyCode, sql`${isOpenOn(asOf)} and (${near} or ${isOwnedBy(names)})`);
  return (await statesOf(tx, countyCode, tasks, asOf))
    .map(([task, state]) => viewOf(task, state))
    .flatMap((task) => entryOf(task, person));
}

function entryOf(task: TaskView, person: string): InboxEntry[] {
  const isTheirs = task.owner !== null && isSamePerson(task.owner, person);
  const reached = task.escalations.find(({ name }) => name !== null && isSamePerson(name, person));
  if (!isTheirs && !reached) return [];
  return [
    {
      kind: isTheirs ? 'task' : 'escalated',
      subject: `task:${task.task_no}`,
      step: 'finish',
      words: task.title,
      due: task.due_on,
      is_overdue: task.status === 'overdue',
      area_code: task.area_code,
      household_no: task.household_no,
      since: isTheirs ? null : reached!.since,
    },
  ];
}

interface Asked {
  readonly countyCode: string;
  readonly person: string;
  readonly reach: Reach;
  readonly asOf: PlainDate;
}

async function workFrom(
  tx: Tx,
  { name, dueFor }: WorkSource,
  { countyCode, person, reach, asOf }: Asked,
): Promise<InboxEntry[]> {
  const work = await dueFor(tx, countyCode, reach, asOf);
  const ladderOf = await loadLadders(tx, countyCode, work, asOf);
  const theirs = work.filter((each) => isFor(each, ladderOf(each), person));
  // Somebody may have one work both by name and by their post.
  return [...new Map(theirs.map((each) => [`${each.subject} ${each.step}`, each])).values()].map(
    ({ subject, step, words, due, areaCode, householdNo }) => ({
      kind: name,
      subject,
      step,
      words,
      due,
      is_overdue: due !== null && due < asOf,
      area_code: areaCode,
      household_no: householdNo,
      since: null,
    }),
  );
}

function isFor({ owner, notOf }: Work, ladder: readonly Rung[], person: string): boolean {
  if (notOf !== undefined && isSamePerson(notOf, person)) return false;
  const whose = owner && 'name' in owner ? [owner.name] : namedAt(ladder, levelOf(owner, ladder));
  return whose.some((name) => isSamePerson(name, person));
}

/** Work that says nothing is that of its own area. */
const levelOf = (owner: Extract<Owner, { level: Level }> | undefined, ladder: readonly Rung[]): Level =>
  owner?.level ?? ladder.find(({ level }) => level !== 'household')?.level ?? 'village';
