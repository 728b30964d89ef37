import { Type } from 'typebox';
import { formatAmount, listAuthorisations, listEscrows } from '../../ledger/index.ts';
import { beginEscrow, findByPurse, finishEscrow } from '../../livelihood/programmes/index.ts';
import type { Tx } from '../../platform/index.ts';
import { type AddRoute, orderOf } from '../route.ts';
import { Big, Body, Day, DryRun, Nullable, ofCounty, On, Text, Yuan } from '../schemas.ts';
import { ofEntity } from './entities.ts';

const tag = 'programmes';
const Escrow = Type.Object({
  escrow_no: Big,
  account: Type.String(),
  entity_no: Nullable(Type.Integer()),
  entity_name: Nullable(Type.String()),
  agent: Type.String(),
  since: Day,
  until: Nullable(Day),
  decision: Type.String(),
});
const Waiting = Type.Object({
  authorisation_no: Big,
  decision: Type.String(),
  kind: Type.String(),
  payer: Type.String(),
  entity_name: Nullable(Type.String()),
  payee: Nullable(Type.String()),
  limit_yuan: Yuan,
  valid_to: Day,
  apart: Type.Array(Type.String()),
  actor: Type.String(),
});

const escrowRows = async (tx: Tx, county: string) => {
  const rows = [];
  for (const { escrowNo, account, agent, since, until, decision } of await listEscrows(tx, county)) {
    const entity = await findByPurse(tx, county, account);
    rows.push({
      escrow_no: escrowNo,
      account,
      entity_no: entity?.entity_no ?? null,
      entity_name: entity?.name ?? null,
      agent,
      since,
      until: until ?? null,
      decision,
    });
  }
  return rows;
};

export function escrowRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/escrows',
    tag,
    summary: 'Purses under escrow, and what waits for the agent’s co-signature',
    params: ofCounty,
    reply: Type.Object({ rows: Type.Array(Escrow), waiting: Type.Array(Waiting) }),
    handle: (call) =>
      call.read('see.ledger', async (tx) => {
        const { county } = call.params;
        const waiting = [];
        for (const one of await listAuthorisations(tx, county, { isAwaitingAgent: true }))
          waiting.push({
            authorisation_no: one.authorisationNo,
            decision: one.decision,
            kind: one.kind,
            payer: one.payer,
            entity_name: (await findByPurse(tx, county, one.payer))?.name ?? null,
            payee: one.payee ?? null,
            limit_yuan: formatAmount(one.limit, 'CNY'),
            valid_to: one.validTo,
            apart: one.apart ?? [],
            actor: one.actor,
          });
        return { rows: await escrowRows(tx, county), waiting };
      }),
  });
  const In = {
    agent: Text,
    since: On,
    document: Text,
    dry_run: DryRun,
  };
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/escrow',
    tag,
    summary: 'Put an entity’s purse under escrow; it binds at once',
    params: ofEntity,
    body: Body(In),
    status: 201,
    reply: Type.Object({ rows: Type.Array(Escrow) }),
    handle: async (call) => {
      const { agent, since, document } = call.body;
      const order = { ...orderOf(call), entityNo: call.params.entity, agent, document };
      await beginEscrow(call.db, { ...order, since: call.day(since), today: call.today });
      return { rows: await call.read('see.ledger', (tx) => escrowRows(tx, call.params.county)) };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/escrow/end',
    tag,
    summary: 'End an escrow; what waits for a co-signature goes on waiting',
    params: ofEntity,
    body: Body({ last_day: On, document: Text, dry_run: DryRun }),
    status: 201,
    reply: Type.Object({ rows: Type.Array(Escrow) }),
    handle: async (call) => {
      const { last_day, document } = call.body;
      const order = { ...orderOf(call), entityNo: call.params.entity, document };
      await finishEscrow(call.db, { ...order, since: call.day(last_day), today: call.today });
      return { rows: await call.read('see.ledger', (tx) => escrowRows(tx, call.params.county)) };
    },
  });
}
