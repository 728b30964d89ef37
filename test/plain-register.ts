import type { Group } from '../src/registry/index.ts';
import type { Deed } from './deeds.ts';

/**
 * The register once more, for the tests: plain lists in memory, every deed tallied by hand when it is done. Shares
 * no code with the register it is held against.
 */

export class Impossible extends Error {}

export interface PlainAreas {
  readonly county: string;
  /** Township of each village; the county itself where there is none. */
  readonly townshipOf: Readonly<Record<string, string>>;
}

export interface PlainBase {
  readonly no: string;
  readonly village: string;
  readonly group: Group;
  readonly size: number;
  readonly since: string;
}

/** A deed, and once it was entered what the register wrote down with it. */
export interface Entered {
  readonly deed: Deed;
  /** Number each mover got, by the number left; a newcomer's under the empty text. */
  readonly joined?: ReadonlyMap<string, string>;
  readonly persons?: number;
  readonly group?: Group | null;
}

interface Home {
  group: Group;
  village: string;
  people: string[];
  /** People without a name of their own in the register. */
  nameless: number;
  once: boolean;
}

/** One line of the books: somebody came into, or went out of, a group in a village. */
interface Entry {
  readonly day: string;
  readonly flow: string;
  readonly sign: 1 | -1;
  readonly group: Group;
  readonly place: string;
  readonly households: number;
  readonly persons: number;
  /** The other half of a move of a whole household between groups or villages. */
  readonly partner?: { readonly group: Group; readonly place: string };
}

const HALVES = { marriage: ['married_out', 'married_in'], move: ['moved_out', 'moved_in'] } as const;

const demand = (condition: unknown): void => {
  if (!condition) throw new Impossible();
};

