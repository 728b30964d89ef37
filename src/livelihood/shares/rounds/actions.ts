import { formatYuan, isSamePerson, type PlainDate } from '../../../kernel/index.ts';
import { type Db, insertRows, nextNo, type Tx } from '../../../platform/index.ts';
import type { EntityOrder } from '../register/actions.ts';
import { capitalOn } from '../register/store.ts';
import { sha256 } from '../rolls/actions.ts';
import { getRoll, linesOfRoll, type RollLineRow, type RollRow } from '../rolls/store.ts';
import { type Charter, charterOf } from '../charter.ts';
import { fail } from '../errors.ts';
import { type BookRow, type CharterOn, enact, getBook, insertMany } from '../store.ts';
import { allot, type Allotted } from './allotment.ts';
import type { CharterRules, RoundFacts, SourceItem } from './model.ts';
import { type SealedLine, type Sheet, sheetOf } from './sheet.ts';
import { isPublic, type RoundState, statesOf } from './status.ts';
import { capitalOf, getRound, linesOfRound, listRounds, type RoundRow, rulesOf, sourcesOf } from './store.ts';
import { runWaterfall, type Waterfall } from './waterfall.ts';

export interface Audit {
  readonly by: string;
  readonly on: PlainDate;
  readonly document: string;
}

export interface ProposeOrder extends EntityOrder {
  readonly rollNo: number;
  readonly sources: readonly SourceItem[];
  readonly audit: Audit | undefined;
  /** A higher rate by volume than the charter's, in ten-thousandths. */
  readonly volumeBp?: number;
  readonly day: PlainDate;
  readonly today: PlainDate;
  readonly charterOn: CharterOn;
}

interface Computed {
  readonly charter: Charter;
  readonly facts: RoundFacts;
  readonly waterfall: Waterfall;
  readonly lines: readonly (RollLineRow & { readonly dividend_fen: bigint })[];
  readonly sheet: Sheet;
}

/**
 * Proposes a round: takes the audited surplus of a roll's year through the charter's waterfall and splits it over the roll, to
 * the fen. Nothing is paid before a meeting, its notice and an authorisation.
 *
 * Refused in this order: `round.future`, `shares.unknown`, `shares.rollUnknown`, `round.another`, `round.sources`,
 * `round.financing` (F31), `round.document`, `round.notAudited`, `round.ownAudit`, `round.volumeFloor`, `round.noSurplus`,
 * `round.nothingShared`.
 */
export async function proposeRound(db: Db, order: ProposeOrder): Promise<RoundState> {
  const { charterOn, ...said } = order;
  return enact(db, said, 'round.propose', async (tx, actor) => {
    const { countyCode, entityNo, rollNo, day, today } = order;
    if (day > today) throw fail('round.future', { day, today });
    const book = await getBook(tx, countyCode, entityNo, day);
    const roll = await getRoll(tx, countyCode, entityNo, rollNo);
    await needNoOther(tx, countyCode, book, day);
    const charter = charterOf(charterOn(roll.charter_id, roll.day));
    const audit = assertSound(order, charter, roll, actor);
    const roundNo = await nextNo(tx, 'shares.round', 'round_no', { county_code: countyCode });
    const ref = await refOf(tx, countyCode, entityNo, roll.year);
    const facts = await factsOf(tx, order, roll);
    const computed = await compute(tx, { countyCode, book, roll, charter, ref, facts });
    const { waterfall, lines } = computed;
    if (waterfall.surplus_fen <= 0n)
      throw fail('round.noSurplus', { surplus: formatYuan(waterfall.surplus_fen) });
    const shared = sumOf(waterfall.pots.map(({ amount_fen }) => amount_fen));
    if (shared === 0n) throw fail('round.nothingShared');
    const payable = lines.filter(
      ({ holder_kind, dividend_fen }) => holder_kind === 'household' && dividend_fen > 0n,
    );
    await insertRows(tx, 'shares.round', [
      rowOf(order, { roundNo, ref, roll, audit, actor }, computed, shared, payable),
    ]);
    await insertRows(
      tx,
      'shares.round_source',
      order.sources.map((item, i) => sourceRow(countyCode, roundNo, i, item)),
    );
    await insertMany(
      tx,
      'shares.round_line',
      { county_code: countyCode, round_no: roundNo, entity_no: entityNo, roll_no: rollNo },
      {
        line_no: ['integer', lines.map(({ line_no }) => line_no)],
        dividend_fen: ['bigint', lines.map(({ dividend_fen }) => dividend_fen)],
      },
    );
    const [result] = await statesOf(tx, countyCode, [await getRound(tx, countyCode, roundNo)], day);
    return {
      result: result!,
      summary: {
        round_no: roundNo,
        entity_no: entityNo,
        lines: lines.length,
        shared_yuan: formatYuan(shared),
      },
    };
  });
}

interface Head {
  readonly roundNo: number;
  readonly ref: string;
  readonly roll: RollRow;
  readonly audit: Audit;
  readonly actor: string;
}

