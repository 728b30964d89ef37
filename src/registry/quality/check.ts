import type { Bilingual, PlainDate } from '../../kernel/index.ts';
import { runScript, sql, type Tx } from '../../platform/index.ts';
import { needCounty } from '../areas.ts';
import { failureOf } from '../errors.ts';
import { findContradictions } from '../events/admit.ts';
import { countCacheFaults, loadWorld } from '../events/store.ts';
import { groupsOn, membersOn } from '../state.ts';
import { veilNumbers } from '../table.ts';
import { QUALITY_RULES } from './rules.ts';

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

/**
 * Holds a county's register of a day against the data-quality rules in use (domain.md §3.6) that need more than
 * one row. They only tell; nothing is changed. No ID number appears in the findings.
 *
 * Fails with `register.countyUnknown`.
 */
export async function checkQuality(tx: Tx, countyCode: string, day: PlainDate): Promise<QualityReport> {
  await needCounty(tx, countyCode);
  await sql`create temporary table home on commit drop as
    select h.*, b.phone from ${groupsOn(countyCode, day)} as h
    join registry.household b on b.county_code = h.county_code and b.household_no = h.household_no`.execute(tx);
  await sql`create temporary table member on commit drop as select * from ${membersOn(countyCode, day)} as m`.execute(tx);
  await runScript(tx, 'analyze home; analyze member;');
  const counts: Record<string, number> = {};
  const findings: QualityFinding[] = [];
  for (const { rule, sentence, select } of QUALITY_RULES) {
    const query = select.replaceAll('$day', `'${day}'`);
    const { rows } = await sql<{ household_no: string; person_no: string | null; a: string | null; b: string | null }>`
      select * from (${sql.raw(query)}) found order by household_no, person_no`.execute(tx);
    counts[rule] = rows.length;
    for (const { household_no, person_no, a, b } of rows)
      findings.push({ rule, household_no, person_no, sentence: fill(sentence, { a, b }) });
  }
  const contradictions = await contradictingEvents(tx, countyCode);
  counts['event_contradicts_register'] = contradictions.length;
  // Not a fault of the county's data: somebody wrote around the program.
  counts['event_cache_differs'] = await countCacheFaults(tx, countyCode);
  await runScript(tx, 'drop table home; drop table member;');
  return { county_code: countyCode, day, counts, findings: [...findings, ...contradictions] };
}

function fill(sentence: Bilingual, values: Readonly<Record<string, string | null>>): Bilingual {
  const put = (text: string): string =>
    veilNumbers(text.replace(/\{(\w)\}/g, (_, name: string) => values[name] ?? ''));
  return { zh: put(sentence.zh), en: put(sentence.en) };
}

/** A file that corrects a household can take the ground from under an approved event. */
async function contradictingEvents(tx: Tx, countyCode: string): Promise<QualityFinding[]> {
  const { rows } = await sql<{ no: string }>`
    select distinct household_no as no from registry.effect where county_code = ${countyCode}`.execute(tx);
  const world = await loadWorld(tx, countyCode, rows.map(({ no }) => no), false);
  const byNo = new Map(world.events.map((event) => [event.eventNo, event]));
  return [...findContradictions(world)].map(([eventNo, fault]) => {
    const { householdNo, newHouseholdNo } = byNo.get(eventNo)!;
    const { zh, en } = failureOf(fault).sentence;
    return {
      rule: 'event_contradicts_register',
      household_no: householdNo ?? newHouseholdNo ?? '',
      person_no: null,
      sentence: { zh: `已批准的事件 ${eventNo} 与登记册不符：${zh}`, en: `approved event ${eventNo} contradicts the register: ${en}` },
    };
  });
}
