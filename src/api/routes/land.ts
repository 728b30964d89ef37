import { Type } from 'typebox';
import { findFen, formatYuan, yearOf } from '../../kernel/index.ts';
import {
  endLand,
  findHundredths,
  hundredthsText,
  isWithoutYield,
  type LandContract,
  letLand,
  listContracts,
  listPlantings,
  plantedLand,
  type PlantingRow,
  recordPlanting,
  recordSubsidy,
  rentOf,
} from '../../livelihood/programmes/index.ts';
import { type AddRoute, orderOf, pageOf } from '../route.ts';
import {
  AfterNo,
  Body,
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
  Yuan,
} from '../schemas.ts';
import { Files, Hundredths, ofEntity } from './entities.ts';

const ofContract = Type.Object({ ...ofCounty.properties, contract: No });
const tag = 'programmes';
const Year = Type.Integer({ minimum: 1949, maximum: 2200 });
const Layer = Type.Enum(['main', 'under']);

const Contract = Type.Object({
  contract_no: Type.Integer(),
  entity_no: Type.Integer(),
  household_no: Type.String({ description: 'Household of the Land Responsibility Book.' }),
  plot_name: Type.String(),
  mu: Type.String(),
  rent_per_mu_yuan: Yuan,
  rent_yuan: Yuan,
  since: Day,
  until: Day,
  due_month_day: Type.String(),
  signed_on: Day,
  ended_because: Nullable(Type.String()),
  arrears_yuan: Yuan,
  dues: Type.Array(Type.Object({ year: Type.Integer(), due_on: Day, due_yuan: Yuan, paid_yuan: Yuan })),
  files: Files,
  recorded_by: Type.String(),
});
const Planting = Type.Object({
  planting_no: Type.Integer(),
  crop_name: Type.String(),
  mu: Type.String(),
  layer: Layer,
  planted_on: Day,
  first_yield_year: Type.Integer(),
  recorded_by: Type.String(),
});

const contractDocument = ({ mu_hundredths, rent_per_mu_fen, arrears_fen, dues, ...row }: LandContract) => ({
  ...row,
  mu: hundredthsText(mu_hundredths),
  rent_per_mu_yuan: formatYuan(rent_per_mu_fen),
  rent_yuan: formatYuan(rentOf({ mu_hundredths, rent_per_mu_fen, ...row })),
  arrears_yuan: formatYuan(arrears_fen),
  dues: dues.map(({ due_fen, paid_fen, ...due }) => ({
    ...due,
    due_yuan: formatYuan(due_fen),
    paid_yuan: formatYuan(paid_fen),
  })),
});
const plantingDocument = ({ mu_hundredths, ...row }: PlantingRow) => ({
  ...row,
  mu: hundredthsText(mu_hundredths),
});

export function landRoutes(add: AddRoute): void {
  contractRoutes(add);
  subsidyRoute(add);
  plantingRoutes(add);
}

function contractRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/entities/:entity/land',
    tag,
    summary: 'Plots let to an entity, with every year’s rent due and paid, by number',
    params: ofEntity,
    query: Type.Object({ after: AfterNo, limit: Limit }),
    reply: Page(Contract, Type.Integer()),
    handle: async (call) => {
      const { county, entity: entityNo } = call.params;
      const { after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('see.entity', (tx) =>
            listContracts(tx, county, { entityNo, after, limit: rows }, call.today),
          ),
        ({ contract_no }) => contract_no,
      );
      return { ...page, rows: page.rows.map(contractDocument) };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/land',
    tag,
    summary: 'Record a plot that a household lets, with the contract it signed',
    params: ofEntity,
    body: Body({
      household: HouseholdNo,
      plot: Text,
      mu: Hundredths,
      rent_per_mu_yuan: GivenYuan,
      since: Day,
      until: Day,
      due: Type.String({ pattern: '^\\d\\d-\\d\\d$', description: 'Month and day, 11-30.' }),
      signed_on: Day,
      files: Evidence,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Contract,
    handle: async (call) => {
      const { household, plot, mu, rent_per_mu_yuan, since, until, due, signed_on, files } = call.body;
      return contractDocument(
        await letLand(call.db, {
          ...orderOf(call),
          entityNo: call.params.entity,
          householdNo: household,
          plot,
          muHundredths: findHundredths(mu)!,
          rentPerMuFen: findFen(rent_per_mu_yuan)!,
          since: call.day(since),
          until: call.day(until),
          dueMonthDay: due,
          signedOn: call.day(signed_on),
          files,
          today: call.today,
        }),
      );
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/land/:contract/end',
    tag,
    summary: 'End a contract before its time',
    params: ofContract,
    body: Body({ last_day: Day, reason: Text, dry_run: DryRun }),
    status: 201,
    reply: Contract,
    handle: async (call) => {
      const { last_day, reason } = call.body;
      const order = { ...orderOf(call), contractNo: call.params.contract, reason, today: call.today };
      return contractDocument(await endLand(call.db, { ...order, lastDay: call.day(last_day) }));
    },
  });
}

function subsidyRoute(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/land/:contract/subsidies',
    tag,
    summary: 'Record who received the subsidy of a plot: nobody but the household of the book',
    params: ofContract,
    body: Body({
      year: Year,
      household: HouseholdNo,
      amount_yuan: GivenYuan,
      paid_on: On,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Contract,
    handle: async (call) => {
      const { year, household: householdNo, amount_yuan, paid_on } = call.body;
      const order = { ...orderOf(call), contractNo: call.params.contract, year, householdNo };
      const paid = { amountFen: findFen(amount_yuan)!, paidOn: call.day(paid_on), today: call.today };
      return contractDocument(await recordSubsidy(call.db, { ...order, ...paid }));
    },
  });
}

function plantingRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/entities/:entity/crops',
    tag,
    summary: 'Crops of an entity; land under them counted once, and whether any earns yet',
    params: ofEntity,
    reply: Type.Object({
      rows: Type.Array(Planting),
      land_mu: Type.String({
        description: 'Land under crops; what grows beneath another is not counted again.',
      }),
      is_without_yield: Type.Boolean(),
    }),
    handle: async (call) => {
      const { county, entity } = call.params;
      const rows = await call.read('see.entity', (tx) => listPlantings(tx, county, entity));
      return {
        rows: rows.map(plantingDocument),
        land_mu: hundredthsText(plantedLand(rows)),
        is_without_yield: isWithoutYield(rows, yearOf(call.today)),
      };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/crops',
    tag,
    summary: 'Record a crop: its area, whether it grows under another, from which year it earns',
    params: ofEntity,
    body: Body({
      crop: Text,
      mu: Hundredths,
      layer: Layer,
      planted_on: Day,
      first_yield_year: Year,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Type.Array(Planting),
    handle: async (call) => {
      const { crop, mu, layer, planted_on, first_yield_year: firstYieldYear } = call.body;
      const order = { ...orderOf(call), entityNo: call.params.entity, crop, layer, firstYieldYear };
      const rows = await recordPlanting(call.db, {
        ...order,
        muHundredths: findHundredths(mu)!,
        plantedOn: call.day(planted_on),
        today: call.today,
      });
      return rows.map(plantingDocument);
    },
  });
}
