import { Type } from 'typebox';
import {
  findHundredths,
  hundredthsText,
  listOutputs,
  OUTPUT_KINDS,
  type OutputKind,
  type OutputRow,
  recordOutput,
} from '../../livelihood/programmes/index.ts';
import { type AddRoute, orderOf } from '../route.ts';
import { Body, Day, DryRun, Words } from '../schemas.ts';
import { Files, GivenFiles, Hundredths, ofEntity } from './entities.ts';

const tag = 'programmes';
const Kind = Type.Enum(Object.keys(OUTPUT_KINDS) as OutputKind[]);
const Output = Type.Object({
  output_no: Type.Integer(),
  kind: Kind,
  kind_name: Words,
  since: Day,
  until: Day,
  planned: Type.String({ description: 'kWh, posts or yuan.' }),
  actual: Type.String(),
  files: Files,
  recorded_by: Type.String(),
});
const outputDocument = ({ planned_hundredths, actual_hundredths, ...row }: OutputRow) => ({
  ...row,
  kind_name: OUTPUT_KINDS[row.kind],
  planned: hundredthsText(planned_hundredths),
  actual: hundredthsText(actual_hundredths),
});

export function outputRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/entities/:entity/outputs',
    tag,
    summary: 'What an entity was to bring and brought, by period; the latest report of a period',
    params: ofEntity,
    reply: Type.Object({ rows: Type.Array(Output) }),
    handle: async (call) => {
      const { county, entity } = call.params;
      return {
        rows: (await call.read('see.entity', (tx) => listOutputs(tx, county, entity))).map(outputDocument),
      };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/outputs',
    tag,
    summary: 'Report what it was to bring in a period and what it brought; puts an earlier report right',
    params: ofEntity,
    body: Body({
      kind: Kind,
      since: Day,
      until: Day,
      planned: Hundredths,
      actual: Hundredths,
      files: GivenFiles,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Type.Object({ rows: Type.Array(Output) }),
    handle: async (call) => {
      const { kind, since, until, planned, actual, files = [] } = call.body;
      const rows = await recordOutput(call.db, {
        ...orderOf(call),
        entityNo: call.params.entity,
        kind,
        since: call.day(since),
        until: call.day(until),
        plannedHundredths: findHundredths(planned)!,
        actualHundredths: findHundredths(actual)!,
        files,
        today: call.today,
      });
      return { rows: rows.map(outputDocument) };
    },
  });
}
