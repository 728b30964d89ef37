import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { fileSource } from '../../platform/index.ts';
import {
  checkMapping,
  FILE_KINDS,
  fieldsOf,
  findMapping,
  importFile,
  KINDS,
  listSources,
  previewFile,
  undoImport,
} from '../../prevention/feeds/index.ts';
import { findAffected } from '../../prevention/screening/index.ts';
import type { Jobs } from '../jobs.ts';
import type { AddRoute } from '../route.ts';
import { Big, Body, DryRun, Nullable, Text, Words } from '../schemas.ts';
import type { Uploads } from '../uploads.ts';
import { ImportJob } from './jobs.ts';

const tag = 'imports';
const Kind = Type.Enum([...FILE_KINDS]);
const SourceKey = Type.String({ minLength: 1, maxLength: 60, description: 'Who delivered it.' });
const FileName = Type.String({ minLength: 1, maxLength: 120 });
const Mapping = Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 60 }), {
  description: 'Name of the column by header; an empty name: the header is left out.',
});
const Field = Type.Object({
  name: Type.String(),
  headers: Type.Array(Type.String(), { description: 'Other headers it is known by.' }),
  optional: Type.Boolean(),
});
const Preview = Type.Object({
  upload: Type.String({ description: 'Names the file for an hour, for the request that takes it in.' }),
  file: Type.String(),
  source: Type.String(),
  is_remembered: Type.Boolean({ description: 'The source has been mapped before.' }),
  fields: Type.Array(Field),
  columns: Type.Array(
    Type.Object({
      header: Type.String(),
      column: Nullable(Type.String({ description: 'What it is taken for; null: left out.' })),
      is_mapped: Type.Boolean({ description: 'By a mapping, not by its own name.' }),
      samples: Type.Array(Type.String()),
    }),
  ),
  missing: Type.Array(Type.String(), {
    description: 'Columns the file must have and nobody has found in it.',
  }),
  rows: Type.Integer({ description: 'Rows of the sample.' }),
});

/** A file comes first, then its columns are mapped, it is tried, taken in, and taken back if need be. */
export function feedRoutes(add: AddRoute, jobs: Jobs, uploads: Uploads): void {
  describingRoutes(add);
  previewRoutes(add, uploads);
  takeInRoute(add, jobs, uploads);
  add({
    method: 'POST',
    url: '/imports/:import/undo',
    tag,
    summary: 'Take an import back, as long as nothing rests on it; the refusal says what does',
    params: Type.Object({ import: Type.String({ pattern: '^\\d{1,18}$' }) }),
    body: Body({ reason: Text, dry_run: DryRun }),
    reply: Type.Object({
      import_no: Big,
      kind: Kind,
      source: Type.String(),
      file: Type.String(),
      dry_run: Type.Boolean(),
      removed: Type.Integer({ description: 'New rows that are gone again.' }),
      restored: Type.Integer({ description: 'Rows that say again what they said before.' }),
    }),
    handle: async (call) =>
      undoImport(call.db, {
        importNo: BigInt(call.params.import),
        actor: call.viewer,
        reason: call.body.reason,
        dryRun: call.body.dry_run ?? false,
      }),
  });
}

function describingRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/import-kinds',
    tag,
    summary: 'Which files are taken in, and their columns',
    reply: Type.Object({
      rows: Type.Array(Type.Object({ kind: Kind, title: Words, fields: Type.Array(Field) })),
    }),
    handle: () =>
      Promise.resolve({
        rows: FILE_KINDS.map((kind) => ({
          kind,
          title: KINDS[kind].title,
          fields: fieldsOf(KINDS[kind].columns),
        })),
      }),
  });
  add({
    method: 'GET',
    url: '/import-sources',
    tag,
    summary: 'Who has delivered which files, when last, and how their columns are mapped',
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          source: Type.String(),
          kind: Kind,
          imports: Type.Integer(),
          last_import_no: Big,
          last_file: Type.String(),
          last_at: Type.String(),
          last_by: Type.String(),
          mapping: Mapping,
        }),
      ),
    }),
    handle: async (call) => ({ rows: await call.read('see.records', listSources) }),
  });
}

