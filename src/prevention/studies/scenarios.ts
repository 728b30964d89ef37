import { act } from '../../access/index.ts';
import { type Db, nextNo, sql, type Tx } from '../../platform/index.ts';
import { fail } from './errors.ts';
import type { Setting, WhatIf } from './study.ts';

/** Both sides of a what-if in a few numbers. */
export interface ScenarioOutcome {
  readonly years: readonly number[];
  readonly base_cost_yuan: string;
  readonly candidate_cost_yuan: string;
  readonly base_household_years: number;
  readonly candidate_household_years: number;
  readonly winners: number;
  readonly losers: number;
}

export interface Scenario {
  readonly scenario_no: number;
  readonly title: string;
  readonly policy_id: string;
  readonly policy_version: string;
  readonly settings: readonly Setting[];
  readonly outcome: ScenarioOutcome;
  readonly reason: string | null;
  readonly recorded_by: string;
  readonly recorded_at: string;
}

export interface ScenarioOrder {
  readonly actor: string;
  readonly countyCode: string;
  readonly title: string;
  readonly policyId: string;
  readonly settings: readonly Setting[];
  readonly result: WhatIf;
  readonly reason?: string | undefined;
}

/** Keeps a what-if under a name, beside what came out. Fails with `study.titleTaken`. */
export async function saveScenario(db: Db, order: ScenarioOrder): Promise<Scenario> {
  const { actor, countyCode, title, policyId, settings, result, reason } = order;
  const input = { title, policyId, settings };
  return act(db, { actor, action: 'policy.scenario', countyCode, input }, async (tx) => {
    await sql`lock table studies.scenario in share row exclusive mode`.execute(tx);
    const taken = (await listScenarios(tx, countyCode)).find((each) => each.title === title);
    if (taken) throw fail('study.titleTaken', { title, by: taken.recorded_by });
    const no = await nextNo(tx, 'studies.scenario', 'scenario_no', { county_code: countyCode });
    await sql`insert into studies.scenario (county_code, scenario_no, title, policy_id, policy_version, settings, outcome,
        reason, recorded_by)
      values (${countyCode}, ${no}, ${title}, ${policyId}, ${result.base.policy_version},
        ${JSON.stringify(settings)}::jsonb, ${JSON.stringify(outcomeOf(result))}::jsonb, ${reason ?? null}, ${actor})`.execute(
      tx,
    );
    return {
      result: await getScenario(tx, countyCode, no),
      summary: { scenario_no: no, policy_id: policyId },
    };
  });
}

const outcomeOf = ({ years, base, candidate, winners, losers }: WhatIf): ScenarioOutcome => ({
  years,
  base_cost_yuan: base.cost_yuan,
  candidate_cost_yuan: candidate.cost_yuan,
  base_household_years: base.household_years_found,
  candidate_household_years: candidate.household_years_found,
  winners: winners.household_years,
  losers: losers.household_years,
});

/** The named what-ifs of a county, the latest first. */
export async function listScenarios(tx: Tx, countyCode: string): Promise<Scenario[]> {
  const { rows } = await sql<Scenario>`
    select scenario_no, title, policy_id, policy_version, settings, outcome, reason, recorded_by,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as recorded_at
    from studies.scenario where county_code = ${countyCode} order by scenario_no desc`.execute(tx);
  return rows;
}

/** Fails with `study.scenarioUnknown`. */
export async function getScenario(tx: Tx, countyCode: string, scenarioNo: number): Promise<Scenario> {
  const found = (await listScenarios(tx, countyCode)).find(({ scenario_no }) => scenario_no === scenarioNo);
  if (!found) throw fail('study.scenarioUnknown', { county: countyCode, scenario: scenarioNo });
  return found;
}
