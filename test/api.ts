import { buildServer } from '../src/api/index.ts';
import { testViewer } from '../src/api/session.ts';
import type { Store } from '../src/platform/index.ts';

type Method = 'GET' | 'POST' | 'DELETE';
export interface Answer {
  readonly status: number;
  // What a route answers is for the test to say.
  readonly body: any;
}

/** The server over a store, for somebody who has signed in. A text as body is a CSV file. */
export async function signedIn(store: Store) {
  const server = await buildServer(store);
  return async (
    viewer: string,
    request: `${Method} /${string}`,
    payload?: object | string,
    key?: string,
  ): Promise<Answer> => {
    const [method, path] = request.split(' ') as [Method, string];
    const { statusCode, body } = await testViewer.run(
      viewer,
      async () =>
        await server.inject({
          method,
          url: `/api/v1${path}`,
          ...(payload !== undefined && { payload }),
          headers: {
            ...(typeof payload === 'string' && { 'content-type': 'text/csv' }),
            ...(key !== undefined && { 'idempotency-key': key }),
          },
        }),
    );
    return { status: statusCode, body: JSON.parse(body) };
  };
}
export type Ask = Awaited<ReturnType<typeof signedIn>>;

/** All rows of a list, read page by page; `limit` small enough that there are several. */
export async function allPages(ask: Ask, viewer: string, path: string, limit: number): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let after: string | number | null = null; ;) {
    const mark = path.includes('?') ? '&' : '?';
    const cursor = after === null ? '' : `&after=${encodeURIComponent(after)}`;
    const { status, body } = await ask(viewer, `GET ${path}${mark}limit=${limit}${cursor}` as 'GET /');
    if (status !== 200) throw new Error(JSON.stringify(body));
    rows.push(...body.rows);
    if (body.next === null) return rows;
    after = body.next;
  }
}
