import type { FileReference } from '../../../evidence/index.ts';
import { formatYuan, type PlainDate } from '../../../kernel/index.ts';
import { type Db, insertRows, nextNo, sql, type Tx } from '../../../platform/index.ts';
import type { PolicyVersion } from '../../../policy/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { getEntity } from '../entities/store.ts';
import { fail as failShared } from '../errors.ts';
import { insertRequest, showExpenditure } from '../spending/actions.ts';
import { type Expenditure, listExpenditures } from '../spending/standing.ts';
import { enact, keepPapers, needHousehold, needPast, properText } from '../store.ts';
import { fail } from './errors.ts';
import { isMonthDay } from './rules.ts';
import { getContract, type LandContract, listContracts, listPlantings, type PlantingRow } from './store.ts';

/** A plot as its contract says. */
export interface Plot {
  /** The household of the Land Responsibility Book. */
  readonly householdNo: string;
  readonly plot: string;
  readonly muHundredths: bigint;
  readonly rentPerMuFen: bigint;
}

/** What the contracts of one act have in common. */
interface LandTerms extends CountyOrder {
  readonly entityNo: number;
  readonly since: PlainDate;
  readonly until: PlainDate;
  /** Month and day on which a year's rent is due, such as 11-30. */
  readonly dueMonthDay: string;
  readonly signedOn: PlainDate;
  /** The contracts as the households signed them. */
  readonly files: readonly FileReference[];
  readonly today: PlainDate;
}
export interface LandOrder extends LandTerms, Plot {}
export interface LandsOrder extends LandTerms {
  readonly plots: readonly Plot[];
}

/**
 * Records that a household lets a plot to an entity. Fails, in this order, with `entity.unknown`, `programmes.future`,
 * `land.term`, `land.unsigned`, `programmes.text`, `programmes.household`, `programmes.quantity`.
 */
export async function letLand(db: Db, order: LandOrder): Promise<LandContract> {
  return enact(db, order, 'land.let', async (tx, actor) => {
    const no = await insertContracts(tx, actor, order, [order]);
    const result = await getContract(tx, order.countyCode, no, order.today);
    return { result, summary: { contract_no: no, entity_no: order.entityNo } };
  });
}

/** Records the plots of a whole village, all or none. Fails as `letLand` does, and with `land.none`. */
export async function letLands(
  db: Db,
  order: LandsOrder,
): Promise<{ readonly first_no: number; readonly contracts: number }> {
  return enact(db, order, 'land.let', async (tx, actor) => {
    const { plots, entityNo } = order;
    if (plots.length === 0) throw fail('land.none');
    const first = await insertContracts(tx, actor, order, plots);
    return {
      result: { first_no: first, contracts: plots.length },
      summary: { contract_no: first, entity_no: entityNo, contracts: plots.length },
    };
  });
}

/** Writes contracts, and answers the number of the first. */
async function insertContracts(
  tx: Tx,
  actor: string,
  order: LandTerms,
  plots: readonly Plot[],
): Promise<number> {
  const { countyCode, entityNo, since, until, signedOn, dueMonthDay, files, today } = order;
  const entity = await getEntity(tx, countyCode, entityNo);
  needPast(signedOn, today);
  if (until < since || signedOn > since || !isMonthDay(dueMonthDay))
    throw fail('land.term', { since, until, signed: signedOn });
  if (files.length === 0) throw fail('land.unsigned');
  for (const { householdNo, muHundredths, rentPerMuFen } of plots) {
    await needHousehold(tx, countyCode, householdNo, signedOn);
    needQuantity(muHundredths, rentPerMuFen);
  }
  const first = await nextNo(tx, 'programmes.land_contract', 'contract_no', { county_code: countyCode });
  const papers = await keepPapers(tx, countyCode, entity, files, actor);
  await insertRows(
    tx,
    'programmes.land_contract',
    plots.map(({ householdNo, plot, muHundredths, rentPerMuFen }, i) => ({
      county_code: countyCode,
      contract_no: first + i,
      entity_no: entityNo,
      household_no: householdNo,
      plot_name: properText('plot', plot),
      mu_hundredths: muHundredths,
      rent_per_mu_fen: rentPerMuFen,
      since,
      until,
      due_month_day: dueMonthDay,
      signed_on: signedOn,
      files: papers,
      recorded_by: actor,
    })),
  );
  return first;
}

