import type { RawBuilder } from 'kysely';
import { sql, type Tx } from '../../platform/index.ts';
import { DETECTORS, getDetector } from './catalogue.ts';
import { type Detector, DETECTOR_IDS, type DetectorId, type Question, type SubjectKind } from './model.ts';
import type { Verdict } from './verdicts.ts';

/** What the detectors say of a county on a day. Everything is derived; only answers are rows. */

/** `cannot_be_judged`: there is nothing in the books that it could be asked of. */
export type DetectorStatus = 'fires' | 'quiet' | 'cannot_be_judged';

export interface DetectorState {
  readonly id: DetectorId;
  readonly status: DetectorStatus;
  /** How many subjects were judged, how many of them it fires for, and how many of these nobody has answered. */
  readonly judged: number;
  readonly fired: number;
  readonly open: number;
}

export interface Answer {
  readonly verdict: Verdict;
  readonly answer: string;
  readonly answered_on: string;
  readonly recorded_by: string;
}

/** Something a detector fires for, with the numbers that made it fire. */
export interface Firing {
  readonly subject_kind: SubjectKind;
  readonly subject_no: string;
  /** Of an entity or its purse, an area, a donor. */
  readonly subject_name: string | null;
  readonly area_code: string;
  readonly area_name: string | null;
  /** By the names of the detector's `numbers`; those that do not apply are left out. Days are texts. */
  readonly facts: Readonly<Record<string, number | string>>;
  readonly facts_hash: string;
  /** The latest answer to just these numbers. */
  readonly answered: Answer | null;
  /** Whether an earlier answer was to other numbers of the same subject. */
  readonly was_answered: boolean;
}

/** Everything a detector judges, and of what it fires for the facts and their hash. */
function statementOf({ id, numbers, judged }: Detector, question: Question): RawBuilder<unknown> {
  const facts = Object.keys(numbers).map((name) => sql`${name}::text, ${sql.ref(name)}`);
  return sql`judged as materialized (${judged(question)}),
    fired as materialized (
      select *, encode(sha256(convert_to(concat_ws('|', ${id}::text, subject_kind, subject_no, facts), 'UTF8')), 'hex')
        as facts_hash
      from (select subject_kind, subject_no, area_code, jsonb_strip_nulls(jsonb_build_object(${sql.join(facts)})) as facts
        from judged where fires) f)`;
}

const stateOf = (id: DetectorId, { judged, fired, open }: Record<'judged' | 'fired' | 'open', number>) => ({
  id,
  status:
    judged === 0 ? ('cannot_be_judged' as const) : fired === 0 ? ('quiet' as const) : ('fires' as const),
  judged,
  fired,
  open,
});

/** All detectors, by number. One set-based statement each. */
export async function detectorBoard(tx: Tx, question: Question): Promise<DetectorState[]> {
  const states: DetectorState[] = [];
  for (const id of DETECTOR_IDS) {
    const { rows } = await sql<
      Record<'judged' | 'fired' | 'open', number>
    >`with ${statementOf(DETECTORS[id], question)}
      select (select count(*) from judged)::int as judged, count(*)::int as fired,
        (count(*) filter (where not exists (select from evaluation.answer a where a.county_code = ${question.countyCode}
          and a.detector = ${id} and a.facts_hash = f.facts_hash)))::int as open
      from fired f`.execute(tx);
    states.push(stateOf(id, rows[0]!));
  }
  return states;
}

export interface FiringFilter {
  /** Key of the last firing of the page before. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
  readonly factsHash?: string | undefined;
}

/**
 * What a detector fires for: those nobody has answered first, then by subject. Fails with `detector.unknown`.
 */
export async function listFirings(
  tx: Tx,
  question: Question,
  id: string,
  { after, limit, factsHash }: FiringFilter = {},
): Promise<(Firing & { readonly key: string })[]> {
  const detector = getDetector(id);
  const { rows } = await sql<Firing & { key: string }>`with ${statementOf(detector, question)}
    select * from (
      select f.*, r.name as area_name, to_jsonb(l) as answered,
        case when f.subject_kind = 'area' then r.name when f.subject_kind = 'donor' then f.subject_no else e.name end
          as subject_name,
        l.verdict is null and exists (select from evaluation.answer a where a.county_code = ${question.countyCode}
          and a.detector = ${detector.id} and a.subject_kind = f.subject_kind and a.subject_no = f.subject_no) as was_answered,
        (case when l.verdict is null then '0' else '1' end || f.subject_kind || ':' || lpad(f.subject_no, 40) || f.facts_hash)
          collate "C" as key
      from fired f
      left join registry.area r on r.code = f.area_code
      left join programmes.entity e on e.county_code = ${question.countyCode} and (f.subject_kind = 'entity'
        and e.entity_no::text = f.subject_no or f.subject_kind = 'purse' and f.subject_no in (e.purse, 'reserve:' || e.entity_no))
      left join lateral (select a.verdict, a.answer, a.answered_on, a.recorded_by from evaluation.answer a
        where a.county_code = ${question.countyCode} and a.detector = ${detector.id} and a.facts_hash = f.facts_hash
        order by a.answer_no desc limit 1) l on true) k
    where ${after === undefined ? sql`true` : sql`key > ${after}`}
      and ${factsHash === undefined ? sql`true` : sql`facts_hash = ${factsHash}`}
    order by key ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(tx);
  return rows;
}
