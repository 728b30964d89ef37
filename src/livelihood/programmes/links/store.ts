import type { FileReference } from '../../../evidence/index.ts';
import type { PlainDate } from '../../../kernel/index.ts';
import { type Part, sql, type Tx } from '../../../platform/index.ts';
import { groupsOn } from '../../../registry/index.ts';
import { fail } from './errors.ts';
import type { LinkKind, ObligationStatus, ParticipationForm, Stage } from './model.ts';

export interface ObligationRow {
  readonly obligation_no: number;
  readonly owed_by: 'entity' | 'household';
  readonly what: string;
  readonly due_on: PlainDate;
  readonly amount_fen: string | null;
  readonly is_kept: boolean | null;
  readonly settled_on: PlainDate | null;
  readonly remark: string | null;
}

export interface LinkRow {
  readonly link_no: number;
  readonly entity_no: number;
  readonly household_no: string;
  readonly form: ParticipationForm;
  readonly contract_kind: LinkKind;
  readonly terms_text: string;
  readonly price_floor_fen: bigint | null;
  readonly price_unit_name: string | null;
  readonly since: PlainDate;
  readonly until: PlainDate | null;
  readonly files: readonly FileReference[];
  readonly recorded_by: string;
  readonly obligations: readonly ObligationRow[];
}

/** Which contracts to list, by number. */
export interface LinkFilter extends Part<number> {
  readonly entityNo?: number;
  readonly householdNo?: string;
  readonly linkNos?: readonly number[];
}

const LINKS = sql`(select l.*,
  (select coalesce(jsonb_agg(jsonb_build_object('obligation_no', o.obligation_no, 'owed_by', o.owed_by, 'what', o.what,
      'due_on', o.due_on, 'amount_fen', o.amount_fen::text, 'is_kept', u.is_kept, 'settled_on', u.day, 'remark', u.remark)
      order by o.obligation_no), '[]')
    from programmes.obligation o left join programmes.obligation_outcome u using (county_code, link_no, obligation_no)
    where o.county_code = l.county_code and o.link_no = l.link_no) as obligations
  from programmes.link l)`;
const COLUMNS = sql`l.link_no, l.entity_no, l.household_no, l.form, l.contract_kind, l.terms_text, l.price_floor_fen,
  l.price_unit_name, l.since, l.until, l.files, l.recorded_by, l.obligations`;

export async function listLinks(
  tx: Tx,
  countyCode: string,
  { entityNo, householdNo, linkNos, after = 0, limit }: LinkFilter,
): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`select ${COLUMNS} from ${LINKS} l
    where l.county_code = ${countyCode} and l.link_no > ${after}
      ${entityNo === undefined ? sql`` : sql`and l.entity_no = ${entityNo}`}
      ${householdNo === undefined ? sql`` : sql`and l.household_no = ${householdNo}`}
      ${linkNos === undefined ? sql`` : sql`and l.link_no = any(${[...linkNos]}::int[])`}
    order by l.link_no limit ${limit ?? null}`.execute(tx);
  return rows;
}

/** Fails with `link.unknown`. */
export async function getLink(tx: Tx, countyCode: string, linkNo: number): Promise<LinkRow> {
  const [found] = await listLinks(tx, countyCode, { linkNos: [linkNo] });
  if (!found) throw fail('link.unknown', { county: countyCode, link: linkNo });
  return found;
}

/** What became of an obligation by a day. */
export const obligationStatus = (
  { is_kept, due_on }: Pick<ObligationRow, 'is_kept' | 'due_on'>,
  today: PlainDate,
): ObligationStatus => (is_kept === null ? (due_on < today ? 'late' : 'due') : is_kept ? 'kept' : 'broken');

/** What an enterprise sees of a household linked to it (domain.md §5): no income, no group, nobody else. */
export interface LinkedHousehold {
  readonly household_no: string;
  readonly head_name: string;
  readonly phone: string | null;
  readonly links: readonly LinkRow[];
  /** Whether the household is on one of the lists that support is for; not on which. */
  readonly is_eligible: boolean;
}

/**
 * The households linked to the entities an account acts for. Read with the owner's rights, because an enterprise's area holds
 * no household; the account is the whitelist.
 */
export async function linkedHouseholds(
  tx: Tx,
  countyCode: string,
  account: string,
  day: PlainDate,
): Promise<LinkedHousehold[]> {
  const { rows: links } = await sql<LinkRow>`select ${COLUMNS} from ${LINKS} l
    join programmes.entity_agent a on a.county_code = l.county_code and a.entity_no = l.entity_no
    where l.county_code = ${countyCode} and a.account = ${account} and a.since <= ${day}::date
      and coalesce(a.until, 'infinity') >= ${day}::date and l.since <= ${day}::date and coalesce(l.until, 'infinity') >= ${day}::date
    order by l.link_no`.execute(tx);
  const numbers = [...new Set(links.map(({ household_no }) => household_no))];
  if (numbers.length === 0) return [];
  const { rows } = await sql<Omit<LinkedHousehold, 'links'>>`
    select h.household_no, g.head_name, h.phone, g."group" <> 'general' as is_eligible
    from registry.household h join ${groupsOn(countyCode, day)} g using (household_no)
    where h.county_code = ${countyCode} and h.household_no = any(${numbers}::text[])
    order by h.household_no`.execute(tx);
  return rows.map((row) => ({
    ...row,
    links: links.filter(({ household_no }) => household_no === row.household_no),
  }));
}

export interface StageRow {
  readonly stage_no: number;
  readonly stage: Stage;
  readonly partner_name: string;
  readonly terms_text: string;
  readonly since: PlainDate;
  readonly recorded_by: string;
}

export async function listStages(tx: Tx, countyCode: string, entityNo: number): Promise<StageRow[]> {
  const { rows } = await sql<StageRow>`select stage_no, stage, partner_name, terms_text, since, recorded_by
    from programmes.chain_stage where county_code = ${countyCode} and entity_no = ${entityNo} order by stage_no`.execute(
    tx,
  );
  return rows;
}

export interface FeedbackRow {
  readonly feedback_no: number;
  readonly entity_no: number;
  readonly household_no: string | null;
  /** Of the entity; to a household, which does not see the entity's own row, its own. */
  readonly area_code: string;
  readonly topic: string;
  readonly words: string;
  readonly received_on: PlainDate;
  readonly answer_by_day: PlainDate;
  readonly recorded_by: string;
  readonly answer: string | null;
  readonly is_adjustment: boolean | null;
  readonly answered_on: PlainDate | null;
}

/** Feedback of an entity, or of all, by number. */
export async function listFeedback(
  tx: Tx,
  countyCode: string,
  { entityNo, feedbackNo }: { readonly entityNo?: number; readonly feedbackNo?: number } = {},
): Promise<FeedbackRow[]> {
  const { rows } = await sql<FeedbackRow>`
    select f.feedback_no, f.entity_no, f.household_no, coalesce(e.area_code, h.area_code) as area_code, f.topic, f.words, f.received_on, f.answer_by_day,
      f.recorded_by, a.answer, a.is_adjustment, a.answered_on
    from programmes.feedback f left join programmes.entity e using (county_code, entity_no)
    left join programmes.feedback_answer a using (county_code, feedback_no)
    left join registry.household h on (h.county_code, h.household_no) = (f.county_code, f.household_no)
    where f.county_code = ${countyCode}
      ${entityNo === undefined ? sql`` : sql`and f.entity_no = ${entityNo}`}
      ${feedbackNo === undefined ? sql`` : sql`and f.feedback_no = ${feedbackNo}`}
    order by f.feedback_no`.execute(tx);
  return rows;
}
