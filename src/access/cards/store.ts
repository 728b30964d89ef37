import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { REMEMBERED_MS } from './rules.ts';

const instant = (at: number): string => new Date(at).toISOString();
const millis = (column: string) => sql.raw<number>(`(extract(epoch from ${column}) * 1000)::float8`);

interface Holder {
  readonly countyCode: string;
  readonly householdNo: string;
}

export interface CardRow {
  readonly county_code: string;
  readonly household_no: string;
  readonly card_no: number;
  readonly code: string;
  readonly issued_on: PlainDate;
  readonly issued_by: string;
  /** Ended, or a later one was issued. */
  readonly is_ended: boolean;
}

const CARD = sql`select c.county_code, c.household_no, c.card_no, c.code, c.issued_on, c.issued_by,
    (e.card_no is not null or exists (select from access.card l where l.county_code = c.county_code
      and l.household_no = c.household_no and l.card_no > c.card_no)) as is_ended
  from access.card c left join access.card_end e using (county_code, household_no, card_no)`;

/** All cards of a household, the latest first. */
export async function listCards(tx: Tx, { countyCode, householdNo }: Holder): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`${CARD}
    where c.county_code = ${countyCode} and c.household_no = ${householdNo} order by c.card_no desc`.execute(
    tx,
  );
  return rows;
}

export async function findCardByCode(
  tx: Tx,
  code: string,
): Promise<(CardRow & { readonly pin_hash: string }) | undefined> {
  const { rows } = await sql<CardRow & { pin_hash: string }>`
    select k.*, c.pin_hash from (${CARD} where c.code = ${code}) k join access.card c using (county_code, household_no, card_no)`.execute(
    tx,
  );
  return rows[0];
}

/** Answers its number, or nothing where the code is taken. */
export async function insertCard(
  tx: Tx,
  { countyCode, householdNo }: Holder,
  card: { readonly code: string; readonly pinHash: string; readonly day: PlainDate; readonly by: string },
): Promise<number | undefined> {
  const { rows } = await sql<{ no: number }>`
    insert into access.card (county_code, household_no, card_no, code, pin_hash, issued_on, issued_by)
    select ${countyCode}, ${householdNo}, coalesce(max(card_no), 0) + 1, ${card.code}, ${card.pinHash}, ${card.day}, ${card.by}
    from access.card where county_code = ${countyCode} and household_no = ${householdNo}
    on conflict (code) do nothing returning card_no as no`.execute(tx);
  return rows[0]?.no;
}

export async function insertCardEnd(
  tx: Tx,
  { countyCode, householdNo }: Holder,
  cardNo: number,
  end: { readonly reason: string; readonly by: string },
): Promise<void> {
  await sql`insert into access.card_end (county_code, household_no, card_no, reason, recorded_by)
    values (${countyCode}, ${householdNo}, ${cardNo}, ${end.reason}, ${end.by})`.execute(tx);
}

export async function deleteCardSessions(tx: Tx, { countyCode, householdNo }: Holder): Promise<void> {
  await sql`delete from access.card_session
    where county_code = ${countyCode} and household_no = ${householdNo}`.execute(tx);
}

/** When a code was tried in vain. Attempts of one code take turns from here on. */
export async function cardFailures(tx: Tx, codeHash: string, now: number): Promise<number[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`card/${codeHash}`}, 0))`.execute(tx);
  await sql`delete from access.card_attempt where at < ${instant(now - REMEMBERED_MS)}`.execute(tx);
  const { rows } = await sql<{ at: number }>`
    select ${millis('at')} as at from access.card_attempt where code_hash = ${codeHash}`.execute(tx);
  return rows.map(({ at }) => at);
}

export async function insertCardAttempt(tx: Tx, codeHash: string, at: number): Promise<void> {
  await sql`insert into access.card_attempt (code_hash, at) values (${codeHash}, ${instant(at)})`.execute(tx);
}

export async function deleteCardAttempts(tx: Tx, codeHash: string): Promise<void> {
  await sql`delete from access.card_attempt where code_hash = ${codeHash}`.execute(tx);
}

export async function insertCardSession(
  tx: Tx,
  card: Pick<CardRow, 'county_code' | 'household_no' | 'card_no'>,
  session: { readonly tokenHash: string; readonly from: string; readonly at: number; readonly until: number },
): Promise<void> {
  const { tokenHash, from, at, until } = session;
  await sql`delete from access.card_session where until < ${instant(at)}`.execute(tx);
  await sql`insert into access.card_session (token_hash, county_code, household_no, card_no, from_address, opened_at, seen_at, until)
    values (${tokenHash}, ${card.county_code}, ${card.household_no}, ${card.card_no}, ${from}, ${instant(at)}, ${instant(at)},
      ${instant(until)})`.execute(tx);
}

export interface CardSessionRow extends Holder {
  readonly seenAt: number;
  readonly endsAt: number;
}

export async function findCardSession(tx: Tx, tokenHash: string): Promise<CardSessionRow | undefined> {
  const { rows } = await sql<CardSessionRow>`
    select county_code as "countyCode", household_no as "householdNo", ${millis('seen_at')} as "seenAt",
      ${millis('until')} as "endsAt"
    from access.card_session where token_hash = ${tokenHash}`.execute(tx);
  return rows[0];
}

export async function noteCardUse(tx: Tx, tokenHash: string, at: number): Promise<void> {
  await sql`update access.card_session set seen_at = ${instant(at)} where token_hash = ${tokenHash}`.execute(
    tx,
  );
}

/** Answers whose session it was. */
export async function deleteCardSession(tx: Tx, tokenHash: string): Promise<Holder | undefined> {
  const { rows } = await sql<Holder>`
    delete from access.card_session where token_hash = ${tokenHash}
    returning county_code as "countyCode", household_no as "householdNo"`.execute(tx);
  return rows[0];
}
