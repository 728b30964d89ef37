import { expect, test } from 'vitest';
import { COUNTY } from '../../../test/imports.ts';
import { D, ended, named, reading, store } from '../../../test/responsibility.ts';
import { fc } from '../../../test/properties.ts';
import { Failure } from '../../kernel/index.ts';
import { sql } from '../../platform/index.ts';
import { listResponsible } from '../index.ts';
import type { Level } from '../model.ts';
import { leadAt } from '../rules.ts';
import { loadLadders } from '../store.ts';

/** From below; household 1 lives in the village V. */
const PLACES = ['1', 'V', 'T', COUNTY, 'M', 'P'] as const;
const LEVELS: readonly Level[] = ['household', 'village', 'township', 'county', 'prefecture', 'province'];
const LAST_DAY = 20;

/** The model: who leads each place on each day, written down day by day. */
function model() {
  const leads = new Map<string, string>();
  const namings: { readonly place: string; readonly since: number; last: number | undefined }[] = [];
  const daysFrom = (since: number) => Array.from({ length: LAST_DAY - since + 1 }, (_, i) => since + i);
  return {
    leadOn: (place: string, day: number) => leads.get(`${place} ${day}`),
    name(place: string, name: string, since: number): boolean {
      if (daysFrom(since).some((day) => leads.has(`${place} ${day}`))) return false;
      for (const day of daysFrom(since)) leads.set(`${place} ${day}`, name);
      namings.push({ place, since, last: undefined });
      return true;
    },
    end(no: number, last: number): boolean {
      const naming = namings[no - 1];
      if (!naming || naming.last !== undefined || last < naming.since) return false;
      naming.last = last;
      for (const day of daysFrom(last + 1)) leads.delete(`${naming.place} ${day}`);
      return true;
    },
  };
}

const accepted = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
};

// Ends lie before the last day: one later than that looks like none to the model.
const step = fc.oneof(
  fc.record({
    kind: fc.constant('name' as const),
    place: fc.constantFrom(...PLACES),
    name: fc.constantFrom('An', 'Bo', 'Cai', 'Deng'),
    since: fc.integer({ min: 1, max: LAST_DAY }),
  }),
  fc.record({
    kind: fc.constant('end' as const),
    no: fc.integer({ min: 1, max: 6 }),
    last: fc.integer({ min: 1, max: LAST_DAY - 1 }),
  }),
);

test('the lead of every place on every day, and who stands in, as a plain model has them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 18 }), async (steps) => {
      await sql`truncate responsibility.naming, responsibility.naming_end cascade`.execute(store.db);
      const plain = model();
      for (const each of steps) {
        if (each.kind === 'name') {
          const { place, name, since } = each;
          const post = place === '1' ? 'helper' : 'secretary';
          const isTaken = await accepted(named(`${place} ${post} ${name} ${since}`));
          expect(isTaken).toBe(plain.name(place, name, since));
        } else expect(await accepted(ended(each.no, each.last))).toBe(plain.end(each.no, each.last));
      }
      for (let day = 1; day <= LAST_DAY; day += 3) {
        const site = { areaCode: 'V', householdNo: '1' };
        const ladder = (await reading((tx) => loadLadders(tx, COUNTY, [site], D(day))))(site);
        const leads = PLACES.map((place) => plain.leadOn(place, day));
        for (const [i, level] of LEVELS.entries())
          expect(leadAt(ladder, level)).toBe(leads.slice(i).find((lead) => lead !== undefined));
        const listed = await reading((tx) => listResponsible(tx, COUNTY, { day: D(day) }));
        const names = new Map(listed.map((row) => [row.household_no ?? row.area_code, row.responsible_name]));
        expect(PLACES.map((place) => names.get(place))).toEqual(leads);
        expect(listed).toHaveLength(leads.filter((lead) => lead !== undefined).length);
      }
    }),
    { numRuns: 20 },
  );
});
