import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { open as openAccountOf } from '../../../test/access.ts';
import {
  day,
  importHousehold,
  LINKS,
  object,
  open,
  store,
  take,
  useCounty,
  walk,
} from '../../../test/cases.ts';
import { COUNTY, VILLAGE, importText } from '../../../test/imports.ts';
import { setPassword } from '../../access/index.ts';
import { sql } from '../../platform/index.ts';
import { buildServer } from '../server.ts';

/** Everybody signs in for real; household 1 has case 1, household 2 is its neighbour. */
useCounty();
let server: FastifyInstance;
const PASSWORD = 'stone bridge over water';

beforeEach(async () => {
  server = await buildServer(store);
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${COUNTY},2,${VILLAGE},general,李四,1\n`,
  );
});
afterEach(() => server.close());
afterAll(() => {});

interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}
async function ask<Body = Record<string, unknown>>(
  token: string | undefined,
  call: `${'GET' | 'POST' | 'DELETE'} ${string}`,
  payload?: object,
  headers: Record<string, string> = {},
): Promise<Reply<Body>> {
  const [method, url] = call.split(' ', 2) as ['GET', string];
  const reply = await server.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      host: 'terrace.example',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(payload && { payload }),
  });
  return { status: reply.statusCode, body: (reply.body === '' ? {} : reply.json()) as Body };
}

/** Accounts come last: the links of the chain are walked under any name before there are any. */
async function staff(...names: string[]): Promise<string[]> {
  await openAccountOf(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  const tokens = [];
  for (const name of names) {
    await openAccountOf(store.db, name, {
      role: name === 'Clerk2' ? 'county_office' : 'village_committees',
      countyCode: COUNTY,
      ...(name !== 'Clerk2' && { areaCode: name === 'Neighbour' ? 'TC01-V2' : VILLAGE }),
    });
    await setPassword(store.db, { actor: 'Root', account: name, password: PASSWORD });
    const reply = await server.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { name, password: PASSWORD },
    });
    tokens.push(String(reply.headers['set-cookie']).split(/[=;]/)[1]!);
  }
  return tokens;
}

interface Issued {
  readonly card_no: number;
  readonly code: string;
  readonly pin: string;
  readonly page: string;
}
const issue = (token: string, household = '1', body: object = {}, headers = {}) =>
  ask<Issued>(token, `POST /counties/${COUNTY}/households/${household}/cards`, body, headers);
const enter = async (code: string, pin: string) => {
  const reply = await server.inject({ method: 'POST', url: '/api/v1/session/card', payload: { code, pin } });
  return {
    status: reply.statusCode,
    body: reply.json<Record<string, unknown>>(),
    token: String(reply.headers['set-cookie'] ?? '').split(/[=;]/)[1]!,
    retry: Number(reply.headers['retry-after'] ?? 0),
  };
};
/** A household that is signed in, and who issued its card. */
async function home(household = '1') {
  const [village] = await staff('Hu2');
  const { body } = await issue(village!, household);
  return { village: village!, card: body, ...(await enter(body.code, body.pin)) };
}

describe('a card', () => {
  test('lets its household in, with digits typed as they come; the page has it all, and nothing is kept of the PIN', async () => {
    const { card, status, body, token } = await home();
    expect(status).toBe(200);
    expect(body).toMatchObject({ roles: [{ role: 'household', county_code: COUNTY, household_no: '1' }] });
    expect(card.page).toContain(card.pin);
    expect(card.page).toContain(card.code.replace(/(\d{4})(\d{4})(\d{2})/, '$1 $2 $3'));
    expect(card.page).toContain('张**');
    expect(card.page).not.toContain('张三丰');
    expect((await enter(` ${card.code.slice(0, 4)} ${card.code.slice(4)}`, card.pin)).status).toBe(200);
    expect((await ask(token, 'GET /session')).status).toBe(200);
    expect((await ask(token, 'DELETE /session')).status).toBe(204);
    expect((await ask(token, 'GET /session')).status).toBe(401);
    const { rows } = await sql<{ text: string }>`
      select to_jsonb(c)::text as text from access.card c union all select to_jsonb(s)::text from access.card_session s
      union all select to_jsonb(e)::text from access.audit_entry e union all select encode(answer, 'escape') from access.kept_answer`.execute(
      store.db,
    );
    const kept = rows.map(({ text }) => text).join('\n');
    for (const secret of [card.pin, token, '张三丰']) expect(kept).not.toContain(secret);
    expect(kept).toMatch(/argon2id.*"issued_by": "Hu2"/);
    expect(kept).toContain('household/TC01/1');
  });

  test('that is replaced or ended no longer works, nor what was opened with it', async () => {
    const { village, card, token } = await home();
    const second = await issue(village);
    expect(second.body.card_no).toBe(2);
    expect((await ask(token, 'GET /my/household')).status).toBe(401);
    expect((await enter(card.code, card.pin)).status).toBe(401);
    const again = await enter(second.body.code, second.body.pin);
    expect(again.status).toBe(200);
    expect(
      await ask(village, `POST /counties/${COUNTY}/households/1/cards/end`, { reason: 'lost' }),
    ).toMatchObject({
      status: 201,
      body: {
        rows: [
          { card_no: 2, is_ended: true },
          { card_no: 1, is_ended: true },
        ],
      },
    });
    expect((await ask(again.token, 'GET /my/household')).status).toBe(401);
    expect((await enter(second.body.code, second.body.pin)).status).toBe(401);
    expect(
      await ask(village, `POST /counties/${COUNTY}/households/1/cards/end`, { reason: 'lost' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'card.none' },
    });
  });

  test('is issued by those responsible, for a household there is, and its PIN is told once', async () => {
    const [village, neighbour, office] = await staff('Hu2', 'Neighbour', 'Clerk2');
    expect(await issue(neighbour!)).toMatchObject({ status: 404, body: { code: 'card.household' } });
    expect(await issue(village!, '99')).toMatchObject({ status: 404, body: { code: 'card.household' } });
    const key = { 'idempotency-key': 'card-of-one' };
    const first = await issue(office!, '1', { address: 'https://wei.example' }, key);
    expect(first.body.page).toContain('wei.example/card');
    expect(await issue(office!, '1', { address: 'https://wei.example' }, key)).toMatchObject({
      status: 409,
      body: { code: 'card.told' },
    });
    expect((await enter(first.body.code, first.body.pin)).status).toBe(200);
    const listed = await ask(village, `GET /counties/${COUNTY}/households/1/cards`);
    expect(listed.body).toEqual({
      rows: [{ card_no: 1, issued_on: '2026-11-22', issued_by: 'Clerk2', is_ended: false }],
    });
    expect(await ask(neighbour, `GET /counties/${COUNTY}/households/1/cards`)).toMatchObject({ status: 404 });
  });

  test('gives three tries, then a wait that grows, told in words; a code nobody has gets the same answers', async () => {
    const { card } = await home();
    const wrong = card.pin === '482093' ? '482094' : '482093';
    const answers = async (code: string) => {
      const told = [];
      for (let n = 0; n < 4; n++) told.push(await enter(code, wrong));
      return told.map(({ status, body, retry }) => [
        status,
        body['code'],
        (body['message'] as { zh: string }).zh,
        retry,
      ]);
    };
    const real = await answers(card.code);
    expect(real.map(([status, code]) => [status, code])).toEqual([
      [401, 'card.refused'],
      [401, 'card.refused'],
      [429, 'card.locked'],
      [429, 'card.locked'],
    ]);
    expect(real[0]![2]).toContain('还能试 2 次');
    expect(real[1]![2]).toContain('还能试 1 次');
    expect(real[2]![2]).toContain('请过 5 分钟再试');
    expect(real[2]![3]).toBe(300);
    const unknown = '0000000000';
    expect(await answers(unknown)).toEqual(real.map((row) => [...row]));
    // The right PIN waits, too.
    expect((await enter(card.code, card.pin)).body['code']).toBe('card.locked');
  });

  test('mistyped is told before anything counts', async () => {
    const { card } = await home();
    const other = card.code.slice(0, 9) + ((Number(card.code[9]) + 1) % 10);
    for (let n = 0; n < 5; n++) {
      expect((await enter(other, card.pin)).body['code']).toBe('card.code');
      expect((await enter(card.code, '12345')).body['code']).toBe('card.pin');
    }
    expect((await enter(card.code, card.pin)).status).toBe(200);
  });

  test('no account takes the name of a household', async () => {
    await staff();
    await expect(
      openAccountOf(store.db, 'household/TC01/1', { role: 'auditor', countyCode: COUNTY }),
    ).rejects.toMatchObject({ code: 'access.name' });
  });
});

describe('a household sees', () => {
  test('itself, and nothing of anybody else by any other route', async () => {
    await walk('visit');
    const { token } = await home('2');
    expect((await ask(token, 'GET /my/household')).body).toMatchObject({
      household_no: '2',
      masked_name: '李*',
      head_name: '李四',
      areas: ['Test County', 'First Township', 'First Village'],
    });
    for (const path of ['/my/cases', '/my/findings', '/my/notices', '/my/objections'])
      expect(await ask(token, `GET ${path}`), path).toEqual({ status: 200, body: { rows: [] } });
    expect(await ask(token, 'GET /my/cases/1/amount')).toMatchObject({
      status: 404,
      body: { code: 'own.case' },
    });
    for (const action of ['appeal', 'withdraw'])
      expect(await ask(token, `POST /my/cases/1/${action}`, { reason: 'x' })).toMatchObject({
        status: 404,
        body: { code: 'own.case' },
      });
    expect(await ask(token, 'POST /my/objections', { case: 1, words: 'x' })).toMatchObject({ status: 404 });
    const IN = `/counties/${COUNTY}`;
    expect((await ask(token, `GET ${IN}/households?purpose=x`)).body).toMatchObject({
      rows: [{ household_no: '2' }],
    });
    expect((await ask(token, `GET ${IN}/cases`)).body).toMatchObject({ rows: [] });
    expect((await ask(token, `GET ${IN}/cases/1?purpose=x`)).status).toBe(404);
    expect((await ask(token, `GET ${IN}/meetings`)).status).toBe(403);
    expect((await ask(token, `GET ${IN}/drafts?purpose=x`)).status).toBe(403);
    expect((await ask(token, `POST ${IN}/households/2/cards`, {})).status).toBe(403);
    const { rows } = await sql<{ subject: string; purpose: string }>`
      select distinct subject, purpose from access.read_entry where account = 'household/TC01/2' and what = 'my.file'`.execute(
      store.db,
    );
    expect(rows).toEqual([{ subject: '2', purpose: 'own file' }]);
  });

  test('where its case stands in plain words, step by step, and in the end why how much was paid', async () => {
    await walk('visit');
    const first = await home();
    type Cases = {
      rows: {
        now: { zh: string };
        next: { words: { zh: string } }[];
        amount_yuan: string | null;
        may: string[];
        steps: object[];
      }[];
    };
    const cases = async () => (await ask<Cases>(first.token, 'GET /my/cases')).body.rows;
    const [seen] = await cases();
    expect(seen!.now.zh).toBe('已经有人到您家看过，接下来由村里开会评议。');
    expect(seen!.next[0]!.words.zh).toMatch(/^村里开会评议应在2026年3月\d+日前办好，已经晚了/);
    expect(seen!.amount_yuan).toBeNull();
    expect(seen!.may).toEqual(['withdraw', 'object']);
    expect((await ask(first.token, 'GET /my/cases/1/amount')).body).toEqual({
      is_decided: false,
      amount: null,
    });
    expect(JSON.stringify(await cases())).not.toMatch(/贫困|困难户|Wen|Lin|Finder/);
    expect((await ask(first.token, 'GET /my/findings')).body).toMatchObject({
      rows: [{ kind: 'line', peril: 'medical' }],
    });
  });

  test('the amount once the county has decided, the notice with its line, and what others object only as a fact', async () => {
    await walk();
    await object(day(12));
    const { token } = await home();
    expect((await ask(token, 'GET /my/cases/1/amount')).body).toMatchObject({
      is_decided: true,
      amount: {
        amount_yuan: '6000.00',
        claims: [{ peril: 'medical', explanation: { children: expect.any(Array) } }],
      },
    });
    const notices = await ask<{ rows: { line: { zh: string }[]; status: string }[] }>(
      token,
      'GET /my/notices',
    );
    expect(notices.body.rows).toMatchObject([{ case_no: 1, line_no: 1, status: 'complete' }]);
    expect(notices.body.rows[0]!.line.map(({ zh }) => zh)).toContain('张**');
    expect(await ask(token, 'POST /my/objections', { case: 1, words: '请打电话给我' })).toMatchObject({
      status: 201,
      body: { objection_no: 2 },
    });
    const { body } = await ask<{ rows: { is_own: boolean; words: string | null }[] }>(
      token,
      'GET /my/objections',
    );
    expect(body.rows.map(({ is_own, words }) => [is_own, words]).sort()).toEqual([
      [false, null],
      [true, '请打电话给我'],
    ]);
    const { rows } =
      await sql`select objector, channel, recorded_by from governance.objection where objection_no = 2`.execute(
        store.db,
      );
    expect(rows).toEqual([{ objector: '张三丰', channel: 'web', recorded_by: 'household/TC01/1' }]);
  });

  test('nothing at all where it is no household', async () => {
    const [village] = await staff('Hu2');
    expect(await ask(village, 'GET /my/household')).toMatchObject({
      status: 403,
      body: { code: 'own.household' },
    });
    expect((await ask(undefined, 'GET /my/household')).status).toBe(401);
  });
});

describe('a household says', () => {
  test('that it needs help, with consent, once', async () => {
    const { token } = await home();
    const need = { peril: 'medical', self_paid_yuan: '26000', consent_by: '张三丰' };
    expect(await ask(token, 'POST /my/declarations', { ...need, consent_by: '' })).toMatchObject({
      status: 400,
    });
    expect(await ask(token, 'POST /my/declarations', need)).toMatchObject({
      status: 201,
      body: { added: true },
    });
    expect(await ask(token, 'POST /my/declarations', need)).toMatchObject({
      status: 201,
      body: { added: false },
    });
    const { rows } =
      await sql`select f.household_no, f.actor, c.given_by, c.consent_form from screening.finding f
      join screening.consent c using (county_code, household_no, policy_id, policy_year, kind, peril, revision)`.execute(
        store.db,
      );
    expect(rows).toEqual([
      { household_no: '1', actor: 'household/TC01/1', given_by: '张三丰', consent_form: 'own' },
    ]);
  });

  test('that it withdraws, or does not agree to a rejection', async () => {
    await LINKS['open']!();
    await take('reject', 'Gao', day(0), { reason: 'a shop' });
    const { token } = await home();
    type Cases = { rows: { reason: string | null; may: string[] }[] };
    expect((await ask<Cases>(token, 'GET /my/cases')).body.rows[0]).toMatchObject({
      reason: 'a shop',
      may: ['appeal'],
    });
    expect(await ask(token, 'POST /my/cases/1/appeal', { reason: 'it closed' })).toMatchObject({
      status: 201,
      body: { status: 'APPEALED' },
    });
    expect(await ask(token, 'POST /my/cases/1/withdraw', { reason: 'x' })).toMatchObject({ status: 409 });
  });

  test('it waits where the county has not begun', async () => {
    await sql`delete from screening.run`.execute(store.db);
    await importHousehold('general', 2);
    const { token } = await home();
    expect(await ask(token, 'POST /my/declarations', { consent_by: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'own.programme' },
    });
    expect(await open('Hu2', day(0)).catch((error: { code: string }) => error.code)).toBeDefined();
  });
});
