import { Type } from 'typebox';
import { areaFigures, type FigureRow } from '../../desk/index.ts';
import { yearOf } from '../../kernel/index.ts';
import type { Standings } from '../../prevention/cases/index.ts';
import { GROUPS } from '../../registry/index.ts';
import { Download, LIST_FORMATS, ListFile } from '../downloads.ts';
import type { AddRoute, Call } from '../route.ts';
import { Area, County, Day, Nullable, Yuan } from '../schemas.ts';
import { columnsOf, type TableField } from '../tables.ts';

const tag = 'desk';
const params = Type.Object({ county: County });
const query = {
  by: Type.Optional(Type.Enum(['village', 'township'])),
  area: Type.Optional(Area),
  year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2200 })),
};
const Row = Type.Object({
  area_code: Type.String(),
  area_name: Nullable(Type.String()),
  township_name: Nullable(Type.String()),
  households: Type.Integer(),
  people: Type.Integer(),
  ...(Object.fromEntries(GROUPS.map((group) => [group, Type.Integer()])) as Record<
    (typeof GROUPS)[number],
    ReturnType<typeof Type.Integer>
  >),
  found: Type.Integer({ description: 'Households with a finding in the policy year.' }),
  in_force: Type.Integer({ description: 'Of these with one still in force.' }),
  cases: Type.Integer({ description: 'Of the policy year.' }),
  running: Type.Integer(),
  paid_households: Type.Integer({ description: 'To which money went in the year.' }),
  paid_yuan: Yuan,
});

interface Asked {
  readonly by?: string;
  readonly area?: string;
  readonly year?: number;
}

/** What a township or the county reports: villages in figures, none of a single household. */
export function figureRoutes(add: AddRoute, standings: Standings): void {
  const look = async (call: Call<{ county: string }, Asked>) => {
    const { county: countyCode } = call.params;
    const works = await standings.of(call.db, await call.policyOn(), countyCode, call.today);
    const { by = 'village', area, year = yearOf(call.today) } = call.query;
    const order = { countyCode, day: call.today, year, by: by as 'village' | 'township', areaCode: area };
    return { order, rows: await call.read('see.figures', (tx) => areaFigures(tx, works, order), countyCode) };
  };
  add({
    method: 'GET',
    url: '/counties/:county/figures',
    tag,
    summary: 'Households by group, findings, cases and payments of a year, by village or township',
    params,
    query: Type.Object(query),
    reply: Type.Object({ day: Day, year: Type.Integer(), rows: Type.Array(Row) }),
    handle: async (call) => {
      const { order, rows } = await look(call);
      return { day: order.day, year: order.year, rows };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/figures/file',
    tag,
    summary: 'The same as a file',
    params,
    query: Type.Object({ ...query, format: Type.Enum([...LIST_FORMATS]) }),
    isDownload: true,
    reply: ListFile,
    handle: async (call) => {
      const { order, rows } = await look(call);
      const columns = columnsOf<FigureRow>(FIELDS, call.language);
      return Download.write(`figures ${order.year}`, call.query.format, columns, one(rows));
    },
  });
}

async function* one<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield await Promise.resolve(rows);
}

const number = (zh: string, en: string): TableField => ({ zh, en, kind: 'number' });
const FIELDS: Readonly<Partial<Record<keyof FigureRow, TableField>>> = {
  area_code: { zh: '地区代码', en: 'area code' },
  township_name: { zh: '乡镇', en: 'township' },
  area_name: { zh: '地区', en: 'area' },
  households: number('户数', 'households'),
  people: number('人数', 'people'),
  registered: number('建档立卡户', 'registered'),
  non_high_standard_lifted: number('非高标准脱贫户', 'non-high-standard, lifted'),
  non_poor_low_income: number('非贫低收入户', 'non-poor, low income'),
  sudden_hardship: number('突发严重困难户', 'sudden hardship'),
  general: number('一般农户', 'general'),
  found: number('有线索的户', 'households found'),
  in_force: number('其中线索仍有效', 'finding in force'),
  cases: number('案件', 'cases'),
  running: number('其中在办', 'running'),
  paid_households: number('已付户数', 'households paid'),
  paid_yuan: { zh: '已付金额', en: 'paid', kind: 'yuan' },
};
