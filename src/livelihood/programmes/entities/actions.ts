import type { FileReference } from '../../../evidence/index.ts';
import type { PlainDate } from '../../../kernel/index.ts';
import { type Db, insertRows, nextNo } from '../../../platform/index.ts';
import { type CountyOrder, isInCounty } from '../../../registry/index.ts';
import { fail } from '../errors.ts';
import { type EntityKind, type FactTopic } from '../names.ts';
import { type EntityRow, purseOf } from '../model.ts';
import { enact, keepPapers, needPast, properText } from '../store.ts';
import { agentsOf, type FactRow, findByName, findByPurse, getEntity, listFacts } from './store.ts';

export interface EntityOrder extends CountyOrder {
  readonly kind: EntityKind;
  readonly name: string;
  readonly areaCode: string;
  readonly foundedOn: PlainDate;
  /** The entity it is a subsidiary of; it still has an account of its own. */
  readonly parentNo?: number;
  readonly files?: readonly FileReference[];
  readonly today: PlainDate;
}

/**
 * Registers an entity and gives it its account in the ledger.
 *
 * Fails, in this order, with `programmes.text`, `programmes.future`, `entity.area`, `entity.unknown` (the parent),
 * `entity.nameTaken`, `entity.purseTaken`.
 *
 * @example
 * await registerEntity(db, { actor, countyCode, kind: 'company', name, areaCode, foundedOn, today });
 */
export async function registerEntity(db: Db, order: EntityOrder): Promise<EntityRow> {
  const { countyCode, kind, areaCode, foundedOn, parentNo, files = [], today } = order;
  return enact(db, order, 'entity.register', async (tx, actor) => {
    const name = properText('name', order.name);
    needPast(foundedOn, today);
    if (!(await isInCounty(tx, countyCode, areaCode)))
      throw fail('entity.area', { county: countyCode, area: areaCode });
    if (parentNo !== undefined) await getEntity(tx, countyCode, parentNo);
    const namesake = await findByName(tx, countyCode, areaCode, name);
    if (namesake) throw fail('entity.nameTaken', { name, entity: namesake.entity_no });
    const entityNo = await nextNo(tx, 'programmes.entity', 'entity_no', { county_code: countyCode });
    const purse = purseOf(kind, areaCode, entityNo);
    const owner = await findByPurse(tx, countyCode, purse);
    if (owner) throw fail('entity.purseTaken', { area: areaCode, entity: owner.entity_no });
    const papers = await keepPapers(
      tx,
      countyCode,
      { entity_no: entityNo, area_code: areaCode },
      files,
      actor,
    );
    await insertRows(tx, 'programmes.entity', [
      {
        county_code: countyCode,
        entity_no: entityNo,
        kind,
        name,
        area_code: areaCode,
        founded_on: foundedOn,
        parent_no: parentNo,
        purse,
        files: papers,
        recorded_by: actor,
      },
    ]);
    const result = await getEntity(tx, countyCode, entityNo);
    return { result, summary: { entity_no: entityNo, kind } };
  });
}

export interface FactOrder extends CountyOrder {
  readonly entityNo: number;
  readonly topic: FactTopic;
  readonly fact: string;
  readonly since: PlainDate;
  readonly files?: readonly FileReference[];
  readonly today: PlainDate;
}

/**
 * Records what holds of an entity from a day on. Fails with `entity.unknown`, `programmes.text`, `programmes.future`,
 * `entity.notFounded`.
 */
export async function recordFact(db: Db, order: FactOrder): Promise<FactRow[]> {
  const { countyCode, entityNo, topic, since, files = [], today } = order;
  return enact(db, order, 'entity.fact', async (tx, actor) => {
    const entity = await getEntity(tx, countyCode, entityNo);
    const fact = properText('fact', order.fact);
    needPast(since, today);
    if (since < entity.founded_on)
      throw fail('entity.notFounded', { entity: entityNo, founded: entity.founded_on, day: since });
    const key = { county_code: countyCode, entity_no: entityNo };
    const factNo = await nextNo(tx, 'programmes.entity_fact', 'fact_no', key);
    const papers = await keepPapers(tx, countyCode, entity, files, actor);
    await insertRows(tx, 'programmes.entity_fact', [
      { ...key, fact_no: factNo, topic, fact, since, files: papers, recorded_by: actor },
    ]);
    return {
      result: await listFacts(tx, countyCode, entityNo),
      summary: { entity_no: entityNo, fact_no: factNo, topic },
    };
  });
}

export interface AgentOrder extends CountyOrder {
  readonly entityNo: number;
  readonly account: string;
  readonly since: PlainDate;
  readonly until?: PlainDate;
}

/**
 * Lets an account act for an entity: with the role of an enterprise it then sees this entity and the households linked to
 * it. For those responsible for the whole county. Fails with `entity.unknown`, `programmes.text`, `entity.agentTwice`.
 */
export async function appointAgent(db: Db, order: AgentOrder): Promise<EntityRow> {
  const { countyCode, entityNo, since, until } = order;
  return enact(db, order, 'agent.appoint', async (tx, actor) => {
    const entity = await getEntity(tx, countyCode, entityNo);
    const account = properText('account', order.account);
    if ((await agentsOf(tx, countyCode, entityNo)).includes(account))
      throw fail('entity.agentTwice', { account, entity: entityNo });
    const key = { county_code: countyCode, entity_no: entityNo };
    await insertRows(tx, 'programmes.entity_agent', [{ ...key, account, since, until, recorded_by: actor }]);
    return { result: entity, summary: { entity_no: entityNo } };
  });
}
