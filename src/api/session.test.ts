import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { open } from '../../test/access.ts';
import { testStore } from '../../test/store.ts';
import { setPassword } from '../access/index.ts';
import type { Store } from '../platform/index.ts';
import { buildServer } from './server.ts';

const PASSWORD = 'stone bridge over water';
const HOST = 'terrace.example';
const OURS = { host: HOST, origin: `http://${HOST}` };

let store: Store;
let server: FastifyInstance;
beforeAll(async () => {
  store = await testStore();
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  await setPassword(store.db, { actor: 'Root', account: 'Root', password: PASSWORD });
});
/** A server of its own each, because addresses are counted in its memory. */
beforeEach(async () => {
  server = await buildServer(store);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

interface Ask {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}
const ask = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  { headers = OURS, body }: Ask = {},
  url = '/api/v1/session',
) => server.inject({ method, url, headers: { host: HOST, ...headers }, ...(body && { payload: body }) });
const enter = (headers?: Ask['headers'], password = PASSWORD) =>
  ask('POST', { body: { name: 'Root', password }, ...(headers && { headers }) });
const cookieOf = (response: Awaited<ReturnType<typeof ask>>): string =>
  String(response.headers['set-cookie']).split(';')[0]!;

test('the cookie is the page’s alone; whoever has it is told who they are, until they sign out', async () => {
  const entered = await enter();
  expect(entered.statusCode).toBe(200);
  expect(entered.headers['set-cookie']).toMatch(
    /^terrace_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  expect(entered.body).not.toContain(cookieOf(entered).split('=')[1]);
  const headers = { ...OURS, cookie: cookieOf(entered) };
  const who = await ask('GET', { headers });
  expect(who.json()).toMatchObject({
    name: 'Root',
    roles: [
      {
        role: 'administrator',
        title: { zh: '系统管理员' },
        county_code: '000000',
        may: ['account.', 'audit.', 'import.areas', 'demo.load'],
        sees: { name: 'none', log: 'full' },
      },
    ],
  });
  const left = await ask('DELETE', { headers });
  expect(left.statusCode).toBe(204);
  expect(left.headers['set-cookie']).toMatch(/^terrace_session=;.*Expires=Thu, 01 Jan 1970/);
  expect((await ask('GET', { headers })).json()).toMatchObject({ code: 'request.signed_out' });
});

test('over https the cookie says so, also behind a proxy on this machine', async () => {
  const entered = await enter({ host: HOST, origin: `https://${HOST}`, 'x-forwarded-proto': 'https' });
  expect(entered.headers['set-cookie']).toMatch(/; Secure/);
});

test('a program sends the token itself, and no page', async () => {
  const token = cookieOf(await enter({})).split('=')[1]!;
  const headers = { authorization: `Bearer ${token}` };
  expect((await ask('GET', { headers })).statusCode).toBe(200);
  expect((await ask('GET', { headers: { authorization: 'Bearer x' } })).statusCode).toBe(401);
  expect((await ask('DELETE', { headers })).statusCode).toBe(204);
  expect((await ask('GET', { headers })).statusCode).toBe(401);
});

test.each([
  ['another page', { origin: 'https://evil.example' }],
  ['a page without a name', { origin: 'null' }],
  ['a page under another port', { origin: `http://${HOST}:81` }],
  ['nobody knows where', {}],
])('a write that rests on the cookie is refused from %s', async (_, strange) => {
  const cookie = cookieOf(await enter());
  const refused = await ask('DELETE', { headers: { cookie, ...strange } });
  expect(refused.statusCode).toBe(403);
  expect(refused.json()).toMatchObject({ code: 'request.other_page' });
  expect((await ask('GET', { headers: { cookie } })).statusCode).toBe(200);
});

test('nobody is signed in to another’s account from another page', async () => {
  expect((await enter({ origin: 'https://evil.example' })).statusCode).toBe(403);
});

test('a wrong password is a 401; public pages need no session, and a stale one does not harm', async () => {
  const refused = await enter(OURS, 'wrong');
  expect(refused.statusCode).toBe(401);
  expect(refused.json()).toMatchObject({ code: 'access.sign_in_refused' });
  expect(refused.headers['set-cookie']).toBeUndefined();
  const health = await ask('GET', { headers: { cookie: 'terrace_session=stale' } }, '/api/health');
  expect(health.statusCode).toBe(200);
});

test('a name that failed too often, and an address that asks too often, are told when to come again', async () => {
  const tries = [];
  for (let n = 0; n < 21; n++) tries.push(await ask('POST', { body: { name: 'Nobody', password: 'wrong' } }));
  expect(tries.map(({ statusCode }) => statusCode)).toEqual([
    ...Array.from({ length: 5 }, () => 401),
    ...Array.from({ length: 16 }, () => 429),
  ]);
  const [locked, limited] = [tries[5]!, tries[20]!];
  expect(locked.json()).toMatchObject({ code: 'access.locked_out' });
  expect(Number(locked.headers['retry-after'])).toBeGreaterThan(890);
  expect(limited.json()).toMatchObject({ code: 'request.too_many' });
  expect(Number(limited.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
});

test('who has not signed in is limited by address, in all that is public and all that is not; health and who signed in are not', async () => {
  const headers = { authorization: `Bearer ${cookieOf(await enter({})).split('=')[1]!}` };
  const PATHS = [
    '/api/v1/content',
    '/api/openapi.json',
    '/api/v1/public/counties/TC01/notices',
    '/api/v1/imports',
  ];
  const statuses = new Set<number>();
  for (let n = 0; n < 600; n++) statuses.add((await ask('GET', {}, PATHS[n % PATHS.length])).statusCode);
  expect(statuses).toEqual(new Set([200, 401]));
  for (const path of PATHS) {
    const limited = await ask('GET', {}, path);
    expect([limited.statusCode, limited.json<{ code: string }>().code], path).toEqual([
      429,
      'request.too_many',
    ]);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
  }
  for (const path of [...PATHS, '/api/v1/session'])
    expect((await ask('GET', { headers }, path)).statusCode, path).not.toBe(429);
  for (let n = 0; n < 3; n++) expect((await ask('GET', {}, '/api/health')).statusCode).toBe(200);
  const elsewhere = await server.inject({ url: '/api/v1/content', remoteAddress: '192.0.2.7' });
  expect(elsewhere.statusCode).toBe(200);
});

test('a password of one’s own ends all sessions', async () => {
  const cookie = cookieOf(await enter());
  const body = { password: PASSWORD, new_password: 'seven lamps in the hall' };
  const url = '/api/v1/session/password';
  expect((await ask('PUT', { body }, url)).statusCode).toBe(401);
  expect(
    (await ask('PUT', { headers: { ...OURS, cookie }, body: { ...body, new_password: 'short' } }, url))
      .statusCode,
  ).toBe(422);
  expect((await ask('PUT', { headers: { ...OURS, cookie }, body }, url)).statusCode).toBe(204);
  expect((await ask('GET', { headers: { cookie } })).statusCode).toBe(401);
  expect((await enter()).statusCode).toBe(401);
  expect((await enter(OURS, body.new_password)).statusCode).toBe(200);
});

test('the description names the routes and their refusals', async () => {
  const { paths } = (await ask('GET', {}, '/api/openapi.json')).json<{
    paths: Record<string, Record<string, { responses: object }>>;
  }>();
  expect(Object.keys(paths['/api/v1/session']!)).toEqual(['post', 'get', 'delete']);
  expect(Object.keys(paths['/api/v1/session']!['post']!.responses)).toEqual(['200', '401', '403', '429']);
});
