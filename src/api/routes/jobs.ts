import { createReadStream, existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import { EventImportReport, ImportReport, ScreenReport } from '../documents.ts';
import { fail } from '../errors.ts';
import { type Jobs, type JobState } from '../jobs.ts';
import { FailureBody } from '../model.ts';
import { PublicRound } from '../round-documents.ts';
import type { AddRoute } from '../route.ts';
import { Nullable, Words } from '../schemas.ts';
import { viewerOf } from '../session.ts';

const jobReply = <Kind extends string, Result extends TSchema>(kind: Kind, result: Result) =>
  Type.Object({
    id: Type.String(),
    kind: Type.Literal(kind),
    about: Type.String({ description: 'Name of its file, or what it is about otherwise.' }),
    started_at: Type.String(),
    state: Type.Union([Type.Literal('running'), Type.Literal('done'), Type.Literal('failed')]),
    title: Type.String({ description: 'What it is doing.' }),
    done: Type.Number(),
    total: Nullable(Type.Number()),
    unit: Type.String(),
    // What the work answered, once done; as on the command line with --json.
    result: Nullable(result),
    failure: Nullable(Type.Object({ code: Type.String(), message: Words })),
  });
export const ImportJob = jobReply('import', ImportReport);
export const ScreeningJob = jobReply('screening', ScreenReport);
export const EventImportJob = jobReply('event-import', EventImportReport);
export const RoundJob = jobReply('round', PublicRound);
const AnyJob = Type.Union([ImportJob, ScreeningJob, EventImportJob, RoundJob]);
type AnyJob = Static<typeof AnyJob>;
const params = Type.Object({ job: Type.String({ maxLength: 40 }) });
const tag = 'jobs';

export function jobRoutes(add: AddRoute, server: FastifyInstance, jobs: Jobs): void {
  add({
    method: 'GET',
    url: '/jobs',
    tag,
    summary: "One's own long pieces of work: those that run, and those that ended within the hour",
    reply: Type.Object({ rows: Type.Array(AnyJob) }),
    handle: async ({ viewer }) => ({ rows: jobs.listOf(viewer) as AnyJob[] }),
  });
  add({
    method: 'GET',
    url: '/jobs/:job',
    tag,
    summary: 'How far a long piece of work is',
    params,
    reply: AnyJob,
    handle: async ({ params: { job }, viewer }) => jobs.get(job, viewer).state as AnyJob,
  });
  add({
    method: 'DELETE',
    url: '/jobs/:job',
    tag,
    summary: 'Cancel it; nothing is kept of it',
    params,
    reply: AnyJob,
    handle: async ({ params: { job }, viewer }) => jobs.cancel(job, viewer) as AnyJob,
  });
  server.get(
    '/api/v1/jobs/:job/events',
    {
      schema: {
        tags: [tag],
        summary: 'The same, as server-sent events until it ends',
        params,
        response: {
          200: Type.String({ description: 'text/event-stream of job states' }),
          default: FailureBody,
        },
      },
    },
    (request, reply) => {
      const job = jobs.get((request.params as { job: string }).job, viewerOf(request).name);
      reply.hijack();
      const stream = reply.raw;
      stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      const tell = (state: JobState): void => {
        stream.write(`event: ${state.state}\ndata: ${JSON.stringify(state)}\n\n`);
        if (state.state !== 'running') stream.end();
      };
      tell(job.state);
      if (job.state.state !== 'running') return;
      job.changes.on('change', tell);
      stream.on('close', () => job.changes.off('change', tell));
    },
  );
  server.get(
    '/api/v1/jobs/:job/rejects',
    {
      schema: {
        tags: [tag],
        summary: 'Refused rows of its file: line, column, value, reason',
        params,
        produces: ['text/csv'],
        response: { default: FailureBody },
      },
    },
    (request, reply) => {
      const { rejects } = jobs.get((request.params as { job: string }).job, viewerOf(request).name);
      if (rejects === undefined || !existsSync(rejects)) throw fail('job.noRejects');
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rejects.csv"')
        .send(createReadStream(rejects));
    },
  );
}
