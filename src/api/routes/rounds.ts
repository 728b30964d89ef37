import { Type } from 'typebox';
import {
  authoriseRound,
  cosignRound,
  type CharterOn,
  explainRound,
  getRound,
  linesOfRound,
  listRolls,
  listRounds,
  payRound,
  proposeRound,
  publicRounds,
  publicSheet,
  reverseRound,
  sharesFailure,
  sheetOfRound,
  SOURCE_KINDS,
  statesOf,
  withdrawRound,
} from '../../livelihood/shares/index.ts';
import { findFen, formatYuan, plainDate } from '../../kernel/index.ts';
import type { Jobs } from '../jobs.ts';
import { PublicRound, roundDocument, RoundStepRow, RoundTree, SheetReply } from '../round-documents.ts';
import { type AddRoute, type Call, orderOf, pageOf, Purpose } from '../route.ts';
import {
  AfterNo,
  Body,
  County,
  Day,
  DryRun,
  GivenYuan,
  Limit,
  No,
  ofCounty,
  On,
  Page,
  Personal,
  Text,
  Words,
  Yuan,
} from '../schemas.ts';
import { RoundJob } from './jobs.ts';

const tag = 'rounds';
const ofRound = Type.Object({ county: County, round: No });
type OfRound = { readonly county: string; readonly round: number };

const Round = Type.Object({
  ...PublicRound.properties,
  audited_by: Type.String(),
  audited_on: Day,
  audit_document: Type.String(),
  recorded_by: Type.String(),
  open_objections: Type.Array(Type.Integer()),
  steps: Type.Array(RoundStepRow),
  explanation: RoundTree,
});
const Line = Type.Object({
  line_no: Type.Integer(),
  line_id: Type.String(),
  column_kind: Type.String(),
  holder_kind: Type.Enum(['household', 'collective', 'party']),
  holder_ref: Personal(Type.String()),
  masked_name: Type.String(),
  units: Personal(Type.String({ description: 'Shares, mu, yuan or days, with two decimals.' })),
  dividend_yuan: Personal(Yuan),
});

export const charterOnOf = async (call: Call): Promise<CharterOn> => call.policyOn();

export function roundRoutes(add: AddRoute, jobs: Jobs): void {
  publicRoutes(add);
  readRoutes(add);
  proposeRoutes(add);
  moneyRoutes(add, jobs);
}

function publicRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/public/counties/:county/rounds',
    tag,
    summary: 'Distribution rounds that a meeting has approved, for everybody; the latest first',
    isPublic: true,
    params: ofCounty,
    query: Type.Object({ entity: Type.Optional(No) }),
    reply: Type.Object({ rows: Type.Array(PublicRound) }),
    handle: async (call) => {
      const { entity } = call.query;
      const states = await call.readPublic((tx) => publicRounds(tx, call.params.county, call.today, entity));
      return { rows: states.map(roundDocument) };
    },
  });
  add({
    method: 'GET',
    url: '/public/counties/:county/rounds/:round',
    tag,
    summary: 'A round with the sheet from which anybody computes it again (docs/files.md)',
    isPublic: true,
    params: ofRound,
    reply: Type.Object({ round: PublicRound, explanation: RoundTree, sheet: SheetReply }),
    handle: async (call) => {
      const { state, sheet } = await publicOf(call);
      return { round: roundDocument(state), explanation: explainRound(sheet), sheet };
    },
  });
  add({
    method: 'GET',
    url: '/public/counties/:county/rounds/:round/sheet',
    tag,
    summary: 'The sheet alone, for `terrace round check`',
    isPublic: true,
    params: ofRound,
    reply: SheetReply,
    handle: async (call) => (await publicOf(call)).sheet,
  });
  add({
    method: 'GET',
    url: '/public/counties/:county/share-books/:entity/rolls',
    tag,
    summary: 'Hashes of an entity’s frozen rolls, public before any total is known',
    isPublic: true,
    params: Type.Object({ county: County, entity: No }),
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          roll_no: Type.Integer(),
          day: Day,
          year: Type.Integer(),
          line_count: Type.Integer(),
          roll_hash: Type.String(),
          recorded_at: Type.String(),
        }),
      ),
    }),
    handle: async (call) => ({
      rows: await call.readPublic((tx) => listRolls(tx, call.params.county, call.params.entity)),
    }),
  });
}

