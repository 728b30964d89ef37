import type { PlainDate } from '../../kernel/index.ts';
import { copyOut, runScript, sql, type Tx } from '../../platform/index.ts';
import { groupsOn, membersOn } from '../state.ts';
import {
  type Candidate,
  type DuplicateReason,
  pairName,
  scoreSameId,
  scoreShared,
  scoreSimilarName,
} from './likeness.ts';

/** Of more rows that share a key each is compared with the first only: the key is then a stopgap, not a trace. */
const ALL_PAIRS_MAX = 30;
/** Heads of one name in one village beyond which the name tells nothing. */
const NAMESAKES_MAX = 300;

/** Spaces and dots that one clerk writes and another leaves out. */
const PLAIN = (column: string) => sql.raw(`translate(${column}, ' ·•.　', '')`);

/** The members of the day in temporary tables, with what the searches join on. */
export async function prepareSearch(tx: Tx, countyCode: string, day: PlainDate): Promise<void> {
  await sql`create temporary table duplicate_person on commit drop as
    select m.household_no, m.person_no, m.relation, m.birth_date, m.area_code, ${PLAIN('m.name')} as name,
      upper(m.id_number) as id_number
    from ${membersOn(countyCode, day)} as m`.execute(tx);
  await sql`create temporary table duplicate_household on commit drop as
    select h.household_no, h.area_code, ${PLAIN('h.head_name')} as name
    from ${groupsOn(countyCode, day)} as h`.execute(tx);
  await runScript(tx, PREPARATION);
}

/**
 * Two names one character apart agree once one character is taken out of each, so names are joined on what is left
 * of them. In areas that are no villages only equal names are compared.
 */
const PREPARATION = `
  analyze duplicate_person; analyze duplicate_household;
  create temporary table duplicate_id on commit drop as
    select id_number from duplicate_person where id_number is not null group by id_number having count(*) > 1;
  create temporary table duplicate_block on commit drop as
    select area_code, birth_date from duplicate_person group by area_code, birth_date
    having count(*) > 1 and bool_or(id_number is null);
  analyze duplicate_id; analyze duplicate_block;
  create temporary table duplicate_key on commit drop as
    select p.household_no, p.person_no, p.name, p.id_number, p.area_code, p.birth_date, v.variant
    from duplicate_person p
    join duplicate_block b on b.area_code = p.area_code and b.birth_date = p.birth_date
    join registry.area a on a.code = p.area_code
    cross join lateral (
      select p.name as variant
      union
      select left(p.name, i - 1) || substr(p.name, i + 1) from generate_series(1, length(p.name)) as i
      where a.level = 'village') v;
  analyze duplicate_key;`;

const KEYS = 'a.household_no, a.person_no, b.household_no, b.person_no, a.name, b.name';
/** Whoever has no ID number stands first, for only such a row can go with every other. */
const PLACE = `count(*) over same as people,
  row_number() over (same order by id_number is not null, household_no, person_no) as place`;

/** Rows under one ID number; the ID number itself stays in the database. */
const SAME_ID = `
  with holder as (
    select p.*, ${PLACE} from duplicate_person p join duplicate_id i using (id_number)
    window same as (partition by id_number))
  select ${KEYS} from holder a
  join holder b on b.id_number = a.id_number and b.place > a.place
  where a.people <= ${ALL_PAIRS_MAX} or a.place = 1`;

/** Same village and birth date, not both with an ID number: two full numbers that differ are two people. */
const SAME_BIRTH = `
  with holder as (
    select *, ${PLACE} from duplicate_key window same as (partition by area_code, birth_date, variant))
  select distinct ${KEYS} from holder a
  join holder b on b.area_code = a.area_code and b.birth_date = a.birth_date and b.variant = a.variant
    and b.place > a.place
  where (a.people <= ${ALL_PAIRS_MAX} or a.place = 1) and (a.id_number is null or b.id_number is null)`;

export async function findPersonPairs(tx: Tx): Promise<Candidate[]> {
  const found = new Map<string, Candidate>();
  const add = (cells: readonly string[], score: number, reason: DuplicateReason): void => {
    const candidate = orderly({
      kind: 'person',
      householdNo: cells[0]!,
      personNo: cells[1]!,
      otherHouseholdNo: cells[2]!,
      otherPersonNo: cells[3]!,
      score,
      reason,
      sharedMembers: null,
    });
    const name = pairName(candidate);
    if (!found.has(name)) found.set(name, candidate);
  };
  for (const cells of rowsOf(await copyOut(tx, SAME_ID)))
    add(cells, scoreSameId(cells[4] === cells[5]), 'same_id_number');
  for (const cells of rowsOf(await copyOut(tx, SAME_BIRTH))) {
    const [a, b] = [cells[4]!, cells[5]!];
    if (a === b) add(cells, 90, 'same_name_birth_village');
    else {
      const score = scoreSimilarName(a, b);
      if (score !== undefined) add(cells, score, 'similar_name_birth_village');
    }
  }
  return [...found.values()];
}

