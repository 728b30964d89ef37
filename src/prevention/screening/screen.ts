import { act } from '../../access/index.ts';
import { formatYuan, type PlainDate, yearOf } from '../../kernel/index.ts';
import { assertHasLines, type PolicyVersion } from '../../policy/index.ts';
import { type Db, sql, type Tx, writeCsv } from '../../platform/index.ts';
import { fail } from './errors.ts';
import { FINDING_COLUMNS, type FindingKind, type FindingRow, type ScreenReport } from './model.ts';
import {
  appendRevisions,
  computeWanted,
  countInForce,
  type FindingInForce,
  listInForce,
  recordRun,
} from './store.ts';
import { currentlySeen, findBase, findTouched, type Scope } from './touched.ts';

export interface ScreenOrder {
  readonly countyCode: string;
  readonly policy: PolicyVersion;
  readonly asOf: PlainDate;
  readonly actor: string;
  readonly dryRun?: boolean;
  /** CSV of every finding in force, whole before anything is kept. */
  readonly out?: string;
}

/**
 * Compares a county's bills of the policy year, up to the day, with the policy's lines and records what changed.
 * Screening twice adds nothing. Screening for an earlier day leaves the findings of later days as they are.
 *
 * Fails with `screening.noCounty`, `policy.no_lines` or `file.unwritable`; then nothing was done.
 */
export async function screen(db: Db, order: ScreenOrder): Promise<ScreenReport> {
  const { countyCode, policy, asOf, actor, dryRun = false } = order;
  assertHasLines(policy);
  const scope: Scope = { countyCode, policy, asOf };
  const input = { policy: policy.version, asOf };
  return act(db, { actor, action: 'screening.run', countyCode, input, dryRun }, async (tx) => {
    await takeTurn(tx, countyCode);
    const seen = await currentlySeen(tx, countyCode);
    const base = await findBase(tx, scope, seen);
    const touched = base !== undefined && (await findTouched(tx, scope, base));
    await computeWanted(tx, scope, touched);
    const changes = await appendRevisions(tx, scope, actor, touched);
    await recordRun(tx, scope, seen, { scope: touched ? 'touched' : 'all', actor });
    const byKind = await countInForce(tx, scope);
    const inForce = Object.values(byKind).reduce((sum, n) => sum + n, 0);
    if (order.out !== undefined) await writeFindings(order.out, countyCode, await listInForce(tx, scope));
    const report: ScreenReport = {
      county_code: countyCode,
      policy: policy.version,
      policy_year: yearOf(asOf),
      as_of: asOf,
      dry_run: dryRun,
      scope: touched ? 'touched' : 'all',
      new: changes.added,
      revised: changes.revised,
      closed: changes.closed,
      unchanged: inForce - changes.added - changes.revised,
      in_force: inForce,
      by_kind: byKind,
      out: order.out ?? null,
    };
    const { new: added, revised, closed, in_force } = report;
    return {
      result: report,
      summary: { policy: policy.version, as_of: asOf, added, revised, closed, in_force },
    };
  });
}

/** Screenings of a county take turns, so that two at once cannot both add the same finding. */
async function takeTurn(tx: Tx, countyCode: string): Promise<void> {
  const { rows } =
    await sql`select 1 from registry.area where code = ${countyCode} and level = 'county'`.execute(tx);
  if (rows.length === 0) throw fail('screening.noCounty', { county: countyCode });
  await sql`select pg_advisory_xact_lock(hashtextextended(${`screening ${countyCode}`}, 0))`.execute(tx);
}

/** A finding as the contract's file and JSON show it. */
export function findingRow(countyCode: string, finding: FindingInForce): FindingRow {
  const { self_paid_fen: selfPaid, line_fen: line } = finding;
  return {
    county_code: countyCode,
    household_no: finding.household_no,
    group: finding.household_group,
    kind: finding.kind as FindingKind,
    peril: finding.peril,
    self_paid_yuan: selfPaid === null ? '' : formatYuan(selfPaid),
    line_yuan: line === null ? '' : formatYuan(line),
    excess_yuan: selfPaid === null || line === null || selfPaid <= line ? '' : formatYuan(selfPaid - line),
    policy: finding.policy_version,
    as_of: finding.as_of,
  };
}

async function writeFindings(
  path: string,
  countyCode: string,
  findings: readonly FindingInForce[],
): Promise<void> {
  const rows = findings.map((finding) => {
    const row = findingRow(countyCode, finding);
    return FINDING_COLUMNS.map((column) => row[column]);
  });
  await writeCsv(path, FINDING_COLUMNS, rows);
}
