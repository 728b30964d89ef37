import { Type } from 'typebox';
import { pageOfTrail, sealTrail, verifyTrail } from '../../access/index.ts';
import type { AddRoute } from '../route.ts';
import { Big, Body, County, DryRun, Limit, Page, PAGE } from '../schemas.ts';

const tag = 'audit';
const Head = Type.Object({ county_code: Type.String(), seal_no: Type.Integer(), hash: Type.String() });
const Seal = Type.Interface([Head], {
  until: Type.String(),
  row_count: Big,
  previous_hash: Type.String(),
  sealed_by: Type.String(),
});
const Entry = Type.Object({
  county_code: Type.String(),
  at: Type.String(),
  kind: Type.String({ enum: ['act', 'read'] }),
  account: Type.String(),
  action: Type.String(),
  about: Type.String({ description: 'Counts and identifiers of an act; subject and purpose of a read.' }),
});
const Cursor = Type.String({ pattern: '^\\d{1,17}/[0-9a-f-]{36}$' });

export function auditRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/audit-entries',
    tag,
    summary: 'What was done and which personal data were read, newest first',
    query: Type.Object({
      county: Type.Optional(County),
      account: Type.Optional(Type.String({ maxLength: 60 })),
      after: Type.Optional(Cursor),
      limit: Limit,
    }),
    reply: Page(Entry, Cursor),
    handle: async (call) => {
      const { county, limit = PAGE.default, ...filter } = call.query;
      return call.read('audit.list', (tx) =>
        pageOfTrail(tx, { ...filter, limit, ...(county !== undefined && { countyCode: county }) }),
      );
    },
  });
  add({
    method: 'POST',
    url: '/audit-seals',
    tag,
    summary: 'Seal what was added since the last seal, of one county or of all',
    body: Body({ county: Type.Optional(County), dry_run: DryRun }),
    status: 201,
    reply: Type.Object({ seals: Type.Array(Seal) }),
    handle: async (call) => {
      const { county, dry_run } = call.body;
      const order = { actor: call.viewer, dryRun: dry_run ?? false };
      return {
        seals: await sealTrail(call.db, { ...order, ...(county !== undefined && { countyCode: county }) }),
      };
    },
  });
  add({
    method: 'GET',
    url: '/audit-verification',
    tag,
    summary: 'Every seal recomputed; note the heads elsewhere',
    reply: Type.Object({
      seals: Type.Integer(),
      rows: Big,
      unsealed: Big,
      faults: Type.Array(
        Type.Object({
          county_code: Type.String(),
          seal_no: Type.Integer(),
          fault: Type.String({
            enum: ['rows', 'seal'],
            description: 'rows: changed, deleted or inserted; seal: not what was sealed, or one is missing.',
          }),
        }),
      ),
      heads: Type.Array(Head),
    }),
    handle: async (call) => call.read('audit.verify', verifyTrail),
  });
}