function previewRoutes(add: AddRoute, uploads: Uploads): void {
  add({
    method: 'POST',
    url: '/imports/:kind/uploads',
    tag,
    summary: 'Send a file without taking it in: its headers, first rows, and what its columns are taken for',
    params: Type.Object({ kind: Kind }),
    query: Type.Object({ source: SourceKey, file: FileName }),
    file: 'stream',
    status: 201,
    reply: Preview,
    handle: async (call) => {
      const { kind } = call.params;
      const { source, file } = call.query;
      const mapping = await call.read('see.records', (tx) => findMapping(tx, source, kind));
      const { path } = await uploads.take(call.body as Readable);
      try {
        const preview = await previewFile(KINDS[kind], await fileSource(path, file), mapping);
        const upload = uploads.keep(call.viewer, { path, name: file });
        const is_remembered = Object.keys(mapping).length > 0;
        return { upload, source, is_remembered, fields: fieldsOf(KINDS[kind].columns), ...preview };
      } catch (error) {
        uploads.forget(path);
        throw error;
      }
    },
  });
  add({
    method: 'POST',
    url: '/imports/:kind/uploads/:upload/preview',
    tag,
    summary: 'The same file once more, with its columns mapped otherwise',
    params: Type.Object({ kind: Kind, upload: Type.String({ maxLength: 40 }) }),
    body: Body({ source: SourceKey, mapping: Mapping }),
    reply: Preview,
    handle: async (call) => {
      const { kind, upload } = call.params;
      const { source, mapping } = call.body;
      const { path, name } = uploads.get(call.viewer, upload);
      checkMapping(KINDS[kind], mapping);
      const preview = await previewFile(KINDS[kind], await fileSource(path, name), mapping);
      return { upload, source, is_remembered: false, fields: fieldsOf(KINDS[kind].columns), ...preview };
    },
  });
  add({
    method: 'DELETE',
    url: '/imports/:kind/uploads/:upload',
    tag,
    summary: 'Throw a sent file away',
    params: Type.Object({ kind: Kind, upload: Type.String({ maxLength: 40 }) }),
    reply: Type.Object({ dropped: Type.Boolean() }),
    handle: (call) => {
      uploads.get(call.viewer, call.params.upload);
      uploads.drop(call.viewer, call.params.upload);
      return Promise.resolve({ dropped: true });
    },
  });
}

function takeInRoute(add: AddRoute, jobs: Jobs, uploads: Uploads): void {
  add({
    method: 'POST',
    url: '/imports/:kind/uploads/:upload/import',
    tag,
    summary: 'Take the sent file in, or try it with some rows of each sort; a job whose result is the report',
    params: Type.Object({ kind: Kind, upload: Type.String({ maxLength: 40 }) }),
    body: Body({
      source: SourceKey,
      mapping: Type.Optional(Mapping),
      dry_run: DryRun,
    }),
    status: 202,
    reply: ImportJob,
    handle: async ({ db, viewer, language, keyed, params: { kind, upload }, body }) => {
      const { source: sourceKey, mapping, dry_run: dryRun = false } = body;
      const { path, name } = uploads.get(viewer, upload);
      const rejects = `${path}.${dryRun ? 'tried' : 'taken'}.rejects`;
      const order = { owner: viewer, kind: 'import', about: name, keyed, rejects } as const;
      const source = await fileSource(path, name);
      return jobs.start(order, async (progress) => {
        const report = await importFile(db, {
          kind: KINDS[kind],
          source,
          sourceKey,
          actor: viewer,
          language,
          dryRun,
          withExamples: dryRun,
          rejectsFile: rejects,
          rejectsOnlyIfAny: true,
          progress,
          findAffected,
          ...(mapping && { mapping }),
        });
        if (!dryRun) uploads.drop(viewer, upload);
        return { ...report, rejects_file: report.rejected > 0 ? 'rejects.csv' : null };
      });
    },
  });
}
