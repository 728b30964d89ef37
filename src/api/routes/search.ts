import { Type } from 'typebox';
import { search } from '../../desk/index.ts';
import { NOTICE_KINDS } from '../../governance/index.ts';
import { AREA_LEVELS } from '../../kernel/index.ts';
import type { AddRoute } from '../route.ts';
import { County, Day, Nullable, Personal } from '../schemas.ts';

const tag = 'desk';
const Text = Personal(Type.String());
const Place = { area_code: Text, area_name: Nullable(Type.String()) };
const LIMIT = 8;

export function searchRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/search',
    tag,
    summary:
      'Households, cases, notices and areas by number, Chinese characters, pinyin or its initials; logged as a search',
    params: Type.Object({ county: County }),
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 40 }) }),
    reply: Type.Object({
      households: Type.Array(
        Type.Object({
          household_no: Text,
          head_name: Text,
          ...Place,
          township_name: Nullable(Type.String()),
        }),
      ),
      cases: Type.Array(
        Type.Object({
          case_no: Type.Integer(),
          household_no: Text,
          head_name: Text,
          ...Place,
          policy_year: Type.Integer(),
        }),
      ),
      notices: Type.Array(
        Type.Object({
          notice_no: Type.Integer(),
          kind: Type.Enum([...NOTICE_KINDS]),
          ...Place,
          first_day: Day,
        }),
      ),
      areas: Type.Array(
        Type.Object({
          code: Type.String(),
          name: Type.String(),
          level: Type.Enum([...AREA_LEVELS]),
          parent_name: Nullable(Type.String()),
        }),
      ),
    }),
    handle: async (call) => {
      const found = await search(call.db, call.viewer, {
        countyCode: call.params.county,
        text: call.query.q.trim(),
        limit: LIMIT,
      });
      return { ...found, households: [...found.households], cases: [...found.cases] };
    },
  });
}