const rowOf = (
  { countyCode, entityNo, rollNo, day }: ProposeOrder,
  { roundNo, ref, roll, audit, actor }: Head,
  { charter, facts, waterfall, sheet }: Computed,
  shared: bigint,
  payable: Computed['lines'],
) => ({
  county_code: countyCode,
  round_no: roundNo,
  entity_no: entityNo,
  roll_no: rollNo,
  year: roll.year,
  round_ref: ref,
  charter_version: charter.version,
  rules: JSON.stringify(charter.rules),
  capital: JSON.stringify(inTexts(facts.capital_fen)),
  volume_rate: facts.volume_bp,
  surplus_fen: waterfall.surplus_fen,
  shared_fen: shared,
  paid_fen: sumOf(payable.map(({ dividend_fen }) => dividend_fen)),
  payable_count: payable.length,
  kept_fen: keptIn(waterfall),
  audited_by: audit.by,
  audited_on: audit.on,
  audit_document: audit.document,
  day,
  sheet_hash: sheet.hash,
  recorded_by: actor,
});

const sourceRow = (countyCode: string, roundNo: number, i: number, item: SourceItem) => ({
  county_code: countyCode,
  round_no: roundNo,
  source_no: i + 1,
  source_kind: item.kind,
  label_zh_name: item.label.zh,
  label_en_name: item.label.en,
  source_fen: item.amount_fen,
  document: item.document,
});

const inTexts = (capital: RoundFacts['capital_fen']) =>
  Object.fromEntries(Object.entries(capital).map(([code, amount]) => [code, String(amount)]));

/** One round of an entity at a time: the next begins when the last is paid or ended. */
async function needNoOther(tx: Tx, countyCode: string, book: BookRow, day: PlainDate): Promise<void> {
  const states = await statesOf(
    tx,
    countyCode,
    await listRounds(tx, countyCode, { entityNo: book.entity_no }),
    day,
  );
  const open = states.find(({ status }) => !['paid', 'reversed', 'withdrawn', 'refused'].includes(status));
  if (open) throw fail('round.another', { round: open.round.round_no, entity: book.entity_name });
}

function assertSound(order: ProposeOrder, charter: Charter, roll: RollRow, actor: string): Audit {
  const { sources, audit, volumeBp } = order;
  if (
    !sources.some(({ kind }) => kind === 'income' || kind === 'carried') ||
    sources.some(({ amount_fen }) => amount_fen <= 0n)
  )
    throw fail('round.sources');
  const financing = sources.find(({ kind }) => kind === 'financing');
  if (financing)
    throw fail('round.financing', { item: financing.label, amount: formatYuan(financing.amount_fen) });
  const bare = sources.find(({ kind, document }) => kind !== 'not_itemised' && document.trim() === '');
  if (bare) throw fail('round.document', { item: bare.label });
  if (
    !audit ||
    audit.on < roll.day ||
    audit.on > order.day ||
    audit.by.trim() === '' ||
    audit.document.trim() === ''
  )
    throw fail('round.notAudited', { day: roll.day });
  if (isSamePerson(audit.by, actor)) throw fail('round.ownAudit', { actor });
  const floor = charter.rules.volume_at_least_bp;
  if (volumeBp !== undefined && (floor === null || volumeBp < floor || volumeBp > 10_000))
    throw fail('round.volumeFloor', {
      percent: volumeBp / 100,
      floor: (floor ?? 0) / 100,
      charter: charter.version,
    });
  return audit;
}

/** Entity, year, and which round of that year it is. */
async function refOf(tx: Tx, countyCode: string, entityNo: number, year: number): Promise<string> {
  const earlier = (await listRounds(tx, countyCode, { entityNo })).filter((round) => round.year === year);
  return `${countyCode}-${entityNo}-${year}-${earlier.length + 1}`;
}

async function factsOf(
  tx: Tx,
  { countyCode, entityNo, sources, volumeBp }: ProposeOrder,
  roll: RollRow,
): Promise<RoundFacts> {
  const capital = await capitalOn(tx, countyCode, entityNo, roll.day);
  return {
    sources,
    capital_fen: Object.fromEntries(capital.map(({ share_kind, capital_fen }) => [share_kind, capital_fen])),
    volume_bp: volumeBp ?? null,
  };
}

interface ToCompute {
  readonly countyCode: string;
  readonly book: BookRow;
  readonly roll: RollRow;
  readonly charter: Charter;
  readonly ref: string;
  readonly facts: RoundFacts;
}

async function compute(
  tx: Tx,
  { countyCode, book, roll, charter, ref, facts }: ToCompute,
): Promise<Computed> {
  const rollLines = await linesOfRoll(tx, countyCode, roll.entity_no, roll.roll_no);
  const weighted = rollLines.map(({ line_id, column_kind, weight }) => ({
    id: line_id,
    column: column_kind,
    weight,
  }));
  const waterfall = runWaterfall(charter.rules, facts, weighted);
  const allotted = allot(ref, waterfall.pots, weighted, sha256);
  const lines = rollLines.map((line, i) => ({ ...line, dividend_fen: allotted[i]!.amount_fen }));
  const head = {
    round_id: ref,
    county_code: countyCode,
    entity_no: String(book.entity_no),
    entity_name: book.entity_name,
    year: roll.year,
  };
  const { version, rules } = charter;
  const sheet = sheetFrom(head, { version, rules }, roll, facts, waterfall, lines);
  return { charter, facts, waterfall, lines, sheet };
}

