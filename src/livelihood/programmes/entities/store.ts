import type { FileReference } from '../../../evidence/index.ts';
import type { PlainDate } from '../../../kernel/index.ts';
import { type Part, sql, type Tx } from '../../../platform/index.ts';
import { fail } from '../errors.ts';
import type { EntityKind, FactTopic } from '../names.ts';
import type { EntityRow } from '../model.ts';

const COLUMNS = sql`e.entity_no, e.kind, e.name, e.area_code, e.founded_on, e.parent_no,
  (select p.name from programmes.entity p where p.county_code = e.county_code and p.entity_no = e.parent_no) as parent_name,
  e.purse, e.files, e.recorded_by`;

/** Which entities to list: all that match every filter given, by number. */
export interface EntityFilter extends Part<number> {
  /** The area itself, without those below it. */
  readonly areaCode?: string | undefined;
  readonly kind?: EntityKind | undefined;
  readonly parentNo?: number | undefined;
  readonly entityNos?: readonly number[];
}

export async function listEntities(
  tx: Tx,
  countyCode: string,
  { areaCode, kind, parentNo, entityNos, after = 0, limit }: EntityFilter = {},
): Promise<EntityRow[]> {
  const { rows } = await sql<EntityRow>`select ${COLUMNS} from programmes.entity e
    where e.county_code = ${countyCode} and e.entity_no > ${after}
      ${areaCode === undefined ? sql`` : sql`and e.area_code = ${areaCode}`}
      ${kind === undefined ? sql`` : sql`and e.kind = ${kind}`}
      ${parentNo === undefined ? sql`` : sql`and e.parent_no = ${parentNo}`}
      ${entityNos === undefined ? sql`` : sql`and e.entity_no = any(${[...entityNos]}::int[])`}
    order by e.entity_no limit ${limit ?? null}`.execute(tx);
  return rows;
}

/** Fails with `entity.unknown`. */
export async function getEntity(tx: Tx, countyCode: string, entityNo: number): Promise<EntityRow> {
  const [found] = await listEntities(tx, countyCode, { entityNos: [entityNo] });
  if (!found) throw fail('entity.unknown', { county: countyCode, entity: entityNo });
  return found;
}

export async function findByName(
  tx: Tx,
  countyCode: string,
  areaCode: string,
  name: string,
): Promise<EntityRow | undefined> {
  const { rows } = await sql<EntityRow>`select ${COLUMNS} from programmes.entity e
    where e.county_code = ${countyCode} and e.area_code = ${areaCode} and e.name = ${name}`.execute(tx);
  return rows[0];
}

/** The entity whose account in the ledger it is. */
export async function findByPurse(tx: Tx, countyCode: string, purse: string): Promise<EntityRow | undefined> {
  const { rows } = await sql<EntityRow>`select ${COLUMNS} from programmes.entity e
    where e.county_code = ${countyCode} and e.purse = ${purse}`.execute(tx);
  return rows[0];
}

export interface FactRow {
  readonly fact_no: number;
  readonly topic: FactTopic;
  readonly fact: string;
  readonly since: PlainDate;
  readonly files: readonly FileReference[];
  readonly recorded_by: string;
}

/** All facts, in the order of their days; the latest of a topic holds. */
export async function listFacts(tx: Tx, countyCode: string, entityNo: number): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`select fact_no, topic, fact, since, files, recorded_by
    from programmes.entity_fact where county_code = ${countyCode} and entity_no = ${entityNo}
    order by since, fact_no`.execute(tx);
  return rows;
}

export async function agentsOf(tx: Tx, countyCode: string, entityNo: number): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`select account from programmes.entity_agent
    where county_code = ${countyCode} and entity_no = ${entityNo} order by account`.execute(tx);
  return rows.map(({ account }) => account);
}
