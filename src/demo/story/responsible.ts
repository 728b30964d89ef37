import { firstDayOf, type PlainDate, plainDate, yearOf } from '../../kernel/index.ts';
import { sql } from '../../platform/index.ts';
import { groupsOn } from '../../registry/index.ts';
import {
  addTask,
  cancelTask,
  finishTask,
  handOverTask,
  nameResponsible,
  type Naming,
  type OwnerOrder,
  type Place,
} from '../../responsibility/index.ts';
import type { Village } from './stage.ts';
import { castOf, PLACE, type Story } from './story.ts';

/** Helpers of the county office, each with some households; a household in so many has nobody yet. */
const HELPERS = 60;
const WITHOUT_HELPER_EVERY = 97;
/** One list is as long as an office enters in one go; in a larger county the rest stays open. */
const HOUSEHOLDS_MAX = 3000;
const FIRST_SECRETARY_YEARS = 4;

/** Names people for the areas and the households they answer for, on five levels. */
export function writeNamings(story: Story): void {
  const { diary, db, county: countyCode, today } = story;
  const since = firstDayOf(yearOf(today) - 1);
  diary.write(since, PLACE.money, async () => {
    const namings = [
      ...(await ofAreas(story, since)),
      ...ofVillages(story, since),
      ...(await ofHouseholds(story, since)),
    ];
    await nameResponsible(db, { actor: 'office', countyCode, namings });
  });
}

interface Area {
  readonly code: string;
  readonly level: 'province' | 'prefecture' | 'county' | 'township' | 'village';
}

const TITLES = {
  province: '省委书记',
  prefecture: '市委书记',
  county: '县委书记',
  township: '乡镇书记',
  village: '村支书',
};

/** A Party secretary for every area: those of the story, and others by number. The last village has none. */
async function ofAreas({ tx, county, stage }: Story, since: PlainDate): Promise<Naming[]> {
  const { rows } = await sql<Area>`
    with recursive above as (
      select code, parent_code, level from registry.area where code = ${county}
      union all
      select a.code, a.parent_code, a.level from above b join registry.area a on a.code = b.parent_code)
    select code, level from above
    union select code, level from registry.area where county_code = ${county} order by code`.execute(tx);
  const own = new Map(
    stage.villages.flatMap((village) => {
      const { secretary, township } = castOf(village);
      return [
        [village.code, secretary],
        [village.township, township],
      ] as const;
    }),
  );
  return rows.slice(0, -1).map(({ code, level }) => ({
    areaCode: code,
    post: 'secretary',
    name:
      own.get(code) ?? `合成·${TITLES[level]}${['township', 'village'].includes(level) ? code.slice(6) : ''}`,
    since,
  }));
}

function ofVillages({ county, stage, today }: Story, since: PlainDate): Naming[] {
  const sent = plainDate(`${yearOf(today) - FIRST_SECRETARY_YEARS}-03-01`);
  const townships = Map.groupBy(stage.villages, ({ township }) => township);
  return [
    { areaCode: county, post: 'office', name: 'office', since },
    { areaCode: county, post: 'office', name: 'approver', since },
    ...[...townships].map(([areaCode, [village]]): Naming => ({
      areaCode,
      post: 'office',
      name: castOf(village!).officer,
      since,
    })),
    ...stage.villages.flatMap((village, i): Naming[] => {
      const { head, grid } = castOf(village);
      const at = { areaCode: village.code, since };
      return [
        { ...at, post: 'head', name: head },
        { ...at, post: 'grid_member', name: grid },
        { ...at, post: 'first_secretary', name: `合成·第一书记${i + 1}`, since: i === 0 ? sent : since },
      ];
    }),
  ];
}

/** A helper for every household the register watches: for those with a case somebody who acts here. */
async function ofHouseholds({ tx, county, stage, today }: Story, since: PlainDate): Promise<Naming[]> {
  const { rows } = await sql<{ household_no: string }>`
    select h.household_no from ${groupsOn(county, today)} h where h."group" <> 'general'
    order by (h.area_code = any(${stage.villages.map(({ code }) => code)}::text[])) desc, h.household_no
    limit ${HOUSEHOLDS_MAX}`.execute(tx);
  const acting = new Map(stage.villages.flatMap(helpersOf));
  return rows
    .filter((_, i) => (i + 1) % WITHOUT_HELPER_EVERY !== 0)
    .map(({ household_no: householdNo }, i) => ({
      householdNo,
      post: 'helper',
      name: acting.get(householdNo) ?? `合成·帮扶干部${(i % HELPERS) + 1}`,
      since,
    }));
}

