import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import { buildServer } from '../src/api/index.ts';
import { type NewRole, setPassword } from '../src/access/index.ts';
import type { Store } from '../src/platform/index.ts';
import { open } from './access.ts';

/** People with accounts of their own who sign in over HTTP, each from an address of their own, and then ask. */

const PASSWORD = 'stone bridge over water';
type Roles = readonly (Pick<NewRole, 'role'> & Partial<NewRole>)[];

export interface Reply {
  readonly status: number;
  /** What it is, the test says. */
  readonly body: any;
}
export type AskAs = (
  name: string,
  request: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`,
  body?: object | string,
) => Promise<Reply>;

/** A server with the account Root; `open` opens more, and each of them signs in when they first ask. */
export async function signedInPeople(store: Store): Promise<{
  readonly ask: AskAs;
  readonly open: (people: Readonly<Record<string, Roles>>) => Promise<void>;
}> {
  const server = await buildServer(store);
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (name: string): Promise<string> => {
    const known = tokens.get(name) ?? signIn(store, server, name, tokens.size);
    tokens.set(name, known);
    return known;
  };
  const ask: AskAs = async (name, request, body) => {
    const [method, path] = request.split(' ', 2) as ['GET', string];
    const reply = await server.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        authorization: `Bearer ${await tokenOf(name)}`,
        ...(typeof body === 'string' && { 'content-type': 'text/csv' }),
      },
      ...(body !== undefined && { payload: body }),
    });
    const isJson = String(reply.headers['content-type']).includes('json');
    return { status: reply.statusCode, body: isJson ? reply.json() : reply.body };
  };
  return {
    ask,
    open: async (people) => {
      for (const [name, roles] of Object.entries(people)) await open(store.db, name, ...roles);
    },
  };
}

async function signIn(store: Store, server: FastifyInstance, name: string, no: number): Promise<string> {
  await setPassword(store.db, { actor: 'Root', account: name, password: PASSWORD });
  const reply = await server.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: `192.0.2.${no}`,
    payload: { name, password: PASSWORD },
  });
  expect(reply.statusCode, name).toBe(200);
  return /terrace_session=([\w-]+)/.exec(String(reply.headers['set-cookie']))![1]!;
}
