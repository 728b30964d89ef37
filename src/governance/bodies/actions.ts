import { isSamePerson, type PlainDate } from '../../kernel/index.ts';
import { type Db, sql, type Tx } from '../../platform/index.ts';
import { isInCounty } from '../../registry/index.ts';
import { fail } from '../errors.ts';
import type { BodyKind, Order, Role } from '../model.ts';
import { bodyRules, type ProcedureOn } from '../procedure.ts';
import { enact, insertRows, nextNo } from '../store.ts';
import { type BodyRow, getBody, getMember, listMembers, type MemberRow } from './store.ts';

export interface FoundOrder extends Order {
  readonly areaCode: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly since: PlainDate;
}

/**
 * Founds a body for an area. The policy must have rules for its kind on the day.
 * Fails with `body.area` or `procedure.missing`.
 */
export async function foundBody(db: Db, procedure: ProcedureOn, order: FoundOrder): Promise<BodyRow> {
  const { countyCode, areaCode, kind, name, since } = order;
  return enact(db, order, 'body.found', async (tx, actor) => {
    await needArea(tx, countyCode, areaCode);
    bodyRules(procedure(since), kind);
    const no = await nextNo(tx, 'body', 'body_no', { county_code: countyCode });
    const row = { county_code: countyCode, body_no: no, area_code: areaCode, kind, name, since };
    await insertRows(tx, 'body', [{ ...row, recorded_by: actor }]);
    return { result: await getBody(tx, countyCode, no), summary: { body_no: no, kind } };
  });
}

/** Fails with `body.area` unless the area lies in the county or is it. */
export async function needArea(tx: Tx, countyCode: string, areaCode: string): Promise<void> {
  if (!(await isInCounty(tx, countyCode, areaCode)))
    throw fail('body.area', { county: countyCode, area: areaCode });
}

export interface Appointment {
  readonly name: string;
  readonly householdNo?: string;
  readonly role: Role;
  /** 1, or shares in a body where shares vote. */
  readonly weight: bigint;
}

export interface AppointOrder extends Order {
  readonly bodyNo: number;
  readonly since: PlainDate;
  readonly until?: PlainDate;
  readonly appointments: readonly Appointment[];
}

/**
 * Appoints members, all or none.
 *
 * Fails, in this order, with `body.unknown`, `member.period`, and for each appointment `member.household`,
 * `member.weight`, `member.twice`.
 */
export async function appointMembers(
  db: Db,
  procedure: ProcedureOn,
  order: AppointOrder,
): Promise<MemberRow[]> {
  const { countyCode, bodyNo, since, until, appointments } = order;
  return enact(db, order, 'body.appoint', async (tx, actor) => {
    const body = await getBody(tx, countyCode, bodyNo);
    if (since < body.since || (until !== undefined && until < since))
      throw fail('member.period', { since, until: until ?? '—', founded: body.since });
    const { isWeighted } = bodyRules(procedure(since), body.kind);
    const seated = [...(await listMembers(tx, countyCode, bodyNo, since))];
    const first = await nextNo(tx, 'member', 'member_no', { county_code: countyCode, body_no: bodyNo });
    for (const [i, appointment] of appointments.entries()) {
      await assertAppointable(tx, countyCode, appointment, isWeighted, seated);
      const { name, householdNo, role, weight } = appointment;
      const member = { body_no: bodyNo, member_no: first + i, name, household_no: householdNo ?? null };
      seated.push({ ...member, role, weight, since, until: until ?? null });
    }
    const added = seated.filter(({ member_no }) => member_no >= first);
    await insertRows(
      tx,
      'member',
      added.map((row) => ({ county_code: countyCode, ...row, recorded_by: actor })),
    );
    return { result: added, summary: { body_no: bodyNo, members: added.length } };
  });
}

async function assertAppointable(
  tx: Tx,
  countyCode: string,
  { name, householdNo, weight }: Appointment,
  isWeighted: boolean,
  seated: readonly MemberRow[],
): Promise<void> {
  if (householdNo !== undefined) await needHousehold(tx, countyCode, householdNo);
  if (weight < 1n || (weight > 1n && !isWeighted))
    throw fail('member.weight', { name, weight: String(weight) });
  const twin = seated.find(
    (other) => isSamePerson(other.name, name) && other.household_no === (householdNo ?? null),
  );
  if (twin) throw fail('member.twice', { name, member: twin.member_no });
}

/** Fails with `member.household` when the register has never had the household. */
export async function needHousehold(tx: Tx, countyCode: string, householdNo: string): Promise<void> {
  const { rows } = await sql`select 1 from registry.household
    where county_code = ${countyCode} and household_no = ${householdNo}`.execute(tx);
  if (rows.length === 0) throw fail('member.household', { county: countyCode, household: householdNo });
}

export interface EndOrder extends Order {
  readonly bodyNo: number;
  readonly memberNo: number;
  readonly lastDay: PlainDate;
  readonly reason: string;
}

/** Ends an appointment before its time. Fails with `member.unknown` or `member.ended`. */
export async function endMember(db: Db, order: EndOrder): Promise<MemberRow> {
  const { countyCode, bodyNo, memberNo, lastDay, reason } = order;
  return enact(db, order, 'body.dismiss', async (tx, actor) => {
    const { since, until } = await getMember(tx, countyCode, bodyNo, memberNo);
    if (lastDay < since || (until !== null && until <= lastDay))
      throw fail('member.ended', { member: memberNo, since, until: until ?? '—' });
    const key = { county_code: countyCode, body_no: bodyNo, member_no: memberNo };
    const { rows } = await sql`select 1 from governance.member_end where county_code = ${countyCode}
      and body_no = ${bodyNo} and member_no = ${memberNo}`.execute(tx);
    if (rows.length > 0) throw fail('member.ended', { member: memberNo, since, until: until ?? '—' });
    await insertRows(tx, 'member_end', [{ ...key, last_day: lastDay, reason, recorded_by: actor }]);
    const result = await getMember(tx, countyCode, bodyNo, memberNo);
    return { result, summary: { body_no: bodyNo, member_no: memberNo } };
  });
}

export interface KinshipOrder extends Order {
  readonly bodyNo: number;
  readonly memberNo: number;
  readonly householdNo: string;
  readonly relation: string;
}

/**
 * Declares that a member is related to a household: from the next agenda on the member is recused from what concerns
 * it. Fails with `member.unknown`, `member.household` or `member.kinshipKnown`.
 */
export async function declareKinship(db: Db, order: KinshipOrder): Promise<void> {
  const { countyCode, bodyNo, memberNo, householdNo, relation } = order;
  await enact(db, order, 'body.kinship', async (tx, actor) => {
    await getMember(tx, countyCode, bodyNo, memberNo);
    await needHousehold(tx, countyCode, householdNo);
    const { rows } = await sql`select 1 from governance.kinship where county_code = ${countyCode}
      and body_no = ${bodyNo} and member_no = ${memberNo} and household_no = ${householdNo}`.execute(tx);
    if (rows.length > 0) throw fail('member.kinshipKnown', { member: memberNo, household: householdNo });
    const row = { county_code: countyCode, body_no: bodyNo, member_no: memberNo, household_no: householdNo };
    await insertRows(tx, 'kinship', [{ ...row, relation, recorded_by: actor }]);
    return { result: undefined, summary: { body_no: bodyNo, member_no: memberNo } };
  });
}
