import { Type } from 'typebox';
import {
  contributionTotals,
  ENTITY_KINDS,
  type EntityKind,
  listEntities,
} from '../../livelihood/programmes/index.ts';
import { listEscrows } from '../../ledger/index.ts';
import { type AddRoute, pageOf } from '../route.ts';
import { AfterNo, Area, Day, Limit, Nullable, ofCounty, Page, Words } from '../schemas.ts';
import { Totals, totalsDocument } from './entities.ts';

/** What anybody may know of an entity: what it is, who keeps its purse, and totals; no household and no contributor. */
const PublicEntity = Type.Object({
  entity_no: Type.Integer(),
  kind: Type.Enum(Object.keys(ENTITY_KINDS) as EntityKind[]),
  kind_name: Words,
  name: Type.String(),
  area_code: Type.String(),
  founded_on: Day,
  escrow_agent: Nullable(Type.String()),
  contributions: Totals,
});

export function publicEntityRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/public/counties/:county/entities',
    tag: 'public',
    summary: 'Entities and totals of what was put into them, for everybody',
    params: ofCounty,
    query: Type.Object({ area: Type.Optional(Area), after: AfterNo, limit: Limit }),
    reply: Page(PublicEntity, Type.Integer()),
    isPublic: true,
    handle: (call) =>
      call.readPublic(async (tx) => {
        const { county } = call.params;
        const { area: areaCode, after, limit } = call.query;
        const page = await pageOf(
          limit,
          (rows) => listEntities(tx, county, { areaCode, after, limit: rows }),
          ({ entity_no }) => entity_no,
        );
        const rows = [];
        for (const { entity_no, kind, name, area_code, founded_on, purse } of page.rows) {
          const open = (await listEscrows(tx, county, purse)).find(({ until }) => until === undefined);
          rows.push({
            entity_no,
            kind,
            kind_name: ENTITY_KINDS[kind],
            name,
            area_code,
            founded_on,
            escrow_agent: open?.agent ?? null,
            contributions: totalsDocument(await contributionTotals(tx, county, entity_no)),
          });
        }
        return { rows, next: page.next };
      }),
  });
}