function sheetFrom(
  head: Pick<Sheet, 'round_id' | 'county_code' | 'entity_no' | 'entity_name' | 'year'>,
  charter: { readonly version: string; readonly rules: CharterRules },
  { roll_no, day, roll_hash }: RollRow,
  facts: RoundFacts,
  waterfall: Waterfall,
  lines: readonly (RollLineRow & { readonly dividend_fen: bigint })[],
): Sheet {
  return sheetOf(
    {
      head,
      charter,
      roll: { roll_no, day, hash: roll_hash },
      facts,
      waterfall,
      lines: lines.map(
        ({ line_id, column_kind, weight, masked_name, nonce, dividend_fen }): SealedLine & Allotted => ({
          id: line_id,
          column: column_kind,
          weight,
          name: masked_name,
          nonce,
          amount_fen: dividend_fen,
        }),
      ),
    },
    sha256,
  );
}

/** What reserve, risk and welfare keep: it leaves the purse for the reserve account when the round is paid. */
const keptIn = ({ steps }: Waterfall): bigint =>
  sumOf(
    steps.flatMap(({ step, amount_fen }) =>
      ['reserve', 'risk', 'welfare'].includes(step) ? [amount_fen] : [],
    ),
  );

const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

/** The sheet of a round, from the rows that were frozen with it and the amounts that were kept. */
export async function sheetOfRound(tx: Tx, countyCode: string, round: RoundRow): Promise<Sheet> {
  const roll = await getRoll(tx, countyCode, round.entity_no, round.roll_no);
  const lines = await linesOfRound(tx, countyCode, round.round_no);
  const facts: RoundFacts = {
    sources: await sourcesOf(tx, countyCode, round.round_no),
    capital_fen: capitalOf(round),
    volume_bp: round.volume_rate,
  };
  const rules = rulesOf(round);
  const weighted = lines.map(({ line_id, column_kind, weight }) => ({
    id: line_id,
    column: column_kind,
    weight,
  }));
  const head = {
    round_id: round.round_ref,
    county_code: countyCode,
    entity_no: String(round.entity_no),
    entity_name: round.entity_name,
    year: round.year,
  };
  return sheetFrom(
    head,
    { version: round.charter_version, rules },
    roll,
    facts,
    runWaterfall(rules, facts, weighted),
    lines,
  );
}

/** The sheet as anybody may read it; undefined before the round is decided. */
export async function publicSheet(
  tx: Tx,
  countyCode: string,
  roundNo: number,
  day: PlainDate,
): Promise<{ readonly state: RoundState; readonly sheet: Sheet } | undefined> {
  const rounds = await listRounds(tx, countyCode, { roundNo });
  const [state] = await statesOf(tx, countyCode, rounds, day);
  if (!state || !isPublic(state.status)) return undefined;
  return { state, sheet: await sheetOfRound(tx, countyCode, state.round) };
}

/** The rounds everybody may read, the latest first. */
export async function publicRounds(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  entityNo?: number,
): Promise<RoundState[]> {
  const rounds = await listRounds(tx, countyCode, entityNo === undefined ? {} : { entityNo });
  const states = await statesOf(tx, countyCode, rounds, day);
  return states.filter(({ status }) => isPublic(status)).reverse();
}

export interface WithdrawOrder extends EntityOrder {
  readonly roundNo: number;
  readonly reason: string;
  readonly day: PlainDate;
}

/** Takes a proposal back before it is authorised. Fails with `round.unknown` and `round.tooLate`. */
export async function withdrawRound(db: Db, order: Omit<WithdrawOrder, 'entityNo'>): Promise<RoundState> {
  return enact(db, order, 'round.withdraw', async (tx, actor) => {
    const { countyCode, roundNo, day, reason } = order;
    const round = await getRound(tx, countyCode, roundNo);
    if (round.steps.length > 0)
      throw fail('round.tooLate', { round: roundNo, step: round.steps.at(-1)!.step });
    await addStep(tx, countyCode, round, { step: 'withdrawn', day, reason, recorded_by: actor });
    const [result] = await statesOf(tx, countyCode, [await getRound(tx, countyCode, roundNo)], day);
    return { result: result!, summary: { round_no: roundNo } };
  });
}

export async function addStep(
  tx: Tx,
  countyCode: string,
  { round_no, steps }: RoundRow,
  step: Readonly<Record<string, string | bigint | null>>,
): Promise<void> {
  await insertRows(tx, 'shares.round_step', [
    { county_code: countyCode, round_no, step_no: steps.length + 1, ...step },
  ]);
}
