import { type Static, Type } from 'typebox';
import { findFen, formatYuan } from '../../kernel/index.ts';
import { balanceOn, type Escrow, listEscrows } from '../../ledger/index.ts';
import type { Tx } from '../../platform/index.ts';
import {
  agentsOf,
  appointAgent,
  contribute,
  CONTRIBUTION_KINDS,
  type ContributionKind,
  type ContributionTotals,
  contributionTotals,
  CONTRIBUTOR_CLASSES,
  type ContributorClass,
  ENTITY_KINDS,
  type EntityKind,
  type EntityRow,
  FACT_TOPICS,
  type FactTopic,
  findHundredths,
  getEntity,
  hundredthsText,
  listContributions,
  type ListedContribution,
  listEntities,
  listFacts,
  recordFact,
  registerEntity,
  VALUATION_METHODS,
  type ValuationMethod,
} from '../../livelihood/programmes/index.ts';
import { type AddRoute, orderOf, pageOf } from '../route.ts';
import {
  AfterNo,
  Area,
  Big,
  Body,
  Count,
  Day,
  DryRun,
  Evidence,
  GivenYuan,
  HouseholdNo,
  Limit,
  No,
  Nullable,
  ofCounty,
  On,
  Page,
  Text,
  Words,
  Yuan,
} from '../schemas.ts';

export const ofEntity = Type.Object({ ...ofCounty.properties, entity: No });
const tag = 'programmes';
const names = <Name extends string>(of: Readonly<Record<Name, unknown>>) =>
  Type.Enum(Object.keys(of) as Name[]);
const Kind = names<EntityKind>(ENTITY_KINDS);
const Topic = names<FactTopic>(FACT_TOPICS);
const ContributionKindName = names<ContributionKind>(CONTRIBUTION_KINDS);
const Contributor = names<ContributorClass>(CONTRIBUTOR_CLASSES);
const Method = names<ValuationMethod>(VALUATION_METHODS);
export const Files = Type.Array(Type.Object({ name: Type.String(), sha256: Type.String() }));
export const GivenFiles = Type.Optional(Evidence);
export const Hundredths = Type.String({
  pattern: '^\\d{1,9}(\\.\\d{1,2})?$',
  description: 'Mu or days, two decimals, as text.',
});

const Entity = Type.Object({
  entity_no: Type.Integer(),
  kind: Kind,
  kind_name: Words,
  name: Type.String(),
  area_code: Type.String(),
  founded_on: Day,
  parent_no: Nullable(Type.Integer()),
  parent_name: Nullable(Type.String()),
  purse: Type.String({ description: 'Its account in the ledger.' }),
  files: Files,
  recorded_by: Type.String(),
});
const EscrowReply = Type.Object({
  escrow_no: Big,
  agent: Type.String(),
  since: Day,
  until: Nullable(Day),
  decision: Type.String(),
});
export const Totals = Type.Object({
  count: Type.Integer(),
  value_yuan: Yuan,
  quantified_yuan: Yuan,
  sums: Type.Array(
    Type.Object({
      kind: ContributionKindName,
      contributor_class: Contributor,
      count: Type.Integer(),
      value_yuan: Yuan,
      quantity: Nullable(Type.String({ description: 'Mu or days.' })),
    }),
  ),
});
const Fact = Type.Object({
  fact_no: Type.Integer(),
  topic: Topic,
  fact: Type.String(),
  since: Day,
  files: Files,
  recorded_by: Type.String(),
});
const Whole = Type.Object({
  ...Entity.properties,
  facts: Type.Array(Fact),
  agents: Type.Array(Type.String({ description: 'Accounts that act for it.' })),
  subsidiaries: Type.Array(Entity),
  escrows: Type.Array(EscrowReply),
  balance_yuan: Yuan,
  contributions: Totals,
});
const Contribution = Type.Object({
  contribution_no: Type.Integer(),
  entity_no: Type.Integer(),
  kind: ContributionKindName,
  contributor_class: Contributor,
  household_no: Nullable(Type.String()),
  contributor_name: Nullable(Type.String()),
  what: Type.String(),
  quantity: Nullable(Type.String()),
  term_until: Nullable(Day),
  value_yuan: Yuan,
  valuation_method: Method,
  valuer_name: Type.String(),
  day: Day,
  is_quantified: Type.Boolean(),
  posting_no: Nullable(Big),
  is_returned: Type.Boolean(),
  files: Files,
  recorded_by: Type.String(),
});

const entityDocument = (row: EntityRow) => ({ ...row, kind_name: ENTITY_KINDS[row.kind] });

const escrowDocument = ({ escrowNo, agent, since, until, decision }: Escrow) => ({
  escrow_no: escrowNo,
  agent,
  since,
  until: until ?? null,
  decision,
});

export const totalsDocument = ({ value_fen, quantified_fen, sums, count }: ContributionTotals) => ({
  count,
  value_yuan: formatYuan(value_fen),
  quantified_yuan: formatYuan(quantified_fen),
  sums: sums.map(({ value_fen: value, quantity_hundredths: quantity, ...sum }) => ({
    ...sum,
    value_yuan: formatYuan(value),
    quantity: quantity === null ? null : hundredthsText(quantity),
  })),
});

const contributionDocument = ({ value_fen, quantity_hundredths, ...row }: ListedContribution) => ({
  ...row,
  value_yuan: formatYuan(value_fen),
  quantity: quantity_hundredths === null ? null : hundredthsText(quantity_hundredths),
});

