import type { InjectOptions } from 'fastify';
import { buildServer } from '../src/api/index.ts';
import type { Store } from '../src/platform/index.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly type: string;
  /** Of an answer that is no text. */
  readonly bytes: Buffer;
}

const tokenOf = (viewer: string): string => Buffer.from(viewer).toString('base64url');
const nobodysRoles = { person: '', roles: [], until: new Date('2100-01-01') };

/** The HTTP interface as somebody who has signed in calls it, with no session behind it; `undefined`: nobody has. */
export async function callerOf(store: Store) {
  const server = await buildServer(store, (token) =>
    Promise.resolve({ name: Buffer.from(token, 'base64url').toString(), ...nobodysRoles }),
  );
  return async <Body = Record<string, unknown>>(
    viewer: string | undefined,
    call: `${'GET' | 'POST' | 'PUT' | 'DELETE'} ${string}`,
    payload?: InjectOptions['payload'],
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> => {
    const [method, path] = call.split(' ', 2) as ['GET', string];
    const authorization = viewer === undefined ? {} : { authorization: `Bearer ${tokenOf(viewer)}` };
    const reply = await server.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...authorization, ...headers },
      ...(payload !== undefined && { payload }),
    });
    const type = reply.headers['content-type']?.toString() ?? '';
    const body = (type.includes('json') ? reply.json() : reply.body) as Body;
    return { status: reply.statusCode, body, type, bytes: reply.rawPayload };
  };
}

/** All rows of a list, page by page of `limit`. */
export async function allPages<Row>(
  page: (query: string) => Promise<Answer<{ rows: Row[]; next: string | number | null }>>,
  limit: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after = ''; ;) {
    const { body } = await page(`limit=${limit}${after}`);
    rows.push(...body.rows);
    if (body.next === null) return rows;
    if (body.rows.length > limit) throw new Error('a page longer than its limit');
    after = `&after=${encodeURIComponent(String(body.next))}`;
  }
}

/** The same for tests that look into answers without their types; a text as body is a CSV file. */
export async function signedIn(store: Store) {
  const call = await callerOf(store);
  return async (
    viewer: string,
    request: `${'GET' | 'POST' | 'DELETE'} /${string}`,
    payload?: object | string,
    key?: string,
    // What a route answers is for the test to say.
  ): Promise<{ readonly status: number; readonly body: any }> =>
    call<any>(viewer, request, payload, {
      ...(typeof payload === 'string' && { 'content-type': 'text/csv' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    });
}
export type Ask = Awaited<ReturnType<typeof signedIn>>;

/** All rows of the list at a path. */
export const listAll = (ask: Ask, viewer: string, path: string, limit: number): Promise<unknown[]> =>
  allPages<unknown>(
    (query) => ask(viewer, `GET ${path}${path.includes('?') ? '&' : '?'}${query}` as 'GET /') as never,
    limit,
  );
