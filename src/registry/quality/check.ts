import type { Bilingual, PlainDate } from '../../kernel/index.ts';
import { runScript, sql, type Tx } from '../../platform/index.ts';
import { needCounty } from '../areas.ts';
import { failureOf } from '../errors.ts';
import { findContradictions } from '../events/admit.ts';
import { countCacheFaults } from '../events/effects.ts';
import { loadWorld } from '../events/world.ts';
import { conditionsByHousehold } from '../conditions/state.ts';
import { groupsOn, membersOn } from '../state.ts';
import { veilNumbers } from '../table.ts';
import {
  HOUSEHOLD_COUNTS,
  HOUSEHOLD_RULES,
  MEMBER_RULES,
  type QualityRule,
  SHARED_ID_RULE,
} from './rules.ts';

export interface QualityFinding {
  readonly rule: string;
  readonly household_no: string;
  readonly person_no: string | null;
  readonly sentence: Bilingual;
}

export interface QualityReport {
  readonly county_code: string;
  readonly day: PlainDate;
  /** Findings by rule; every rule is named, also those without findings. */
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly QualityFinding[];
}

interface Hit {
  readonly rule: string;
  readonly household_no: string;
  readonly person_no: string | null;
  readonly a: string | null;
  readonly b: string | null;
}

const RULES: readonly QualityRule[] = [...HOUSEHOLD_RULES, ...MEMBER_RULES, SHARED_ID_RULE];
const CONTRADICTION = 'event_contradicts_register';
/** Names of the rules by which findings are counted. */
export const QUALITY_RULES: readonly string[] = [...RULES.map(({ rule }) => rule), CONTRADICTION];
/** Counted beside them: not a fault of the county's data, somebody wrote around the program. */
export const CACHE_RULE = 'event_cache_differs';

/**
 * Holds a county's register of a day against the data-quality rules in use (domain.md §3.6) that need more than
 * one row. They only tell; nothing is changed. No ID number appears in the findings. Needs a transaction that may
 * make temporary tables.
 *
 * Fails with `register.countyUnknown`.
 */
export async function checkQuality(tx: Tx, countyCode: string, day: PlainDate): Promise<QualityReport> {
  await needCounty(tx, countyCode);
  await prepare(tx, countyCode, day);
  const { rows } = await sql<Hit>`select * from (
      ${sql.raw(hits(HOUSEHOLD_RULES, 'home h', 'h.household_no, null::text as person_no'))}
      union all
      ${sql.raw(hits(MEMBER_RULES, 'member m left join head t on t.household_no = m.household_no', 'm.household_no, m.person_no'))}
      union all
      ${sql.raw(SHARED_IDS)}) found
    order by household_no, person_no nulls first, rule`.execute(tx);
  await runScript(tx, 'drop table home; drop table member; drop table head; drop table known;');
  const sentences = new Map(RULES.map(({ rule, sentence }) => [rule, sentence]));
  const findings = rows.map(({ rule, household_no, person_no, a, b }): QualityFinding => {
    const sentence = fill(sentences.get(rule)!, { a, b });
    return { rule, household_no, person_no, sentence };
  });
  findings.push(...(await contradictingEvents(tx, countyCode)));
  const counts: Record<string, number> = Object.fromEntries(QUALITY_RULES.map((rule) => [rule, 0]));
  for (const { rule } of findings) counts[rule]! += 1;
  counts[CACHE_RULE] = await countCacheFaults(tx, countyCode);
  return { county_code: countyCode, day, counts, findings };
}

async function prepare(tx: Tx, countyCode: string, day: PlainDate): Promise<void> {
  await sql`create temporary table member on commit drop as
    select m.*, (extract(year from age(${day}::date, m.birth_date)) - (m.birth_date > ${day}::date)::int)::int as age
    from ${membersOn(countyCode, day)} as m`.execute(tx);
  await sql`create temporary table home on commit drop as
    select h.*, b.phone, c.*, s.* from ${groupsOn(countyCode, day)} as h
    join registry.household b on b.county_code = h.county_code and b.household_no = h.household_no
    left join (select m.household_no as members_of, ${sql.raw(HOUSEHOLD_COUNTS)} from member m group by m.household_no) c
      on c.members_of = h.household_no
    left join ${conditionsByHousehold(countyCode, day)} s on s.stated_of = h.household_no`.execute(tx);
  await runScript(
    tx,
    `create temporary table head on commit drop as
       select distinct on (household_no) household_no, sex, birth_date from member where relation = 'head'
       order by household_no, person_no;
     create temporary table known on commit drop as
       select exists (select from home where phone is not null) as has_phones,
         exists (select from home where by_illness is not null) as has_causes,
         exists (select from member where id_number is not null) as has_id_numbers;
     analyze home; analyze member; analyze head;`,
  );
}

/** One pass over the rows; the rules that hit are named only for rows that any rule hits. */
function hits(rules: readonly QualityRule[], from: string, keys: string): string {
  const values = rules.map(
    ({ rule, when, a = 'null', b = 'null' }) => `('${rule}', ${when}, (${a})::text, (${b})::text)`,
  );
  return `select v.rule, ${keys}, v.a, v.b from ${from}
    cross join lateral (values ${values.join(',\n')}) as v(rule, hit, a, b)
    where v.hit and (${rules.map(({ when }) => `(${when})`).join(' or ')})`;
}

const SHARED_IDS = `
  select '${SHARED_ID_RULE.rule}', m.household_no, m.person_no, (s.people - 1)::text,
    case when m.household_no = s.first_no then s.last_no else s.first_no end
  from (select upper(id_number) as id_number, count(*) as people, min(household_no) as first_no, max(household_no) as last_no
    from member where id_number is not null group by upper(id_number) having count(*) > 1) s
  join member m on upper(m.id_number) = s.id_number`;

function fill(sentence: Bilingual, values: Readonly<Record<string, string | null>>): Bilingual {
  const put = (text: string): string =>
    veilNumbers(text.replace(/\{(\w)\}/g, (_, name: string) => values[name] ?? ''));
  return { zh: put(sentence.zh), en: put(sentence.en) };
}

/** A file that corrects a household can take the ground from under an approved event. */
async function contradictingEvents(tx: Tx, countyCode: string): Promise<QualityFinding[]> {
  const { rows } = await sql<{ no: string }>`
    select distinct household_no as no from registry.effect where county_code = ${countyCode}`.execute(tx);
  const world = await loadWorld(
    tx,
    countyCode,
    rows.map(({ no }) => no),
    false,
  );
  const byNo = new Map(world.events.map((event) => [event.eventNo, event]));
  return [...findContradictions(world)].map(([eventNo, fault]) => {
    const { householdNo, newHouseholdNo } = byNo.get(eventNo)!;
    const { zh, en } = failureOf(fault).sentence;
    return {
      rule: CONTRADICTION,
      household_no: householdNo ?? newHouseholdNo ?? '',
      person_no: null,
      sentence: {
        zh: veilNumbers(`已批准的事件 ${eventNo} 与登记册不符：${zh}`),
        en: veilNumbers(`has the approved event ${eventNo}, which contradicts the register: ${en}`),
      },
    };
  });
}