function needQuantity(...quantities: readonly bigint[]): void {
  if (quantities.some((quantity) => quantity <= 0n)) throw failShared('programmes.quantity');
}

export interface EndLandOrder extends CountyOrder {
  readonly contractNo: number;
  readonly lastDay: PlainDate;
  readonly reason: string;
  readonly today: PlainDate;
}

/** Ends a contract before its time. Fails with `land.unknown`, `programmes.text`, `land.ended`. */
export async function endLand(db: Db, order: EndLandOrder): Promise<LandContract> {
  return enact(db, order, 'land.end', async (tx, actor) => {
    const { countyCode, contractNo, lastDay, today } = order;
    const contract = await getContract(tx, countyCode, contractNo, today);
    const remark = properText('reason', order.reason);
    if (contract.ended_because !== null || lastDay < contract.since || lastDay >= contract.until)
      throw fail('land.ended', { contract: contractNo, day: lastDay });
    await insertRows(tx, 'programmes.land_contract_end', [
      { county_code: countyCode, contract_no: contractNo, last_day: lastDay, remark, recorded_by: actor },
    ]);
    const result = await getContract(tx, countyCode, contractNo, today);
    return { result, summary: { contract_no: contractNo } };
  });
}

export interface RentOrder extends CountyOrder {
  readonly entityNo: number;
  readonly year: number;
  readonly on: PlainDate;
  readonly purpose: string;
  readonly policy: PolicyVersion;
  readonly today: PlainDate;
}

/**
 * Asks to pay a year's rents that are due and unpaid and in no other running request; decided, co-signed and posted as any
 * spending. Fails with `entity.unknown`, `programmes.future`, `programmes.text`, `land.nothingDue`, `spending.policy`.
 */
export async function requestRents(db: Db, order: RentOrder): Promise<Expenditure> {
  const { policy, ...said } = order;
  return enact(db, { ...said, policy: policy.version } as CountyOrder, 'land.rents', async (tx, actor) => {
    const { countyCode, entityNo, year, on, today } = order;
    const entity = await getEntity(tx, countyCode, entityNo);
    needPast(on, today);
    const purpose = properText('purpose', order.purpose);
    const lines = await dueLines(tx, order);
    if (lines.length === 0) throw fail('land.nothingDue', { year });
    const amountFen = lines.reduce((sum, { amount_fen }) => sum + amount_fen, 0n);
    const request = { ...order, kind: 'land_rent', amountFen, purpose, payee: null } as const;
    const no = await insertRequest(tx, request, entity, actor);
    const key = { county_code: countyCode, expenditure_no: no };
    await insertRows(
      tx,
      'programmes.rent_line',
      lines.map((line) => ({ ...key, ...line, rent_year: year })),
    );
    const summary = { expenditure_no: no, contracts: lines.length, amount_yuan: formatYuan(amountFen) };
    return { result: await showExpenditure(tx, countyCode, no, today), summary };
  });
}

const OVER = ['refused', 'vetoed', 'withdrawn', 'revoked'];

