import { sql, type Tx } from '../../platform/index.ts';
import { spellNames } from '../spelling.ts';
import { isFromFile } from '../state.ts';
import { numberArray, refreshStatistics } from './store.ts';

/** What approved events leave in the tables: caches of what they do, and rows for whom they bring. */

/** Puts into the caches what approved events do, or takes out what a cancelled one did. */
export async function keepEffects(tx: Tx, countyCode: string, eventNos: readonly bigint[]): Promise<void> {
  const chosen = sql`county_code = ${countyCode} and event_no = any(${numberArray(eventNos)}::bigint[])`;
  await sql`insert into registry.effect
      (county_code, household_no, event_no, date, kind, size_delta, new_group, new_area, ends, founds)
    select county_code, household_no, event_no, date, kind, size_delta, new_group, new_area, ends, founds
    from registry.household_effect where ${chosen}`.execute(tx);
  await sql`insert into registry.departure (county_code, household_no, person_no, event_no, date)
    select county_code, household_no, person_no, event_no, date
    from registry.membership_end where ${chosen}`.execute(tx);
  await refreshStatistics(tx, ['effect', 'departure']);
}

export async function dropEffects(tx: Tx, countyCode: string, eventNo: bigint): Promise<void> {
  for (const table of ['effect', 'departure'])
    await sql`delete from ${sql.table(`registry.${table}`)}
      where county_code = ${countyCode} and event_no = ${eventNo}`.execute(tx);
}

/** Rows by which caches and views differ; 0 unless somebody wrote around the program. */
export async function countCacheFaults(tx: Tx, countyCode: string): Promise<number> {
  const differences = (table: string, view: string, columns: string) => {
    const rows = (from: string) =>
      sql`select ${sql.raw(columns)} from ${sql.raw(from)} where county_code = ${countyCode}`;
    return sql`select count(*) from ((${rows(table)} except ${rows(view)}) union all (${rows(view)} except ${rows(table)})) differing`;
  };
  const { rows } = await sql<{ n: bigint }>`select (${differences(
    'registry.effect',
    'registry.household_effect',
    'household_no, event_no, date, kind, size_delta, new_group, new_area, ends, founds',
  )}) + (${differences('registry.departure', 'registry.membership_end', 'household_no, person_no, event_no, date')}) as n`.execute(
    tx,
  );
  return Number(rows[0]!.n);
}

/**
 * Writes the households and members that approved events bring in, so that bills and files can name them.
 * A row left by an event that no longer counts is taken over.
 */
export async function materialise(tx: Tx, countyCode: string, eventNos: readonly bigint[]): Promise<void> {
  const chosen = sql`e.county_code = ${countyCode} and e.event_no = any(${numberArray(eventNos)}::bigint[])`;
  await sql`insert into registry.household
      (county_code, household_no, area_code, base_group, head_name, size, import_no, founded_by)
    select e.county_code, e.new_household_no, e.area_code, e.target_group, coalesce(e.head_name, ''), e.person_count, 0, e.event_no
    from registry.event e where ${chosen} and e.new_household_no is not null
    on conflict (county_code, household_no) do update set area_code = excluded.area_code,
      base_group = excluded.base_group, group_since = null, head_name = excluded.head_name, size = excluded.size,
      phone = null, import_no = 0, founded_by = excluded.founded_by`.execute(tx);
  await spellNames(
    tx,
    sql`(select e.head_name from registry.event e where ${chosen} and e.head_name is not null)`,
  );
  await sql`insert into registry.person
      (county_code, household_no, person_no, name, id_number, birth_date, sex, relation, import_no, entered_by)
    select e.county_code, e.household_no, p.new_person_no, p.name, p.id_number, p.birth_date, p.sex,
      coalesce(p.relation, 'other'), 0, e.event_no
    from registry.event e
    join registry.event_person p on p.county_code = e.county_code and p.event_no = e.event_no
    where ${chosen} and p.person_no is null
    on conflict (county_code, household_no, person_no) do update set name = excluded.name,
      id_number = excluded.id_number, birth_date = excluded.birth_date, sex = excluded.sex,
      relation = excluded.relation, education = null, health = null, labour = null, import_no = 0,
      entered_by = excluded.entered_by`.execute(tx);
  // Someone may move twice in one batch: each round writes those whose former row is there.
  let written = 1n;
  while (written > 0n) written = await moveOn(tx, chosen);
}

async function moveOn(tx: Tx, chosen: ReturnType<typeof sql>): Promise<bigint> {
  const { numAffectedRows } = await sql`insert into registry.person
      (county_code, household_no, person_no, name, id_number, birth_date, sex, relation, education, health, labour,
       import_no, entered_by)
    select m.county_code, m.joined, m.new_person_no, s.name, s.id_number, s.birth_date, s.sex,
      coalesce(m.relation, 'other'), s.education, s.health, s.labour, 0, m.event_no
    from (
      select e.county_code, e.event_no, p.person_no, p.new_person_no, p.relation,
        case when e.type in ('marriage_in', 'move_in') then e.other_household_no else e.household_no end as left_no,
        case when e.type in ('marriage_in', 'move_in') then e.household_no
          when e.type = 'split' then e.new_household_no else e.other_household_no end as joined
      from registry.event e
      join registry.event_person p on p.county_code = e.county_code and p.event_no = e.event_no
      where ${chosen} and p.person_no is not null and p.new_person_no is not null) m
    join registry.person s on s.county_code = m.county_code and s.household_no = m.left_no
      and s.person_no = m.person_no
      and (${isFromFile('s', 'entered_by')} or exists (select from registry.effect c
        where c.county_code = s.county_code and c.household_no = s.household_no and c.event_no = s.entered_by))
    where not exists (select from registry.person t where t.county_code = m.county_code
      and t.household_no = m.joined and t.person_no = m.new_person_no and t.entered_by = m.event_no)
    on conflict (county_code, household_no, person_no) do update set name = excluded.name,
      id_number = excluded.id_number, birth_date = excluded.birth_date, sex = excluded.sex,
      relation = excluded.relation, education = excluded.education, health = excluded.health,
      labour = excluded.labour, import_no = 0, entered_by = excluded.entered_by`.execute(tx);
  return numAffectedRows ?? 0n;
}
