import { Type } from 'typebox';
import { findFen, firstDayOf, formatYuan, lastDayOf } from '../../kernel/index.ts';
import {
  authorisePool,
  FORMULAS,
  listPoolYears,
  movePool,
  partsOf,
  POOL_MOVES,
  poolForecast,
  type PoolFigures,
  type PoolMoveRow,
  poolReport,
  type PoolReport,
  SUM_NAMES,
} from '../../prevention/payout/index.ts';
import { Forecast, forecastDocument } from '../pool-forecast.ts';
import { type AddRoute, orderOf, pageOf } from '../route.ts';
import {
  AfterBig,
  Big,
  Body,
  Count,
  County,
  Day,
  DryRun,
  GivenYuan,
  Limit,
  Nullable,
  ofCounty,
  On,
  Page,
  Text,
  Yuan,
} from '../schemas.ts';

const ofPool = Type.Object({ county: County, year: Type.Integer({ minimum: 1900, maximum: 9999 }) });
const tag = 'payout';
const Kind = Type.Enum([...POOL_MOVES]);
const FIGURES = Object.keys(FORMULAS) as readonly (keyof PoolFigures)[];
const Ratio = Type.String({ description: 'A share with four decimals.' });

const Move = Type.Object({
  move_no: Type.Integer(),
  policy_year: Type.Integer(),
  kind: Type.String(),
  people: Nullable(Big),
  per_person_yuan: Nullable(Yuan),
  amount_yuan: Yuan,
  day: Day,
  policy_version: Type.String(),
  posting_no: Big,
  recorded_by: Type.String(),
});
const Report = Type.Object({
  year: Type.Integer(),
  as_of: Day,
  sums: Type.Record(Type.String(), Type.Object({ yuan: Yuan, parts: Type.Integer() })),
  figures: Type.Record(Type.String(), Type.Object({ yuan: Yuan, formula: Type.String() })),
  moves: Type.Array(Move),
  loss_ratio: Nullable(Ratio),
  incurred_ratio: Nullable(Ratio),
  used_share: Nullable(Ratio),
  elapsed_days: Type.Integer(),
  days_of_year: Type.Integer(),
  forecast_used_yuan: Nullable(Yuan),
  forecast_left_yuan: Nullable(Yuan),
  warning_share: Nullable(Ratio),
  warning: Type.Boolean({ description: 'More of the pool is used than of the year has passed (F27).' }),
});
const Part = Type.Object({
  sum: Type.String(),
  posting_no: Nullable(Big),
  authorisation_no: Nullable(Big),
  day: Day,
  account: Type.String(),
  source: Type.String(),
  amount_yuan: Yuan,
});

const ratio = (value: bigint | null): string | null =>
  value === null ? null : (Number(value) / 10_000).toFixed(4);
const yuanOrNull = (value: bigint | null): string | null => (value === null ? null : formatYuan(value));

const moveDocument = ({ per_person_fen, amount_fen, ...move }: PoolMoveRow) => ({
  ...move,
  per_person_yuan: yuanOrNull(per_person_fen),
  amount_yuan: formatYuan(amount_fen),
});

const reportDocument = (report: PoolReport) => ({
  year: report.year,
  as_of: report.as_of,
  sums: Object.fromEntries(
    SUM_NAMES.map((name) => [name, { yuan: formatYuan(report.sums[name]), parts: report.counts[name] }]),
  ),
  figures: Object.fromEntries(
    FIGURES.map((name) => [name, { yuan: formatYuan(report[name]), formula: FORMULAS[name] }]),
  ),
  moves: report.moves.map(moveDocument),
  loss_ratio: ratio(report.loss_ratio),
  incurred_ratio: ratio(report.incurred_ratio),
  used_share: ratio(report.used_share),
  elapsed_days: report.elapsed.days,
  days_of_year: report.elapsed.of,
  forecast_used_yuan: yuanOrNull(report.forecast_used),
  forecast_left_yuan: yuanOrNull(report.forecast_left),
  warning_share: ratio(report.warning_share),
  warning: report.warning,
});

export function poolRoutes(add: AddRoute): void {
  readRoutes(add);
  authoriseRoute(add);
  moveRoute(add);
}

function readRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/pools',
    tag,
    summary: 'Policy years that have a pool, the latest first, and the policy of their latest move',
    params: ofCounty,
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({ policy_year: Type.Integer(), policy_version: Type.String(), moves: Type.Integer() }),
      ),
    }),
    handle: async (call) => ({
      rows: await call.read('pool.show', (tx) => listPoolYears(tx, call.params.county)),
    }),
  });
  add({
    method: 'GET',
    url: '/counties/:county/pools/:year',
    tag,
    summary:
      'What came in, was paid, is reserved and is left of a policy year; loss ratio, forecast, warning',
    params: ofPool,
    query: Type.Object({ policy: Text, on: On }),
    reply: Report,
    handle: async (call) => {
      const { county, year } = call.params;
      const day = call.day(call.query.on);
      const policy = (await call.policyOn())(call.query.policy, firstDayOf(year));
      return reportDocument(await call.read('pool.show', (tx) => poolReport(tx, county, year, day, policy)));
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/pools/:year/forecast',
    tag,
    summary:
      'How much of a pool is used, month by month, and will be by the end of the year, each by its method',
    params: ofPool,
    query: Type.Object({ policy: Text, on: On }),
    reply: Forecast,
    handle: async (call) => {
      const { county, year } = call.params;
      const day = call.day(call.query.on);
      const policy = (await call.policyOn())(call.query.policy, firstDayOf(year));
      return forecastDocument(
        await call.read('pool.show', (tx) => poolForecast(tx, county, year, day, policy), county),
      );
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/pools/:year/parts',
    tag,
    summary: 'The postings or authorisations behind one of its sums, by number',
    params: ofPool,
    query: Type.Object({ sum: Type.Enum([...SUM_NAMES]), on: On, after: AfterBig, limit: Limit }),
    reply: Page(Part, Big),
    handle: async (call) => {
      const { county, year } = call.params;
      const { sum, on, after = '0', limit } = call.query;
      const day = call.day(on);
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('pool.show', (tx) =>
            partsOf(tx, county, year, day, sum, { after: BigInt(after), limit: rows }),
          ),
        ({ posting_no, authorisation_no }) => posting_no ?? authorisation_no!,
      );
      const rows = page.rows.map(({ amount, ...part }) => ({ ...part, amount_yuan: formatYuan(amount) }));
      return { rows, next: page.next };
    },
  });
}

function authoriseRoute(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/pools/:year/authorisations',
    tag,
    summary: 'Record the decision under which somebody else moves money',
    params: ofPool,
    body: Body({
      kind: Kind,
      document: Text,
      amount_yuan: GivenYuan,
      from: On,
      to: On,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Type.Object({
      authorisation_no: Big,
      kind: Type.String(),
      limit_yuan: Yuan,
      valid_from: Day,
      valid_to: Day,
    }),
    handle: async (call) => {
      const { year } = call.params;
      const { kind, document, amount_yuan, from, to } = call.body;
      const made = await authorisePool(call.db, {
        ...orderOf(call),
        year,
        kind,
        document,
        limitFen: findFen(amount_yuan)!,
        validFrom: from === undefined ? firstDayOf(year) : call.day(from),
        validTo: to === undefined ? lastDayOf(year + 1) : call.day(to),
      });
      return {
        authorisation_no: made.authorisationNo,
        kind: made.kind,
        limit_yuan: formatYuan(made.limit),
        valid_from: made.validFrom,
        valid_to: made.validTo,
      };
    },
  });
}

function moveRoute(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/pools/:year/moves',
    tag,
    summary:
      'Pay the premium, top up, refund or carry over, under an authorisation that somebody else recorded',
    params: ofPool,
    body: Body({
      kind: Kind,
      policy: Text,
      amount_yuan: Type.Optional(GivenYuan),
      people: Type.Optional(Count),
      population: Type.Optional(Count),
      on: On,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Move,
    handle: async (call) => {
      const { year } = call.params;
      const { kind, policy, amount_yuan, people, population, on } = call.body;
      const move = await movePool(call.db, {
        ...orderOf(call),
        kind,
        year,
        on: call.day(on),
        today: call.today,
        policy: (await call.policyOn())(policy, firstDayOf(year)),
        ...(amount_yuan !== undefined && { amountFen: findFen(amount_yuan)! }),
        ...(people !== undefined && { people: BigInt(people) }),
        ...(population !== undefined && { population: BigInt(population) }),
      });
      return moveDocument(move);
    },
  });
}
