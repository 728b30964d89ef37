import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { fileSource } from '../../platform/index.ts';
import { FILE_KINDS, importFile, KINDS, listImports } from '../../prevention/feeds/index.ts';
import { findAffected } from '../../prevention/screening/index.ts';
import type { Jobs } from '../jobs.ts';
import type { AddRoute } from '../route.ts';
import { Big, Limit, Nullable, Page, PAGE } from '../schemas.ts';
import type { Uploads } from '../uploads.ts';
import { ImportJob } from './jobs.ts';

const tag = 'imports';
const Import = Type.Object({
  import_no: Big,
  kind: Type.Enum([...FILE_KINDS]),
  source: Type.String(),
  file: Type.String(),
  rows_new: Type.Integer(),
  rows_corrected: Type.Integer(),
  rows_unchanged: Type.Integer(),
  rows_rejected: Type.Integer(),
  recorded_at: Type.String(),
  actor: Type.String(),
  undone_at: Nullable(Type.String()),
  undone_by: Nullable(Type.String()),
});

export function importRoutes(add: AddRoute, jobs: Jobs, uploads: Uploads): void {
  add({
    method: 'POST',
    url: '/imports/:kind',
    tag,
    summary: 'Take in a CSV or XLSX file of a department, row by row; a job whose result is the report',
    params: Type.Object({ kind: Type.Enum([...FILE_KINDS]) }),
    query: Type.Object({
      source: Type.Optional(Type.String({ maxLength: 60, description: 'Who delivered it.' })),
      file: Type.Optional(Type.String({ maxLength: 120, description: 'Name of the file.' })),
      dry_run: Type.Optional(Type.Boolean()),
    }),
    file: 'stream',
    status: 202,
    reply: ImportJob,
    handle: async ({ db, viewer, language, keyed: request, params: { kind }, query, body }) => {
      const { path, sha256 } = await uploads.take(body as Readable);
      const rejectsFile = `${path}.rejects`;
      // The request's own hash says nothing about a file that streams through.
      const keyed = request && { ...request, contentHash: `${request.contentHash} ${sha256}` };
      const file = query.file ?? `${kind}.csv`;
      const order = { owner: viewer, kind: 'import', about: file, keyed, rejects: rejectsFile } as const;
      const started = jobs.findStarted(order);
      if (started) {
        uploads.forget(path);
        return started;
      }
      const source = await fileSource(path, file);
      const work = { kind: KINDS[kind], source, sourceKey: query.source ?? 'web', actor: viewer, language };
      return jobs.start(order, (progress) =>
        importFile(db, {
          ...work,
          dryRun: query.dry_run ?? false,
          rejectsFile,
          rejectsOnlyIfAny: true,
          progress,
          withExamples: query.dry_run ?? false,
          findAffected,
        })
          .then((report) => ({ ...report, rejects_file: report.rejected > 0 ? 'rejects.csv' : null }))
          .finally(() => uploads.forget(path)),
      );
    },
  });
  add({
    method: 'GET',
    url: '/imports',
    tag,
    summary: 'Files taken in, the latest first',
    query: Type.Object({ before: Type.Optional(Big), limit: Limit }),
    reply: Page(Import, Big),
    handle: async (call) => {
      const { before, limit = PAGE.default } = call.query;
      return call.read('see.records', (tx) => listImports(tx, limit, before));
    },
  });
}
