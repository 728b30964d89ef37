import { Type } from 'typebox';
import { formatYuan } from '../../kernel/index.ts';
import {
  drawSample,
  getSample,
  listSamples,
  recordVisit,
  type SampleView,
  VISIT_FINDINGS,
  type VisitFinding,
} from '../../prevention/payout/index.ts';
import { type AddRoute, orderOf } from '../route.ts';
import { Body, Day, DryRun, No, Nullable, ofCounty, On, Text, Yuan } from '../schemas.ts';

const ofSample = Type.Object({ ...ofCounty.properties, sample: No });
const tag = 'payout';
const Finding = Type.Enum(Object.keys(VISIT_FINDINGS) as VisitFinding[]);
const Share = Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 });

const Sample = Type.Object({
  sample_no: Type.Integer(),
  paid_from: Day,
  paid_to: Day,
  confidence: Type.Number(),
  margin: Type.Number(),
  expected_share: Type.Number(),
  seed: Type.String(),
  drawn_on: Day,
  strata: Type.Array(
    Type.Object({
      township_code: Type.String(),
      payments: Type.Integer(),
      drawn: Type.Integer(),
      visited: Type.Integer(),
      in_order: Type.Integer(),
    }),
  ),
  lines: Type.Array(
    Type.Object({
      township_code: Type.String(),
      list_no: Type.Integer(),
      line_no: Type.Integer(),
      household_no: Type.String(),
      amount_yuan: Yuan,
      finding: Nullable(Finding),
      visited_on: Nullable(Day),
      visited_by: Nullable(Type.String()),
    }),
  ),
  result: Nullable(
    Type.Object(
      { share: Type.Number(), low: Type.Number(), high: Type.Number() },
      {
        description: 'Share of payments in order with its interval; null before the first visit.',
      },
    ),
  ),
});

const documentOf = (sample: SampleView) => ({
  ...sample,
  lines: sample.lines.map(({ amount_fen, ...line }) => ({ ...line, amount_yuan: formatYuan(amount_fen) })),
});

export function sampleRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/samples',
    tag,
    summary: 'Draw payments for visits, by township; frozen, and drawn again by anybody who has the seed',
    params: ofCounty,
    body: Body({
      from: Day,
      to: Day,
      confidence: Share,
      margin: Share,
      expected_share: Type.Optional(Share),
      seed: Text,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Sample,
    handle: async (call) => {
      const { from, to, confidence, margin, expected_share: expectedShare = 0.5, seed } = call.body;
      const days = { from: call.day(from), to: call.day(to), today: call.today };
      const design = { confidence, margin, expectedShare, seed };
      return documentOf(await drawSample(call.db, { ...orderOf(call), ...days, ...design }));
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/samples',
    tag,
    summary: 'Samples of payments and how far their visits are, the latest first',
    params: ofCounty,
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          sample_no: Type.Integer(),
          paid_from: Day,
          paid_to: Day,
          confidence: Type.Number(),
          margin: Type.Number(),
          drawn_on: Day,
          drawn: Type.Integer(),
          visited: Type.Integer(),
        }),
      ),
    }),
    handle: async (call) => ({
      rows: await call.read('see.payment', (tx) => listSamples(tx, call.params.county)),
    }),
  });
  add({
    method: 'GET',
    url: '/counties/:county/samples/:sample',
    tag,
    summary: 'A sample, its visits, and the share in order with its interval',
    params: ofSample,
    reply: Sample,
    handle: async (call) => {
      const { county, sample } = call.params;
      return documentOf(await call.read('see.payment', (tx) => getSample(tx, county, sample)));
    },
  });
  visitRoute(add);
}

function visitRoute(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/samples/:sample/visits',
    tag,
    summary: 'What a visit found; not by who handled the payment',
    params: ofSample,
    body: Body({
      list: No,
      line: No,
      finding: Finding,
      note: Type.Optional(Text),
      on: On,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Sample,
    handle: async (call) => {
      const { list: listNo, line: lineNo, finding, note, on } = call.body;
      const sample = await recordVisit(call.db, {
        ...orderOf(call),
        sampleNo: call.params.sample,
        listNo,
        lineNo,
        finding,
        visitedOn: call.day(on),
        today: call.today,
        ...(note !== undefined && { note }),
      });
      return documentOf(sample);
    },
  });
}
