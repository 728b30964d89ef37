import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { type Eyes, once, see } from '../access/index.ts';
import { type Language, plainDate, type PlainDate } from '../kernel/index.ts';
import { type Db, type Store, today, type Tx } from '../platform/index.ts';
import { MEDIA_TYPES } from '../evidence/index.ts';
import { PROCEDURE_POLICY, type ProcedureOn } from '../governance/index.ts';
import { type PolicyVersion, resolvePolicy } from '../policy/index.ts';
import { policiesOf } from '../app/policies.ts';
import { Download, LIST_TYPES } from './downloads.ts';
import { fail } from './errors.ts';
import type { Keyed } from './jobs.ts';
import { PHOTOS, PUBLIC_WORDS, UPLOADS } from './limits.ts';
import { FailureBody } from './model.ts';
import { PAGE } from './schemas.ts';
import { viewerOf } from './session.ts';
import { FILE_TYPES, type FileBody } from './uploads.ts';

/**
 * What a handler may answer for a schema: numbers that are texts outside may be bigints inside, and the viewer's eyes
 * may have left out a field, which its schema then says (`Personal`).
 */
export type Sent<Value> = unknown extends Value
  ? unknown
  : Value extends string
    ? Value | bigint
    : Value extends number | boolean | null | undefined
      ? Value
      : Value extends readonly (infer Each)[]
        ? readonly Sent<Each>[]
        : { readonly [Key in keyof Value]: Sent<Value[Key]> | null };

/** One operation of the HTTP interface. */
export interface Route<
  Params extends TObject,
  Query extends TObject,
  Body extends TSchema,
  Reply extends TSchema,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly tag: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply: Reply;
  /** What it answers when all went well; 200 unless told. */
  readonly status?: 200 | 201 | 202;
  /** For those who have not signed in either; `handle` then reads through `readPublic` only. */
  readonly isPublic?: true;
  /** Likewise a write, which is counted by address. */
  readonly isLimited?: true;
  /** What its body and its answer are, where they are texts and not JSON. */
  readonly consumes?: 'text/csv';
  /** The body may be any table, however large: `call.body` is a stream; or a picture or paper: its bytes. */
  readonly file?: FileBody;
  /** `file`: bytes of the type that the answer says (`FileReply`). */
  readonly produces?: 'text/csv' | 'text/html' | 'file';
  /** Answers with a list as a file (`Download`). */
  readonly isDownload?: true;
  readonly handle: (call: Call<Static<Params>, Static<Query>, Static<Body>>) => Promise<Sent<Static<Reply>>>;
}

/** A request by somebody who has signed in, with what every handler needs. */
export class Call<Params = unknown, Query = unknown, Body = unknown> {
  readonly store: Store;
  readonly viewer: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly language: Language;
  /** How the request reached this server, such as `https://terrace.example`. */
  readonly origin: string;
  /** The request as one that may come again, when it has a key. */
  readonly keyed: Keyed | undefined;

  constructor(
    store: Store,
    given: Pick<
      Call<Params, Query, Body>,
      'viewer' | 'params' | 'query' | 'body' | 'language' | 'origin' | 'keyed'
    >,
  ) {
    this.store = store;
    this.viewer = given.viewer;
    this.params = given.params;
    this.query = given.query;
    this.body = given.body;
    this.language = given.language;
    this.origin = given.origin;
    this.keyed = given.keyed;
  }

  get db(): Db {
    return this.store.db;
  }

  get today(): PlainDate {
    return today();
  }

  /** The day a request names, or today. */
  day(text: string | undefined): PlainDate {
    return text === undefined ? today() : plainDate(text);
  }

  /** Policies by reference and day, with what the store has published. */
  async policyOn(): Promise<(reference: string, day: PlainDate) => PolicyVersion> {
    const book = await policiesOf(this.db);
    return (reference, day) => resolvePolicy(book, reference, day);
  }

  /** The policy of procedure that rules on a day, or the one the request names. */
  async procedureOn(reference = PROCEDURE_POLICY): Promise<ProcedureOn> {
    const policyOn = await this.policyOn();
    return (day) => policyOn(reference, day);
  }

  /** Reads what anybody may see; the query itself is the whitelist. */
  readPublic<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.db.transaction().execute(work);
  }

  /** Reads what the viewer's areas allow, not logged; `eyes` leave out fields that the roles do not see. */
  read<Result>(
    action: string,
    work: (tx: Tx, eyes: Eyes) => Promise<Result>,
    countyCode?: string,
  ): Promise<Result> {
    const of = countyCode === undefined ? {} : { countyCode };
    return see(this.db, { viewer: this.viewer, action, ...of }, work);
  }

  /** Reads personal data: of whom, for the purpose that the request names, field by field as roles allow; logged. */
  readPersonal<Result>(
    look: {
      readonly action: string;
      readonly countyCode: string;
      readonly subject?: string;
      /** Where the request itself says why. */
      readonly purpose?: string;
    },
    work: (tx: Tx, eyes: Eyes) => Promise<Result>,
  ): Promise<Result> {
    const { action, countyCode, subject = '' } = look;
    const { purpose = look.purpose } = this.query as { purpose?: string };
    return see(this.db, { viewer: this.viewer, action, countyCode, personal: { subject, purpose } }, work);
  }
}

/** Who orders what in which county, and whether only to try. */
export const orderOf = ({
  viewer,
  params,
  body,
}: Call<{ readonly county: string }, unknown, { readonly dry_run?: boolean }>) => ({
  actor: viewer,
  countyCode: params.county,
  dryRun: body.dry_run ?? false,
});