const HELPED_BY_HELPER = 6;

function helpersOf(village: Village, place: number): (readonly [householdNo: string, name: string])[] {
  const { head, officer } = castOf(village);
  return village.eligible.map(({ household_no }, i) => {
    const helper = place === 0 && i < HELPED_BY_HELPER ? 'helper' : i % 2 === 0 ? head : officer;
    return [household_no, helper];
  });
}

/** A task, on working days before today; `due` may lie ahead. */
interface Given extends OwnerOrder {
  readonly zh: string;
  readonly en: string;
  readonly given: number;
  /** Working days before today, below 0 after it. */
  readonly due: number;
  readonly place: Place;
  readonly by?: string;
  readonly later?: {
    readonly on: number;
    readonly how: 'done' | 'cancelled' | 'handed_over';
    readonly by: string;
    readonly to?: string;
  };
}

// A table is read by its columns.
// prettier-ignore
function tasksOf({ stage }: Story): readonly Given[] {
  const [village] = stage.villages;
  const [area, above] = [{ areaCode: village.code }, { areaCode: village.township }];
  const household = { householdNo: village.eligible[0]!.household_no };
  const { head, secretary, grid, officer, township } = castOf(village);
  return [
    { zh: '核对上周入户照片',   en: 'check the photos of last week’s visits',         given: 4,  due: 0,   place: area,      ownerName: head },
    { zh: '补收两户的住院票据', en: 'collect the missing bills of two households',    given: 9,  due: 2,   place: area,      ownerName: grid },
    { zh: '更新村务公开栏',     en: 'bring the notice board up to date',              given: 16, due: 9,   place: area,      ownerLevel: 'village' },
    { zh: '回访获赔农户',       en: 'visit the household that was paid',              given: 5,  due: -3,  place: household, ownerName: 'helper' },
    { zh: '走访独居老人',       en: 'visit the old people who live alone',            given: 20, due: 10,  place: area,      ownerName: grid,      later: { on: 11, how: 'done', by: grid } },
    { zh: '整理评议会材料',     en: 'prepare the papers of the review',               given: 8,  due: -1,  place: area,      ownerName: secretary, later: { on: 5, how: 'handed_over', by: secretary, to: head } },
    { zh: '统计外出务工人员',   en: 'count the migrant workers',                      given: 12, due: -10, place: area,      ownerName: head,      later: { on: 7, how: 'cancelled', by: township } },
    { zh: '抽查两村公示',       en: 'look at the notices of two villages',            given: 6,  due: -1,  place: above,     ownerName: officer,   by: 'office' },
    { zh: '上报本月监测情况',   en: 'report the month’s monitoring',                  given: 10, due: 1,   place: above,     ownerLevel: 'township', by: 'office' },
  ];
}

/** Gives people tasks: due today and later, late and gone up, done, handed over and cancelled. */
export function writeTasks(story: Story): void {
  const { diary, db, county: countyCode, today, days, responsibility } = story;
  const dayOf = (count: number): PlainDate => (count < 0 ? days.ahead(-count) : days.ago(count));
  const [village] = story.stage.villages;
  for (const { zh, en, given, due, place, by, later, ...owner } of tasksOf(story)) {
    let taskNo = 0;
    const givenOn = dayOf(given);
    diary.write(givenOn, PLACE.after, async () => {
      const task = await addTask(db, {
        actor: by ?? castOf(village).township,
        countyCode,
        ...place,
        ...owner,
        title: { zh, en },
        dueOn: dayOf(due),
        givenOn,
        today,
        policy: responsibility(givenOn),
      });
      taskNo = task.task_no;
    });
    if (!later) continue;
    const day = dayOf(later.on);
    diary.write(day, PLACE.after, async () => {
      const order = { actor: later.by, countyCode, taskNo, words: '合成：见台账', day, today };
      if (later.how === 'done') await finishTask(db, order);
      else if (later.how === 'cancelled') await cancelTask(db, order);
      else await handOverTask(db, { ...order, ownerName: later.to! });
    });
  }
}
