import { act } from '../../access/index.ts';
import { type Fen, type PlainDate, yearOf } from '../../kernel/index.ts';
import type { Peril, PolicyVersion } from '../../policy/index.ts';
import { type Db, sql, type Tx } from '../../platform/index.ts';
import { stateOn } from '../../registry/index.ts';
import { type Consent, CONSENT_WORDS } from './consent.ts';
import { fail } from './errors.ts';

/** What a household declared, or a cadre saw on a visit (domain.md M05: so that nobody below the line is missed). */
export interface Declaration {
  readonly countyCode: string;
  readonly householdNo: string;
  readonly kind: 'declared' | 'visit';
  readonly policy: PolicyVersion;
  readonly day: PlainDate;
  readonly actor: string;
  readonly peril?: Peril;
  readonly selfPaidFen?: Fen;
  readonly note?: string;
  /** That the household agreed to be checked. */
  readonly consent?: Consent;
}

/**
 * Adds a declaration or a visit to the list of findings, where it stays whatever the sums say.
 * Recording the same again adds nothing. Answers whether something was added.
 *
 * Fails with `screening.noHousehold`.
 */
export async function declare(db: Db, order: Declaration): Promise<boolean> {
  const { actor, countyCode, householdNo, kind, day } = order;
  const input = { householdNo, kind, day, peril: order.peril };
  return act(db, { actor, action: `finding.${kind}`, countyCode, input }, async (tx) => {
    const added = await addDeclaration(tx, order);
    return { result: added, summary: { household_no: householdNo, kind, added: Number(added) } };
  });
}

/** As `declare`, inside a running act of the same name: for lists and drafts. */
export async function addDeclaration(tx: Tx, order: Declaration): Promise<boolean> {
  const { countyCode, householdNo, kind, policy, day, actor, peril } = order;
  const group = await findGroup(tx, countyCode, householdNo, day);
  const line = peril === undefined ? policy.largestLine(group) : policy.line(group, peril);
  const { rows } = await sql<{ revision: number }>`
    insert into screening.finding (county_code, household_no, policy_id, policy_year, kind, peril, revision, as_of,
      household_group, self_paid_fen, line_fen, state, policy_version, note, actor)
    select ${countyCode}, ${householdNo}, ${policy.id}, ${yearOf(day)}, ${kind}, ${peril ?? ''},
      coalesce(max(revision), 0) + 1, ${day}, ${group}, ${order.selfPaidFen ?? null}, ${line ?? null}, 'open',
      ${policy.version}, ${order.note ?? null}, ${actor}
    from screening.finding
    where county_code = ${countyCode} and household_no = ${householdNo} and policy_id = ${policy.id}
      and policy_year = ${yearOf(day)} and kind = ${kind} and peril = ${peril ?? ''}
    having not coalesce(bool_or(as_of = ${day} and self_paid_fen is not distinct from ${order.selfPaidFen ?? null}::bigint
      and note is not distinct from ${order.note ?? null}::text and state = 'open'), false)
    returning revision`.execute(tx);
  const [added] = rows;
  if (added && order.consent) await insertConsent(tx, order, added.revision, order.consent);
  return added !== undefined;
}

async function insertConsent(
  tx: Tx,
  { countyCode, householdNo, policy, day, kind, peril, actor }: Declaration,
  revision: number,
  { by, form }: Consent,
): Promise<void> {
  await sql`
    insert into screening.consent (county_code, household_no, policy_id, policy_year, kind, peril, revision, given_by,
      consent_form, words_version, recorded_by)
    values (${countyCode}, ${householdNo}, ${policy.id}, ${yearOf(day)}, ${kind}, ${peril ?? ''}, ${revision}, ${by},
      ${form}, ${CONSENT_WORDS.version}, ${actor})`.execute(tx);
}

async function findGroup(tx: Tx, countyCode: string, householdNo: string, day: PlainDate) {
  const { rows } = await sql<{ group: Parameters<PolicyVersion['largestLine']>[0] }>`
    select "group" from ${stateOn(countyCode, day, [householdNo])} g`.execute(tx);
  if (!rows[0]) throw fail('screening.noHousehold', { county: countyCode, household: householdNo });
  return rows[0].group;
}