async function dueLines(tx: Tx, { countyCode, entityNo, year, on, today }: RentOrder) {
  const contracts = await listContracts(tx, countyCode, { entityNo }, on);
  const running = (await listExpenditures(tx, countyCode, { entityNo }, today))
    .filter(({ kind, status }) => kind === 'land_rent' && !OVER.includes(status))
    .map(({ expenditure_no }) => expenditure_no);
  const { rows } = await sql<{ contract_no: number }>`select contract_no from programmes.rent_line
    where county_code = ${countyCode} and rent_year = ${year} and expenditure_no = any(${running}::int[])`.execute(
    tx,
  );
  const taken = new Set(rows.map(({ contract_no }) => contract_no));
  return contracts.flatMap(({ contract_no, household_no, mu_hundredths, dues }) => {
    const due = dues.find((each) => each.year === year);
    const left = due && !taken.has(contract_no) ? due.due_fen - due.paid_fen : 0n;
    return left > 0n ? [{ contract_no, household_no, mu_hundredths, amount_fen: left }] : [];
  });
}

export interface SubsidyOrder extends CountyOrder {
  readonly contractNo: number;
  readonly year: number;
  /** Who received it. */
  readonly householdNo: string;
  readonly amountFen: bigint;
  readonly paidOn: PlainDate;
  readonly today: PlainDate;
}

/**
 * Records who received the subsidy of a plot that is let: nobody but the household of the book (F33). Fails with `land.unknown`,
 * `programmes.future`, `programmes.quantity`, `land.subsidyDiverted`, `land.subsidyTwice`.
 */
export async function recordSubsidy(db: Db, order: SubsidyOrder): Promise<LandContract> {
  return enact(db, order, 'land.subsidy', async (tx, actor) => {
    const { countyCode, contractNo, year, householdNo, amountFen, paidOn, today } = order;
    const contract = await getContract(tx, countyCode, contractNo, today);
    needPast(paidOn, today);
    needQuantity(amountFen);
    const { household_no: household } = contract;
    if (householdNo !== household)
      throw fail('land.subsidyDiverted', { contract: contractNo, household, payee: householdNo });
    const key = { county_code: countyCode, contract_no: contractNo };
    const { rows } = await sql`select 1 from programmes.subsidy_receipt where county_code = ${countyCode}
      and contract_no = ${contractNo} and subsidy_year = ${year}`.execute(tx);
    if (rows.length > 0) throw fail('land.subsidyTwice', { contract: contractNo, year });
    await insertRows(tx, 'programmes.subsidy_receipt', [
      {
        ...key,
        subsidy_year: year,
        household_no: householdNo,
        amount_fen: amountFen,
        paid_on: paidOn,
        recorded_by: actor,
      },
    ]);
    return { result: contract, summary: { contract_no: contractNo, year } };
  });
}

export interface PlantingOrder extends CountyOrder {
  readonly entityNo: number;
  readonly crop: string;
  readonly muHundredths: bigint;
  /** `under`: beneath another crop, on the same land. */
  readonly layer: 'main' | 'under';
  readonly plantedOn: PlainDate;
  readonly firstYieldYear: number;
  readonly today: PlainDate;
}

/** Records a crop. Fails with `entity.unknown`, `programmes.future`, `programmes.text`, `programmes.quantity`. */
export async function recordPlanting(db: Db, order: PlantingOrder): Promise<PlantingRow[]> {
  return enact(db, order, 'land.plant', async (tx, actor) => {
    const { countyCode, entityNo, muHundredths, layer, plantedOn, firstYieldYear, today } = order;
    await getEntity(tx, countyCode, entityNo);
    needPast(plantedOn, today);
    const crop = properText('crop', order.crop);
    needQuantity(muHundredths);
    const no = await nextNo(tx, 'programmes.planting', 'planting_no', { county_code: countyCode });
    await insertRows(tx, 'programmes.planting', [
      {
        county_code: countyCode,
        planting_no: no,
        entity_no: entityNo,
        crop_name: crop,
        mu_hundredths: muHundredths,
        layer,
        planted_on: plantedOn,
        first_yield_year: firstYieldYear,
        recorded_by: actor,
      },
    ]);
    const result = await listPlantings(tx, countyCode, entityNo);
    return { result, summary: { entity_no: entityNo, planting_no: no } };
  });
}