function orderly(candidate: Candidate): Candidate {
  const { householdNo: h, personNo: p, otherHouseholdNo: oh, otherPersonNo: op } = candidate;
  const isInOrder = h < oh || (h === oh && (p ?? '') <= (op ?? ''));
  return isInOrder
    ? candidate
    : { ...candidate, householdNo: oh, personNo: op, otherHouseholdNo: h, otherPersonNo: p };
}

function* rowsOf(bytes: Uint8Array): Generator<string[]> {
  for (const line of new TextDecoder().decode(bytes).split('\n'))
    if (line !== '') yield line.split('\t').map((cell) => cell.replaceAll('\\\\', '\\'));
}

/** Two members are one when their ID numbers agree, or name and birth date do and no two numbers speak against it. */
const SAME_MEMBER = `(m.id_number = n.id_number
  or (m.name = n.name and m.birth_date = n.birth_date and (m.id_number is null or n.id_number is null)))`;

export async function findHouseholdPairs(tx: Tx): Promise<Candidate[]> {
  const { rows } = await sql<{
    household_no: string;
    other_household_no: string;
    same_head_id: boolean;
    shared: number;
    smaller: number;
  }>`
    with head as (
      select p.household_no, p.id_number from duplicate_person p
      join duplicate_id i on i.id_number = p.id_number where p.relation = 'head'),
    crowded as (select area_code, name from duplicate_household group by 1, 2 having count(*) > ${NAMESAKES_MAX}),
    pair as (
      select a.household_no as a_no, b.household_no as b_no, true as same_head_id
      from head a join head b on b.id_number = a.id_number and b.household_no > a.household_no
      union
      select a.household_no, b.household_no, false
      from duplicate_household a
      join duplicate_household b on b.area_code = a.area_code and b.name = a.name and b.household_no > a.household_no
      left join crowded c on c.area_code = a.area_code and c.name = a.name
      where c.name is null),
    shared as (
      select p.a_no, p.b_no, count(distinct m.person_no)::int as shared
      from (select distinct a_no, b_no from pair) p
      join duplicate_person m on m.household_no = p.a_no
      join duplicate_person n on n.household_no = p.b_no and ${sql.raw(SAME_MEMBER)}
      group by p.a_no, p.b_no),
    counted as (select household_no, count(*)::int as members from duplicate_person
      where household_no in (select a_no from shared union select b_no from shared) group by household_no)
    select p.a_no as household_no, p.b_no as other_household_no, bool_or(p.same_head_id) as same_head_id,
      max(s.shared) as shared, max(least(x.members, y.members)) as smaller
    from pair p join shared s on s.a_no = p.a_no and s.b_no = p.b_no
    join counted x on x.household_no = p.a_no join counted y on y.household_no = p.b_no
    group by p.a_no, p.b_no`.execute(tx);
  return rows.map(({ household_no, other_household_no, same_head_id, shared, smaller }) =>
    orderly({
      kind: 'household',
      householdNo: household_no,
      personNo: null,
      otherHouseholdNo: other_household_no,
      otherPersonNo: null,
      score: same_head_id ? 100 : scoreShared(shared, smaller),
      reason: same_head_id ? 'same_head_id_number' : 'same_head_name_village_members',
      sharedMembers: shared,
    }),
  );
}

/** Replaces what earlier searches found; decided pairs stay decided and are not filed again. Answers the new ones. */
export async function replaceCandidates(
  tx: Tx,
  countyCode: string,
  found: readonly Candidate[],
  day: PlainDate,
): Promise<{ open: number; fresh: number; decided: number }> {
  const named = found.map((candidate) => ({ pair: pairName(candidate), ...candidate }));
  await sql`create temporary table duplicate_found on commit drop as
    select x.* from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as x(pair text, kind text, "householdNo" text,
      "personNo" text, "otherHouseholdNo" text, "otherPersonNo" text, score int, reason text, "sharedMembers" int)`.execute(
    tx,
  );
  const counts = await sql<{ open: number; fresh: number; decided: number }>`
    select count(*) filter (where not decided)::int as open,
      count(*) filter (where not decided and not known)::int as fresh, count(*) filter (where decided)::int as decided
    from (select exists (select from registry.duplicate_decision d
          where d.county_code = ${countyCode} and d.pair = f.pair) as decided,
        exists (select from registry.duplicate_candidate c
          where c.county_code = ${countyCode} and c.pair = f.pair) as known
      from duplicate_found f) counted`.execute(tx);
  await sql`delete from registry.duplicate_candidate where county_code = ${countyCode}`.execute(tx);
  await sql`insert into registry.duplicate_candidate (county_code, pair, kind, household_no, person_no,
      other_household_no, other_person_no, score, reason, shared_members, found_on)
    select ${countyCode}, pair, kind, "householdNo", "personNo", "otherHouseholdNo", "otherPersonNo", score, reason,
      "sharedMembers", ${day}::date
    from duplicate_found`.execute(tx);
  return counts.rows[0]!;
}
