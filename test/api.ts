import type { InjectOptions } from 'fastify';
import { buildServer } from '../src/api/index.ts';
import { stub } from '../src/api/session.ts';
import type { Store } from '../src/platform/index.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly type: string;
}

/** The HTTP interface as somebody who has signed in calls it; `undefined`: nobody has. */
export async function callerOf(store: Store) {
  const server = await buildServer(store);
  return async <Body = Record<string, unknown>>(
    viewer: string | undefined,
    call: `${'GET' | 'POST' | 'PUT' | 'DELETE'} ${string}`,
    payload?: InjectOptions['payload'],
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> => {
    const [method, path] = call.split(' ', 2) as ['GET', string];
    // Until sign-in is merged.
    stub.viewer = viewer;
    const reply = await server.inject({
      method,
      url: `/api/v1${path}`,
      headers,
      ...(payload !== undefined && { payload }),
    });
    const type = reply.headers['content-type']?.toString() ?? '';
    const body = (type.includes('json') ? reply.json() : reply.body) as Body;
    return { status: reply.statusCode, body, type };
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
    after = `&after=${encodeURIComponent(body.next)}`;
  }
}
