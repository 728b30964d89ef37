import { expect, test } from 'vitest';
import { HOUSEHOLDS, open, PERILS, seen, useCountry, VILLAGES } from '../../test/access.ts';
import { fc } from '../../test/properties.ts';
import type { NewRole } from './index.ts';

const country = useCountry();

/** Who is responsible for what, told without the product's tables: actor, and the words of domain.md §5. */
const ACTORS = {
  county_office: 'all cases in county',
  county_finance: 'all cases in county',
  auditor: 'all cases in county',
  township: 'its villages',
  village_committees: 'its village',
  villager_representative: 'its village',
  grid_member: 'its village',
  escrow_agent: 'its accounts',
  helper: 'one household',
  household: 'one household',
  bank: 'one household',
  insurer: 'claiming households',
  health_insurance: 'medical traffic_medical',
  education_department: 'education',
  emergency_department: 'disaster traffic_loss',
} as const;
type Actor = keyof typeof ACTORS;
type Given = Pick<NewRole, 'role'> & Partial<NewRole>;

const given: fc.Arbitrary<Given> = fc
  .record({
    actor: fc.constantFrom(...(Object.keys(ACTORS) as Actor[])),
    household: fc.constantFrom(...HOUSEHOLDS),
    wide: fc.boolean(),
  })
  .map(({ actor, household: { county, village, no }, wide }): Given => {
    const words = ACTORS[actor];
    const township = wide && county === 'A' ? village.slice(0, 4) : village;
    if (words.startsWith('its'))
      return { role: actor, countyCode: county, areaCode: words === 'its village' ? village : township };
    if (words === 'one household') return { role: actor, countyCode: county, householdNo: no };
    return {
      role: actor,
      countyCode: words.startsWith('all') && wide && actor === 'county_office' ? '000000' : county,
    };
  });

type Household = (typeof HOUSEHOLDS)[number];

/** By walking up from the household. */
function seesHousehold(
  { role: actor, countyCode, areaCode, householdNo }: Given,
  { county, village, no, caseArea }: Household,
): boolean {
  if (countyCode !== '000000' && countyCode !== county) return false;
  const words = ACTORS[actor as Actor];
  if (words === 'all cases in county') return true;
  if (words === 'its accounts') return false;
  if (words === 'claiming households') return caseArea !== undefined;
  if (words === 'one household') return householdNo === no;
  return areaCode !== undefined && areaCode !== null && village.startsWith(areaCode);
}

const seesArea = (one: Given, code: string): boolean =>
  ACTORS[one.role as Actor] !== 'its accounts' && seesVillageMoney(one, code);

const seesVillageMoney = ({ role: actor, countyCode, areaCode }: Given, code: string): boolean =>
  ACTORS[actor as Actor] === 'all cases in county'
    ? countyCode === '000000' || countyCode === code[0]
    : (areaCode ?? '-') !== '-' && code.startsWith(areaCode!);

/** The level above, where a complaint about a colleague belongs; the county answers for itself. */
const above = (code: string): string => code.replace(/-[^-]*$/, '');

const seesPool = ({ role: actor, countyCode }: Given, county: string): boolean =>
  ['all cases in county', 'claiming households'].includes(ACTORS[actor as Actor]) &&
  (countyCode === '000000' || countyCode === county);

test('random accounts see exactly the rows of what they are responsible for', async () => {
  let accounts = 0;
  const AREAS = ['A', 'B', 'A-T1', 'A-T2', ...VILLAGES];
  await fc.assert(
    fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 3 }), async (roles) => {
      const { db } = country;
      const viewer = await open(db, `viewer ${++accounts}`, ...roles);
      const homes = HOUSEHOLDS.filter((home) => roles.some((one) => seesHousehold(one, home)));
      const keys = homes.map(({ county, no }) => `${county}${no}`).sort();
      const bills = HOUSEHOLDS.flatMap((home) =>
        PERILS.map((peril, i) => ({ home, peril, key: `${home.county}${home.no}-${i}` })),
      ).filter(
        ({ home, peril }) =>
          homes.includes(home) ||
          roles.some(
            (one) => one.countyCode === home.county && ACTORS[one.role as Actor].split(' ').includes(peril),
          ),
      );
      for (const table of ['cases.case_file', 'cases.action'])
        expect(await seen(db, viewer, 'county_code || case_no', table), table).toEqual(
          HOUSEHOLDS.filter(
            (home) =>
              home.caseArea !== undefined &&
              (homes.includes(home) || roles.some((one) => seesArea(one, home.caseArea!))),
          )
            .map(({ county, no }) => `${county}${no}`)
            .sort(),
        );
      for (const table of ['payout.payment_line', 'payout.outcome'])
        expect(await seen(db, viewer, 'county_code || line_no', table), table).toEqual(
          homes
            .filter(({ claims }) => claims)
            .map(({ county, no }) => `${county}${no}`)
            .sort(),
        );
      expect(await seen(db, viewer, 'county_code', 'payout.payment_list')).toEqual(
        ['A', 'B'].filter((county) => roles.some((one) => seesPool(one, county))),
      );
      const complaints = await seen(
        db,
        viewer,
        `area_code || coalesce('!' || complained_about, '')`,
        'payout.grievance',
      );
      expect(complaints).toEqual(
        AREAS.flatMap((code) => [
          ...(roles.some((one) => seesArea(one, code)) ? [code] : []),
          ...(roles.some((one) => seesArea(one, above(code))) ? [`${code}!a clerk`] : []),
        ]).sort(),
      );
      const bodies = AREAS.filter((code) => roles.some((one) => seesArea(one, code))).sort();
      for (const table of ['registry.household', 'registry.person', 'income.item'])
        expect(await seen(db, viewer, 'county_code || household_no', table), table).toEqual(keys);
      for (const table of ['registry.event', 'registry.event_decision', 'registry.counted_event'])
        expect(await seen(db, viewer, 'county_code || event_no', table), table).toEqual(keys);
      expect(await seen(db, viewer, 'county_code || household_no', 'compensation.claim')).toEqual(
        homes
          .filter(({ claims }) => claims)
          .map(({ county, no }) => `${county}${no}`)
          .sort(),
      );
      expect(await seen(db, viewer, 'county_code || record_no', 'feeds.expense')).toEqual(
        bills.map(({ key }) => key).sort(),
      );
      expect(await seen(db, viewer, 'area_code', 'governance.body')).toEqual(bodies);
      expect((await seen(db, viewer, 'meeting_no::text', 'governance.closing')).length).toBe(bodies.length);
      expect(
        await seen(
          db,
          viewer,
          'county_code || posting_no',
          `(select * from ledger.posting where kind = 'k') p`,
        ),
      ).toEqual(keys);
      expect(
        await seen(
          db,
          viewer,
          "split_part(debit, ':', 2)",
          `(select * from ledger.posting where kind = 'v') p`,
        ),
      ).toEqual(
        VILLAGES.flatMap((code) =>
          roles.some((one) => seesVillageMoney(one, code)) ? [code, code] : [],
        ).sort(),
      );
    }),
    { numRuns: 40 },
  );
});