async function whole(tx: Tx, county: string, entityNo: number, today: EntityRow['founded_on']) {
  const entity = await getEntity(tx, county, entityNo);
  return {
    ...entityDocument(entity),
    facts: await listFacts(tx, county, entityNo),
    agents: await agentsOf(tx, county, entityNo),
    subsidiaries: (await listEntities(tx, county, { parentNo: entityNo })).map(entityDocument),
    escrows: (await listEscrows(tx, county, entity.purse)).map(escrowDocument),
    balance_yuan: formatYuan(await balanceOn(tx, county, entity.purse, today)),
    contributions: totalsDocument(await contributionTotals(tx, county, entityNo)),
  };
}

export function entityRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/entities',
    tag,
    summary:
      'Village collectives, companies, cooperatives, micro factories, stations, farms and associations, by number',
    params: ofCounty,
    query: Type.Object({
      area: Type.Optional(Area),
      kind: Type.Optional(Kind),
      parent: Type.Optional(No),
      after: AfterNo,
      limit: Limit,
    }),
    reply: Page(Entity, Type.Integer()),
    handle: async (call) => {
      const { area: areaCode, kind, parent: parentNo, after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('see.entity', (tx) =>
            listEntities(tx, call.params.county, { areaCode, kind, parentNo, after, limit: rows }),
          ),
        ({ entity_no }) => entity_no,
      );
      return { ...page, rows: page.rows.map(entityDocument) };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities',
    tag,
    summary: 'Register an entity; it gets its account in the ledger',
    params: ofCounty,
    body: Body({
      kind: Kind,
      name: Text,
      area: Area,
      founded_on: Day,
      parent: Type.Optional(No),
      files: GivenFiles,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Entity,
    handle: async (call) => {
      const { kind, name, area: areaCode, founded_on, parent, files = [] } = call.body;
      const entity = await registerEntity(call.db, {
        ...orderOf(call),
        kind,
        name,
        areaCode,
        foundedOn: call.day(founded_on),
        files,
        today: call.today,
        ...(parent !== undefined && { parentNo: parent }),
      });
      return entityDocument(entity);
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/entities/:entity',
    tag,
    summary: 'One entity: its facts, subsidiaries, account, escrow, and what was put into it',
    params: ofEntity,
    reply: Whole,
    handle: (call) =>
      call.read('see.entity', (tx) => whole(tx, call.params.county, call.params.entity, call.today)),
  });
  partRoutes(add);
  contributionRoutes(add);
}

function partRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/facts',
    tag,
    summary: 'What holds of an entity from a day on; the latest of a topic counts',
    params: ofEntity,
    body: Body({ topic: Topic, fact: Text, since: On, files: GivenFiles, dry_run: DryRun }),
    status: 201,
    reply: Type.Array(Fact),
    handle: (call) => {
      const { topic, fact, since, files = [] } = call.body;
      const order = { ...orderOf(call), entityNo: call.params.entity, topic, fact, files };
      return recordFact(call.db, { ...order, since: call.day(since), today: call.today });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/agents',
    tag,
    summary: 'Let an account act for an entity; it sees it and the households linked to it',
    params: ofEntity,
    body: Body({ account: Text, since: On, until: On, dry_run: DryRun }),
    status: 201,
    reply: Entity,
    handle: async (call) => {
      const { account, since, until } = call.body;
      const order = { ...orderOf(call), entityNo: call.params.entity, account, since: call.day(since) };
      return entityDocument(
        await appointAgent(call.db, { ...order, ...(until !== undefined && { until: call.day(until) }) }),
      );
    },
  });
}

const ContributionIn = Body({
  kind: ContributionKindName,
  contributor: Contributor,
  household: Type.Optional(HouseholdNo),
  name: Type.Optional(Text),
  what: Text,
  quantity: Type.Optional(Hundredths),
  term_until: Type.Optional(Day),
  value_yuan: GivenYuan,
  method: Method,
  valuer: Text,
  on: On,
  is_quantified: Type.Optional(Type.Boolean()),
  posting: Type.Optional(Count),
  files: GivenFiles,
  dry_run: DryRun,
});

function contributionRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/entities/:entity/contributions',
    tag,
    summary: 'What was put into an entity, by whom and valued how, by number',
    params: ofEntity,
    query: Type.Object({ after: AfterNo, limit: Limit }),
    reply: Page(Contribution, Type.Integer()),
    handle: async (call) => {
      const { county, entity: entityNo } = call.params;
      const { after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('see.entity', (tx) => listContributions(tx, county, { entityNo, after, limit: rows })),
        ({ contribution_no }) => contribution_no,
      );
      return { ...page, rows: page.rows.map(contributionDocument) };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/contributions',
    tag,
    summary: 'Record what somebody put in; cash of households, donors and enterprises is posted with it',
    params: ofEntity,
    body: ContributionIn,
    status: 201,
    reply: Contribution,
    handle: async (call) => {
      const { body } = call;
      const order = { ...orderOf(call), entityNo: call.params.entity, ...contributionOf(body) };
      const termUntil = body.term_until;
      return contributionDocument(
        await contribute(call.db, {
          ...order,
          day: call.day(body.on),
          today: call.today,
          ...(termUntil !== undefined && { termUntil: call.day(termUntil) }),
        }),
      );
    },
  });
}

function contributionOf(body: Static<typeof ContributionIn>) {
  const { kind, contributor, household, name, what, quantity, value_yuan, method, valuer, posting } = body;
  return {
    kind,
    contributor,
    what,
    valueFen: findFen(value_yuan)!,
    method,
    valuer,
    isQuantified: body.is_quantified ?? false,
    files: body.files ?? [],
    ...(household !== undefined && { householdNo: household }),
    ...(name !== undefined && { contributorName: name }),
    ...(quantity !== undefined && { quantityHundredths: findHundredths(quantity)! }),
    ...(posting !== undefined && { postingNo: BigInt(posting) }),
  };
}