/** A page of a list that is asked for one row more, to tell whether there are any after it. */
export async function pageOf<Row, Key>(
  limit: number = PAGE.default,
  list: (limit: number) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): Promise<{ readonly rows: readonly Row[]; readonly next: Key | null }> {
  const rows = await list(limit + 1);
  return { rows: rows.slice(0, limit), next: rows.length > limit ? keyOf(rows[limit - 1]!) : null };
}

/** Why personal data are read; without one such a read is refused. */
export const Purpose = Type.Optional(
  Type.String({ maxLength: 200, description: 'Why personal data are read; kept in the log of reads.' }),
);

const NO_FIELDS = Type.Object({});
export type AddRoute = <
  Reply extends TSchema,
  Params extends TObject = typeof NO_FIELDS,
  Query extends TObject = typeof NO_FIELDS,
  Body extends TSchema = typeof NO_FIELDS,
>(
  route: Route<Params, Query, Body, Reply>,
) => void;

const IdempotencyKey = Type.Optional(
  Type.String({
    minLength: 8,
    maxLength: 100,
    description: 'Sent again within a day with the same key, a request does nothing and answers the same.',
  }),
);

/**
 * Adds routes for those who have signed in: every write may carry an `Idempotency-Key`, every refusal has the shape of
 * `Failure`.
 */
export function adder(server: FastifyInstance, store: Store): AddRoute {
  return (route) => {
    const { method, url, tag, summary, params, query, body, reply, status = 200, handle } = route;
    const { isPublic = false, isLimited = false, consumes, file, produces, isDownload = false } = route;
    const isWrite = method !== 'GET';
    server.route({
      method,
      url: `/api/v1${url}`,
      config: {
        ...(file && { file }),
        ...(isLimited && { rateLimit: PUBLIC_WORDS }),
        ...((consumes ?? file) && { rateLimit: file === 'bytes' ? PHOTOS : UPLOADS }),
      },
      schema: {
        tags: [tag],
        summary,
        ...(params && { params }),
        ...(query && { querystring: query }),
        ...(body && { body }),
        ...(isWrite && { headers: Type.Object({ 'idempotency-key': IdempotencyKey }) }),
        ...((consumes ?? file) && { consumes: file ? [...TAKES[file]] : [consumes!] }),
        ...(produces && { produces: produces === 'file' ? [...MEDIA_TYPES] : [produces] }),
        ...(isDownload && { produces: Object.values(LIST_TYPES) }),
        security: isPublic ? [] : [{ session: [] }, { token: [] }],
        response: { [status]: reply, default: FailureBody },
      },
      handler: async (request, answer) => {
        const key = isWrite ? (request.headers['idempotency-key'] as string | undefined) : undefined;
        // A photo or paper is known by its content: kept again, it is the same one.
        const isKeyed = key !== undefined && file !== 'bytes';
        const keyed = isKeyed ? { key, contentHash: hashOf(request) } : undefined;
        const call = new Call(store, {
          keyed,
          viewer: isPublic ? '' : viewerOf(request).name,
          params: request.params as never,
          query: request.query as never,
          body: request.body as never,
          origin: `${request.protocol}://${request.host}`,
          language: request.headers['accept-language']?.startsWith('en') ? 'en' : 'zh',
        });
        if ((consumes ?? file) && !ARRIVED[file ?? 'text'](request.body)) throw fail('request.file');
        // The acts of a streamed file are rows: the second time they change nothing.
        const result: unknown =
          keyed && !file ? await once(keyed.key, keyed.contentHash, () => handle(call)) : await handle(call);
        if (isPublic) void answer.header('x-robots-tag', 'noindex, nofollow');
        if (result instanceof FileReply) return sendFile(answer, result);
        if (result instanceof Download) return result.send(answer);
        if (produces) void answer.type(`${produces}; charset=utf-8`).headers(PASSIVE);
        return answer.status(status).send(inTexts(result));
      },
    });
  };
}

const TAKES = { stream: FILE_TYPES, bytes: MEDIA_TYPES } as const;
const ARRIVED: Readonly<Record<FileBody | 'text', (body: unknown) => boolean>> = {
  stream: (body) => body instanceof Readable,
  bytes: (body) => body instanceof Uint8Array,
  text: (body) => typeof body === 'string',
};

/** A file as answer. */
export class FileReply {
  readonly type: string;
  readonly name: string;
  readonly bytes: Uint8Array;

  constructor(type: string, name: string, bytes: Uint8Array) {
    this.type = type;
    this.name = name;
    this.bytes = bytes;
  }
}
/** How its schema describes it. */
export const FileBytes = Type.Unsafe<FileReply>(Type.String({ format: 'binary' }));

/** Pictures are shown, papers are kept by the reader; neither runs anything, and no cache keeps them. */
function sendFile(answer: FastifyReply, { type, name, bytes }: FileReply): FastifyReply {
  const how = type.startsWith('image/') ? 'inline' : 'attachment';
  return answer
    .type(type)
    .headers(PASSIVE)
    .header('content-disposition', `${how}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** A page or file of ours runs and loads nothing. */
const PASSIVE = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
};

/** Bigints become texts before a schema's alternatives (a text or null) are told apart. */
function inTexts(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(inTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inTexts(each)]));
}

/** Of what a request says, but for a file that streams through it. */
const hashOf = ({ method, url, body }: { method: string; url: string; body: unknown }): string =>
  createHash('sha256')
    .update(JSON.stringify([method, url, body instanceof Readable ? null : (body ?? null)]))
    .digest('hex');
