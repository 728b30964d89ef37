import { Type } from 'typebox';
import { searchAreas, searchCases, searchHouseholds, searchNotices } from '../../desk/index.ts';
import { NOTICE_KINDS } from '../../governance/index.ts';
import { AREA_LEVELS, Failure } from '../../kernel/index.ts';
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
      const { county: countyCode } = call.params;
      const order = { countyCode, text: call.query.q.trim(), limit: LIMIT };
      if (order.text === '') return { households: [], cases: [], notices: [], areas: [] };
      // Of whom is not said: what was typed may be a name.
      const look = { action: 'see.household', countyCode, purpose: 'search' };
      const found = await call.readPersonal(look, async (tx, eyes) => {
        const households = await searchHouseholds(tx, order);
        const areas = await searchAreas(tx, order);
        const notices = await searchNotices(
          tx,
          order,
          areas.map(({ code }) => code),
        );
        const at = { county_code: countyCode };
        return {
          numbers: households.map(({ household_no }) => household_no),
          households: households.map((row) => eyes(row, { ...row, ...at }) as typeof row),
          areas,
          notices,
        };
      });
      const { numbers, ...rest } = found;
      const cases = await ifAllowed(() =>
        call.read('see.case', async (tx, eyes) =>
          (await searchCases(tx, order, numbers)).map(
            (row) => eyes(row, { ...row, county_code: countyCode }) as typeof row,
          ),
        ),
      );
      return { ...rest, cases };
    },
  });
}

/** What a role may not look at is not found. */
async function ifAllowed<Row>(look: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Failure && error.code === 'access.action_refused') return [];
    throw error;
  }
}