async function publicOf(call: Call<OfRound>) {
  const { county, round } = call.params;
  const found = await call.readPublic((tx) => publicSheet(tx, county, round, call.today));
  if (!found) throw sharesFailure('round.notPublic', { round });
  return found;
}

function readRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/rounds',
    tag,
    summary: 'Distribution rounds and how they stand',
    params: ofCounty,
    query: Type.Object({ entity: Type.Optional(No), on: On, after: AfterNo, limit: Limit }),
    reply: Page(PublicRound, Type.Integer()),
    handle: async (call) => {
      const { entity, on, after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) =>
          call.read(
            'see.shares',
            async (tx) => {
              const filter = { ...(entity !== undefined && { entityNo: entity }), after, limit: rows };
              return statesOf(
                tx,
                call.params.county,
                await listRounds(tx, call.params.county, filter),
                call.day(on),
              );
            },
            call.params.county,
          ),
        ({ round }) => round.round_no,
      );
      return { rows: page.rows.map(roundDocument), next: page.next };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/rounds/:round',
    tag,
    summary: 'A round: its waterfall as a tree, its decision, and how far it is paid',
    params: ofRound,
    query: Type.Object({ on: On }),
    reply: Round,
    handle: (call) => roundOf(call, call.day(call.query.on)),
  });
  add({
    method: 'GET',
    url: '/counties/:county/rounds/:round/lines',
    tag,
    summary: 'Its lines with the households they belong to',
    params: ofRound,
    query: Type.Object({ purpose: Purpose, after: AfterNo, limit: Limit }),
    reply: Page(Line, Type.Integer()),
    handle: (call) => {
      const { county, round } = call.params;
      const { after, limit } = call.query;
      return call.readPersonal(
        { action: 'see.shares', countyCode: county, subject: `round ${round}` },
        async (tx, eyes) => {
          await getRound(tx, county, round);
          return pageOf(
            limit,
            async (rows) =>
              (await linesOfRound(tx, county, round, { after, limit: rows })).map((line) => ({
                ...eyes({
                  line_no: line.line_no,
                  line_id: line.line_id,
                  column_kind: line.column_kind,
                  holder_kind: line.holder_kind,
                  holder_ref: line.holder_ref,
                  units: formatYuan(line.weight),
                  dividend_yuan: formatYuan(line.dividend_fen),
                }),
                masked_name: line.masked_name,
                line_no: line.line_no,
                line_id: line.line_id,
                column_kind: line.column_kind,
                holder_kind: line.holder_kind,
              })),
            ({ line_no }) => line_no,
          );
        },
      );
    },
  });
}

const roundOf = (call: Call<OfRound>, day = call.today) =>
  call.read(
    'see.shares',
    async (tx) => {
      const { county, round: no } = call.params;
      const round = await getRound(tx, county, no);
      const [state] = await statesOf(tx, county, [round], day);
      const { audited_by, audited_on, audit_document, recorded_by, steps } = round;
      return {
        ...roundDocument(state!),
        audited_by,
        audited_on,
        audit_document,
        recorded_by,
        open_objections: state!.decision.openObjections,
        steps,
        explanation: explainRound(await sheetOfRound(tx, county, round)),
      };
    },
    call.params.county,
  );

const Source = Type.Object(
  {
    kind: Type.Enum([...SOURCE_KINDS]),
    label: Words,
    amount_yuan: GivenYuan,
    document: Type.String({ maxLength: 500 }),
  },
  { additionalProperties: false },
);

function proposeRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/rounds',
    tag,
    summary:
      'Propose a round: an audited surplus with its sources, through the charter’s waterfall, over a frozen roll',
    params: ofCounty,
    body: Body({
      entity: No,
      roll: No,
      sources: Type.Array(Source, { minItems: 1, maxItems: 200 }),
      audited_by: Text,
      audited_on: Day,
      audit_document: Text,
      volume_percent: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
      on: On,
      dry_run: DryRun,
    }),
    status: 201,
    reply: PublicRound,
    handle: async (call) => {
      const { entity, roll, sources, audited_by, audited_on, audit_document, volume_percent, on } = call.body;
      const state = await proposeRound(call.db, {
        ...orderOf(call),
        entityNo: entity,
        rollNo: roll,
        sources: sources.map(({ amount_yuan, ...source }) => ({
          ...source,
          amount_fen: findFen(amount_yuan)!,
        })),
        audit: { by: audited_by, on: plainDate(audited_on), document: audit_document },
        ...(volume_percent !== undefined && { volumeBp: Math.round(volume_percent * 100) }),
        day: call.day(on),
        today: call.today,
        charterOn: await charterOnOf(call),
      });
      return roundDocument(state);
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/rounds/:round/withdrawal',
    tag,
    summary: 'Take a proposal back before it is authorised',
    params: ofRound,
    body: Body({ reason: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: PublicRound,
    handle: async (call) =>
      roundDocument(
        await withdrawRound(call.db, {
          ...orderOf(call),
          roundNo: call.params.round,
          reason: call.body.reason,
          day: call.day(call.body.on),
        }),
      ),
  });
}

type Dated = { readonly on?: string; readonly dry_run?: boolean };
const moneyOrder = async (call: Call<OfRound, unknown, Dated>) => ({
  ...orderOf(call),
  roundNo: call.params.round,
  on: call.day(call.body.on),
  today: call.today,
  charterOn: await charterOnOf(call),
});

function moneyRoutes(add: AddRoute, jobs: Jobs): void {
  add({
    method: 'POST',
    url: '/counties/:county/rounds/:round/authorisation',
    tag,
    summary: 'After meeting and notice: what the ledger may pay; by somebody who did not propose it',
    params: ofRound,
    body: Body({ on: On, dry_run: DryRun }),
    status: 201,
    reply: PublicRound,
    handle: async (call) => roundDocument(await authoriseRound(call.db, await moneyOrder(call))),
  });
  add({
    method: 'POST',
    url: '/counties/:county/rounds/:round/cosignature',
    tag,
    summary: 'The agent of a purse under escrow co-signs what may be paid',
    params: ofRound,
    body: Body({ on: On, dry_run: DryRun }),
    status: 201,
    reply: PublicRound,
    handle: async (call) => roundDocument(await cosignRound(call.db, await moneyOrder(call))),
  });
  add({
    method: 'POST',
    url: '/counties/:county/rounds/:round/payment',
    tag,
    summary: 'Pay all its lines, or none; a job',
    params: ofRound,
    body: Body({ on: On, dry_run: DryRun }),
    status: 202,
    reply: RoundJob,
    handle: async (call) => {
      const order = await moneyOrder(call);
      const about = `${call.params.county}/${call.params.round}`;
      return jobs.start(
        { owner: call.viewer, kind: 'round', about, keyed: call.keyed },
        async (progressOf) => {
          const isChinese = call.language === 'zh';
          const progress = progressOf(isChinese ? '发放' : 'Posting', isChinese ? '行' : 'lines');
          const result = roundDocument(await payRound(call.db, { ...order, progress }));
          progress.finish();
          return result;
        },
      );
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/rounds/:round/reversal',
    tag,
    summary: 'Take a paid round back as a whole; by somebody who did not pay it',
    params: ofRound,
    body: Body({ reason: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: PublicRound,
    handle: async (call) =>
      roundDocument(await reverseRound(call.db, { ...(await moneyOrder(call)), reason: call.body.reason })),
  });
}