export function plainRegister(areas: PlainAreas, bases: readonly PlainBase[], entries: readonly Entered[]) {
  const homes = new Map<string, Home>();
  const book: Entry[] = [];
  const start: { group: Group; place: string; persons: number }[] = [];
  for (const { no, village, group, size, since } of bases) {
    const first: Group = since === '' ? group : 'general';
    const people = Array.from({ length: size }, (_, i) => String(i + 1));
    homes.set(no, { group: first, village, people, nameless: 0, once: since === '' && wasPoor(group) });
    start.push({ group: first, place: village, persons: size });
  }
  const steps: { day: string; order: number; run: () => void }[] = bases
    .filter(({ since }) => since !== '')
    .map(({ no, group, since }) => ({
      day: since,
      order: -1,
      run: () => {
        const home = homes.get(no);
        if (!home) return;
        regroup(home, group, since, 'newly_identified', 'reclassified_out');
        home.once ||= wasPoor(group) || group === 'general';
      },
    }));
  entries.forEach((entry, order) => steps.push({ day: entry.deed.day, order, run: () => perform(entry) }));
  steps.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.order - b.order));
  for (const { run } of steps) run();

  function sizeOf(home: Home): number {
    return home.people.length + home.nameless;
  }

  function regroup(home: Home, group: Group, day: string, inFlow: string, outFlow: string): void {
    if (home.group === group) return;
    const persons = sizeOf(home);
    const [before, after] = [
      { group: home.group, place: home.village },
      { group, place: home.village },
    ];
    book.push({ day, flow: outFlow, sign: -1, ...before, households: 1, persons, partner: after });
    book.push({ day, flow: inFlow, sign: 1, ...after, households: 1, persons, partner: before });
    home.group = group;
  }

  function need(no: string): Home {
    demand(homes.has(no));
    return homes.get(no)!;
  }

  function leave(no: string, person: string, day: string, flow: string): void {
    const home = need(no);
    demand(home.people.includes(person));
    home.people = home.people.filter((each) => each !== person);
    const isEmpty = sizeOf(home) === 0;
    book.push({
      day,
      flow,
      sign: -1,
      group: home.group,
      place: home.village,
      households: isEmpty ? 1 : 0,
      persons: 1,
    });
    if (isEmpty) homes.delete(no);
  }

  function join(home: Home, number: string | undefined, day: string, flow: string): void {
    home.people.push(number ?? 'not entered yet');
    book.push({ day, flow, sign: 1, group: home.group, place: home.village, households: 0, persons: 1 });
  }

  function perform({ deed, joined, persons: written, group: writtenGroup }: Entered): void {
    const { day } = deed;
    switch (deed.kind) {
      case 'classify': {
        const home = need(deed.no);
        demand(
          home.group !== deed.group &&
            home.group !== 'registered' &&
            !(deed.group === 'registered' && home.once),
        );
        regroup(home, deed.group, day, 'newly_identified', 'reclassified_out');
        home.once ||= wasPoor(deed.group);
        break;
      }
      case 'lift': {
        const home = need(deed.no);
        demand(home.group === 'registered');
        regroup(home, deed.group, day, 'newly_identified', 'lifted');
        break;
      }
      case 'relapse': {
        const home = need(deed.no);
        demand(home.group !== 'registered' && home.once);
        regroup(home, 'registered', day, 'relapsed', 'reclassified_out');
        break;
      }
      case 'review_removal': {
        const home = need(deed.no);
        demand(home.group !== 'general');
        regroup(home, 'general', day, 'newly_identified', 'removed_by_review');
        break;
      }
      case 'birth':
        join(need(deed.no), joined?.get(''), day, 'born');
        break;
      case 'death':
        leave(deed.no, deed.person, day, 'died');
        break;
      case 'marriage_out':
      case 'move_out': {
        const [out, in_] = HALVES[deed.kind === 'marriage_out' ? 'marriage' : 'move'];
        if (deed.to !== undefined) demand(deed.to !== deed.no && homes.has(deed.to) && homes.has(deed.no));
        leave(deed.no, deed.person, day, out);
        if (deed.to !== undefined) join(need(deed.to), joined?.get(deed.person), day, in_);
        break;
      }
      case 'marriage_in':
      case 'move_in': {
        const [out, in_] = HALVES[deed.kind === 'marriage_in' ? 'marriage' : 'move'];
        const home = need(deed.no);
        if (deed.from) {
          demand(deed.from.no !== deed.no);
          leave(deed.from.no, deed.from.person, day, out);
        }
        join(home, joined?.get(deed.from?.person ?? ''), day, in_);
        break;
      }
      case 'settle': {
        demand(isFree(deed, deed.no));
        const village = `${areas.county}-${deed.village}`;
        homes.set(deed.no, {
          group: deed.group,
          village,
          people: [],
          nameless: deed.size,
          once: wasPoor(deed.group),
        });
        book.push({
          day,
          flow: 'moved_in',
          sign: 1,
          group: deed.group,
          place: village,
          households: 1,
          persons: deed.size,
        });
        break;
      }
      case 'leave': {
        const home = need(deed.no);
        demand(written === undefined || written === sizeOf(home));
        book.push({
          day,
          flow: 'moved_out',
          sign: -1,
          group: home.group,
          place: home.village,
          households: 1,
          persons: sizeOf(home),
        });
        homes.delete(deed.no);
        break;
      }
      case 'relocate': {
        const home = need(deed.no);
        const village = `${areas.county}-${deed.village}`;
        demand(home.village !== village && (written === undefined || written === sizeOf(home)));
        const [before, after] = [
          { group: home.group, place: home.village },
          { group: home.group, place: village },
        ];
        const persons = sizeOf(home);
        book.push({ day, flow: 'moved_out', sign: -1, ...before, households: 1, persons, partner: after });
        book.push({ day, flow: 'moved_in', sign: 1, ...after, households: 1, persons, partner: before });
        home.village = village;
        break;
      }
      case 'split': {
        const home = need(deed.no);
        demand(home.people.includes(deed.person) && sizeOf(home) > 1 && isFree(deed, deed.newNo));
        demand(writtenGroup === undefined || writtenGroup === home.group);
        leave(deed.no, deed.person, day, 'split_out');
        const village = `${areas.county}-${deed.village}`;
        homes.set(deed.newNo, {
          group: home.group,
          village,
          people: [joined?.get(deed.person) ?? deed.person],
          nameless: 0,
          once: home.once,
        });
        book.push({
          day,
          flow: 'split_in',
          sign: 1,
          group: home.group,
          place: village,
          households: 1,
          persons: 1,
        });
        break;
      }
      case 'merge': {
        const [home, into] = [need(deed.no), need(deed.into)];
        demand(deed.no !== deed.into);
        const persons = sizeOf(home);
        demand(written === undefined || (written === persons && joined?.size === home.people.length));
        demand(home.people.every((each) => joined === undefined || joined.has(each)));
        book.push({
          day,
          flow: 'merged_out',
          sign: -1,
          group: home.group,
          place: home.village,
          households: 1,
          persons,
        });
        for (const each of home.people) into.people.push(joined?.get(each) ?? `not entered yet ${each}`);
        into.nameless += home.nameless;
        book.push({
          day,
          flow: 'merged_in',
          sign: 1,
          group: into.group,
          place: into.village,
          households: 0,
          persons,
        });
        homes.delete(deed.no);
        break;
      }
      case 'adjust': {
        const place = deed.area === '' ? areas.county : `${areas.county}-${deed.area}`;
        book.push({
          day,
          flow: 'adjustment',
          sign: 1,
          group: deed.group,
          place,
          households: deed.households,
          persons: deed.persons,
        });
        break;
      }
      case 'cancel':
        throw new Error('a cancellation is a deed left out');
    }
  }

  /** Household numbers are given once, whichever day they are given for. */
  function isFree(deed: Deed, no: string): boolean {
    const isFounded = entries.some(
      ({ deed: other }) =>
        other !== deed &&
        ((other.kind === 'split' && other.newNo === no) || (other.kind === 'settle' && other.no === no)),
    );
    return !isFounded && !bases.some((base) => base.no === no);
  }

  function account(
    groups: readonly Group[],
    from: string,
    to: string,
    by: 'county' | 'township' | 'village',
  ) {
    const figures: Record<string, number> = {};
    const rowOf = (place: string): string => {
      if (by === 'county') return areas.county;
      const township = areas.townshipOf[place];
      return by === 'village' || township === undefined ? place : township;
    };
    const add = (place: string, line: string, households: number, persons: number): void => {
      const row = rowOf(place).slice(5);
      for (const [measure, value] of [
        ['households', households],
        ['persons', persons],
      ] as const) {
        const key = `${row} ${measure} ${line}`;
        figures[key] = (figures[key] ?? 0) + value;
        if (figures[key] === 0) delete figures[key];
      }
    };
    for (const { group, place, persons } of start)
      if (groups.includes(group)) for (const line of ['opening', 'closing']) add(place, line, 1, persons);
    for (const { day, flow, sign, group, place, households, persons, partner } of book) {
      if (!groups.includes(group)) continue;
      if (day < from) add(place, 'opening', sign * households, sign * persons);
      if (day <= to) add(place, 'closing', sign * households, sign * persons);
      const staysInside = partner && groups.includes(partner.group) && rowOf(partner.place) === rowOf(place);
      if (day >= from && day <= to && !staysInside) add(place, flow, households, persons);
    }
    return figures;
  }

  return { account };
}

const wasPoor = (group: Group): boolean => group === 'registered' || group === 'non_high_standard_lifted';
