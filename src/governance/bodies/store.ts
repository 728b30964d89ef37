import type { PlainDate } from '../../kernel/index.ts';
import { type Part, sql, type Tx } from '../../platform/index.ts';
import { fail } from '../errors.ts';
import type { BodyKind, Role } from '../model.ts';

export interface BodyRow {
  readonly county_code: string;
  readonly body_no: number;
  readonly area_code: string;
  readonly area_name: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly since: PlainDate;
  /** Members in office on the day asked. */
  readonly members: number;
}

export interface MemberRow {
  readonly body_no: number;
  readonly member_no: number;
  readonly name: string;
  readonly household_no: string | null;
  readonly role: Role;
  readonly weight: bigint;
  readonly since: PlainDate;
  readonly until: PlainDate | null;
}

/** Appointments with the last day they really had. */
export const APPOINTMENT = sql`(
  select m.county_code, m.body_no, m.member_no, m.name, m.household_no, m.role, m.weight, m.since,
    least(m.until, e.last_day) as until
  from governance.member m
  left join governance.member_end e
    on e.county_code = m.county_code and e.body_no = m.body_no and e.member_no = m.member_no)`;

/** Bodies of a county by number, with how many are in office on a day. */
export async function listBodies(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  { after = 0, limit }: Part<number> = {},
): Promise<BodyRow[]> {
  const { rows } = await sql<BodyRow>`
    select b.county_code, b.body_no, b.area_code, a.name as area_name, b.kind, b.name, b.since,
      (select count(*)::int from ${APPOINTMENT} m where m.county_code = b.county_code and m.body_no = b.body_no
        and ${day}::date between m.since and coalesce(m.until, 'infinity')) as members
    from governance.body b join registry.area a on a.code = b.area_code
    where b.county_code = ${countyCode} and b.body_no > ${after} order by b.body_no limit ${limit ?? null}`.execute(
    tx,
  );
  return rows;
}

/** Fails with `body.unknown`. */
export async function getBody(tx: Tx, countyCode: string, bodyNo: number): Promise<BodyRow> {
  const [body] = await listBodies(tx, countyCode, '0001-01-01' as PlainDate, { after: bodyNo - 1, limit: 1 });
  if (body?.body_no !== bodyNo) throw fail('body.unknown', { county: countyCode, body: bodyNo });
  return body;
}

/** The members in office on a day; without a day everybody ever appointed. */
export async function listMembers(
  tx: Tx,
  countyCode: string,
  bodyNo: number,
  day?: PlainDate,
): Promise<MemberRow[]> {
  const inOffice =
    day === undefined ? sql`` : sql`and ${day}::date between since and coalesce(until, 'infinity')`;
  const { rows } = await sql<MemberRow>`
    select body_no, member_no, name, household_no, role, weight, since, until from ${APPOINTMENT} m
    where county_code = ${countyCode} and body_no = ${bodyNo} ${inOffice} order by member_no`.execute(tx);
  return rows;
}

/** A declared relative: a household on which a member does not decide. */
export interface KinshipRow {
  readonly member_no: number;
  readonly household_no: string;
  readonly relation: string;
}

export async function listKinship(tx: Tx, countyCode: string, bodyNo: number): Promise<KinshipRow[]> {
  const { rows } = await sql<KinshipRow>`select member_no, household_no, relation from governance.kinship
    where county_code = ${countyCode} and body_no = ${bodyNo} order by member_no, household_no`.execute(tx);
  return rows;
}

/** Fails with `member.unknown`. */
export async function getMember(
  tx: Tx,
  countyCode: string,
  bodyNo: number,
  memberNo: number,
): Promise<MemberRow> {
  const member = (await listMembers(tx, countyCode, bodyNo)).find(({ member_no }) => member_no === memberNo);
  if (!member) throw fail('member.unknown', { county: countyCode, body: bodyNo, member: memberNo });
  return member;
}
