import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { type Eyes, once, see } from '../access/index.ts';
import { type Language, plainDate, type PlainDate } from '../kernel/index.ts';
import { type Db, type Store, today, type Tx } from '../platform/index.ts';
import { type PolicyVersion, resolvePolicy } from '../policy/index.ts';
import { policiesOf } from '../app/policies.ts';
import { fail } from './errors.ts';
import { FailureBody } from './model.ts';

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
  /** What a file as body is, `text/csv`; JSON unless told. */
  readonly consumes?: string;
  readonly reply: Reply;
  /** What it answers when all went well; 200 unless told. */
  readonly status?: 200 | 201 | 202;
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

  constructor(
    store: Store,
    given: Pick<Call<Params, Query, Body>, 'viewer' | 'params' | 'query' | 'body' | 'language'>,
  ) {
    this.store = store;
    this.viewer = given.viewer;
    this.params = given.params;
    this.query = given.query;
    this.body = given.body;
    this.language = given.language;
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
    look: { readonly action: string; readonly countyCode: string; readonly subject?: string },
    work: (tx: Tx, eyes: Eyes) => Promise<Result>,
  ): Promise<Result> {
    const { action, countyCode, subject = '' } = look;
    const { purpose } = this.query as { purpose?: string };
    return see(this.db, { viewer: this.viewer, action, countyCode, personal: { subject, purpose } }, work);
  }
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
    const { method, url, tag, summary, params, query, body, consumes, reply, status = 200, handle } = route;
    const isWrite = method !== 'GET';
    server.route({
      method,
      url: `/api/v1${url}`,
      schema: {
        tags: [tag],
        summary,
        ...(params && { params }),
        ...(query && { querystring: query }),
        ...(body && { body }),
        ...(consumes !== undefined && { consumes: [consumes] }),
        ...(isWrite && { headers: Type.Object({ 'idempotency-key': IdempotencyKey }) }),
        security: [{ session: [] }, { token: [] }],
        response: { [status]: reply, default: FailureBody },
      },
      handler: async (request, answer) => {
        const { viewer } = request;
        if (viewer === undefined) throw fail('request.unsigned');
        const call = new Call(store, {
          viewer,
          params: request.params as never,
          query: request.query as never,
          body: request.body as never,
          language: request.headers['accept-language']?.startsWith('en') ? 'en' : 'zh',
        });
        const key = request.headers['idempotency-key'] as string | undefined;
        const result =
          isWrite && key !== undefined
            ? await once(key, hashOf(request), () => handle(call))
            : await handle(call);
        return answer.status(status).send(result);
      },
    });
  };
}

const hashOf = ({ method, url, body }: { method: string; url: string; body: unknown }): string =>
  createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex');
