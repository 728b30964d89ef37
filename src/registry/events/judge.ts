import { createHash } from 'node:crypto';
import type { PlainDate } from '../../kernel/index.ts';
import { today, type Tx } from '../../platform/index.ts';
import { areaCodes, needCounty } from '../areas.ts';
import { stockOf } from '../cohorts/stock.ts';
import type { Fault } from '../errors.ts';
import type { Group } from '../groups.ts';
import { admit, type Candidate, householdsOf } from './admit.ts';
import type { EventProposal, RegisterEvent } from './model.ts';
import { settle } from './settle.ts';
import { findShapeFault } from './shape.ts';
import { type Filing, loadKnown, nextEventNo } from './store.ts';
import { loadWorld } from './world.ts';

/** A proposal among several, known by the place it came from. */
export interface Asked {
  readonly key: number;
  readonly proposal: EventProposal;
}

export interface Judgement {
  readonly filings: readonly Filing[];
  readonly refused: ReadonlyMap<number, Fault>;
  /** Proposals that only repeat an event already filed. */
  readonly unchanged: ReadonlySet<number>;
}

/** Sorts proposals into those that can be filed, with their numbers, and those that cannot, with the reason. */
export async function judge(
  tx: Tx,
  countyCode: string,
  asked: readonly Asked[],
  repeats: 'refuse' | 'pass' = 'refuse',
): Promise<Judgement> {
  await needCounty(tx, countyCode);
  const areas = await areaCodes(tx, countyCode);
  const refused = new Map<number, Fault>();
  const unchanged = new Set<number>();
  for (const { key, proposal } of asked) {
    const fault = findShapeFault(proposal) ?? findPlaceFault(proposal, countyCode, areas);
    if (fault) refused.set(key, fault);
  }
  await sortOutKnown(tx, countyCode, asked, { refused, unchanged, repeats });
  const open = asked.filter(({ key }) => !refused.has(key) && !unchanged.has(key));
  const first = await nextEventNo(tx, countyCode);
  const numbered = new Map(open.map((each, i) => [first + BigInt(i), each]));
  const nos = open.flatMap(({ proposal }) => householdsOf(proposal));
  const world = await loadWorld(tx, countyCode, nos, true);
  const candidates = [...numbered].map(([eventNo, { proposal }]): Candidate => ({
    eventNo,
    date: proposal.date,
    households: householdsOf(proposal),
    settle: (register) => settle(register, proposal, eventNo, world.usedNumbers),
  }));
  const { admitted, refused: impossible } = admit(world, candidates);
  for (const [eventNo, fault] of impossible) refused.set(numbered.get(eventNo)!.key, fault);
  const filings: Filing[] = [];
  for (const event of admitted) {
    const { key, proposal } = numbered.get(event.eventNo)!;
    const fault = await findStockFault(tx, countyCode, event);
    if (fault) refused.set(key, fault);
    // Numbers leave no gaps where something was refused; their order stays.
    const eventNo = first + BigInt(filings.length);
    if (!fault)
      filings.push({
        event: { ...event, eventNo },
        contentHash: contentHash(proposal),
        ref: proposal.ref ?? null,
      });
  }
  return { filings, refused, unchanged };
}

function findPlaceFault(
  proposal: EventProposal,
  countyCode: string,
  areas: ReadonlySet<string>,
): Fault | undefined {
  const { date, areaCode } = proposal;
  if (date > today()) return { code: 'event.future', details: { date } };
  return areaCode !== undefined && !areas.has(areaCode)
    ? { code: 'event.areaUnknown', details: { area: areaCode, county: countyCode } }
    : undefined;
}

async function sortOutKnown(
  tx: Tx,
  countyCode: string,
  asked: readonly Asked[],
  into: { refused: Map<number, Fault>; unchanged: Set<number>; repeats: 'refuse' | 'pass' },
): Promise<void> {
  const wanted = asked.map(({ proposal }) => ({
    ref: proposal.ref ?? null,
    contentHash: contentHash(proposal),
  }));
  const known = await loadKnown(tx, countyCode, wanted);
  const byRef = new Map(known.filter(({ ref }) => ref !== null).map((each) => [each.ref, each]));
  const byContent = new Map(known.map((each) => [each.contentHash, each]));
  asked.forEach(({ key }, i) => {
    if (into.refused.has(key)) return;
    const { ref, contentHash: hash } = wanted[i]!;
    const match = ref === null ? byContent.get(hash) : byRef.get(ref);
    if (!match) return;
    if (match.contentHash !== hash)
      into.refused.set(key, { code: 'event.refTaken', details: { ref: ref!, event: String(match.eventNo) } });
    else if (into.repeats === 'pass') into.unchanged.add(key);
    else
      into.refused.set(key, {
        code: 'event.known',
        details: { event: String(match.eventNo), status: match.status },
      });
  });
}

/** Content without the reference, so that a reference with other content is seen. */
export function contentHash(proposal: EventProposal): string {
  const fields = Object.entries({ ...proposal, ref: '' }).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** An adjustment may not leave less than nothing, on its day or today. */
export async function findStockFault(
  tx: Tx,
  countyCode: string,
  event: RegisterEvent,
): Promise<Fault | undefined> {
  if (event.type !== 'adjustment' || (event.households >= 0 && event.persons >= 0)) return undefined;
  const [area, group] = [event.areaCode!, event.group as Group];
  for (const date of new Set<PlainDate>([event.date, today()])) {
    const stock = await stockOf(tx, countyCode, area, group, date);
    const [households, persons] = [stock.households + event.households, stock.persons + event.persons];
    if (households < 0 || persons < 0)
      return { code: 'event.adjustsBelow', details: { area, group, date, households, persons } };
  }
  return undefined;
}
