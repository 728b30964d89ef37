import { beforeAll, describe, expect, test } from 'vitest';
import { open, refusal, useCountry } from '../../../test/access.ts';
import { plainDate } from '../../kernel/index.ts';
import { sql } from '../../platform/index.ts';
import { changePassword, closeAccount, sessionOf, setPassword, signIn, signOut } from '../index.ts';
import { hashPassword, isPassword, NO_PASSWORD } from './hash.ts';

const country = useCountry();
const PASSWORD = 'stone bridge over water';
const NEW = 'seven lamps in the hall';
const MINUTE = 60_000;
/** Each test has a day of its own. */
let day = Date.parse('2026-11-22T01:00:00Z');
const later = (minutes: number) => new Date(day + minutes * MINUTE);
const enter = (name: string, password = PASSWORD, minute = 0) =>
  signIn(country.db, { name, password, from: '10.0.0.1', at: later(minute) });
const viewer = (token: string, minute: number) => sessionOf(country.db, token, later(minute));
const set = (account: string, password = PASSWORD, actor = 'Root') =>
  setPassword(country.db, { actor, account, password });

beforeAll(async () => {
  await open(country.db, 'Office', { role: 'county_office' });
  await open(country.db, 'Village', { role: 'village_committees', areaCode: 'A-T1-V1' });
  await open(country.db, 'Silent', { role: 'county_finance' });
  await open(country.db, 'Leaver', { role: 'county_finance' });
  for (const name of ['Root', 'Office', 'Village', 'Leaver']) await set(name);
});

test('the hash is Argon2id with a salt of its own, and holds the parameters it was made with', async () => {
  const hash = await hashPassword(PASSWORD);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await hashPassword(PASSWORD)).not.toBe(hash);
  expect(await isPassword(PASSWORD, hash)).toBe(true);
  expect(await isPassword(`${PASSWORD} `, hash)).toBe(false);
  expect(await isPassword(PASSWORD, NO_PASSWORD)).toBe(false);
  // The example of RFC 9106's reference program: other parameters are read from the hash.
  expect(
    await isPassword(
      'password',
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    ),
  ).toBe(true);
});

test('a session says who it is, what holds today, and is kept only as a hash', async () => {
  const { token, session } = await enter('Village');
  expect(session).toMatchObject({
    name: 'Village',
    person: 'Village',
    roles: [{ role: 'village_committees', countyCode: 'A', areaCode: 'A-T1-V1' }],
  });
  expect(await viewer(token, 1)).toEqual(session);
  expect(await viewer(`${token}x`, 1)).toBeUndefined();
  expect(await viewer('', 1)).toBeUndefined();
  const { rows } = await sql<{
    text: string;
  }>`select (to_jsonb(s))::text as text from access.session s`.execute(country.db);
  expect(rows.map(({ text }) => text).join()).not.toContain(token);
  await signOut(country.db, token);
  expect(await viewer(token, 1)).toBeUndefined();
  await signOut(country.db, token);
});

test('it ends after half an hour without use, and after twelve hours with', async () => {
  const idle = await enter('Office');
  expect(await viewer(idle.token, 29.9)).toBeDefined();
  expect(await viewer(idle.token, 59.8)).toBeDefined();
  expect(await viewer(idle.token, 89.9)).toBeUndefined();
  const busy = await enter('Office');
  for (let minute = 0; minute < 720; minute += 20) expect(await viewer(busy.token, minute)).toBeDefined();
  expect(await viewer(busy.token, 720)).toBeUndefined();
});

describe('one answer', () => {
  test.each([
    ['for a wrong password', 'Office', 'wrong'],
    ['for a name nobody has', 'Nobody', PASSWORD],
    ['for an account without a password', 'Silent', PASSWORD],
    ['for another case of the name', 'office', PASSWORD],
  ])('%s', async (_, name, password) => {
    day += 86_400_000;
    await expect(enter(name, password)).rejects.toEqual(refusal('access.sign_in_refused'));
  });

  test('after a close too, and open sessions end with it', async () => {
    const { token } = await enter('Leaver');
    await closeAccount(country.db, {
      actor: 'Root',
      account: 'Leaver',
      lastDay: plainDate('2026-11-21'),
      reason: 'left',
    });
    expect(await viewer(token, 1)).toBeUndefined();
    await expect(enter('Leaver')).rejects.toEqual(refusal('access.sign_in_refused'));
  });
});

describe('a lock-out', () => {
  test.each(['Village', 'Nobody at all'])(
    'after five failures, whether or not there is an account: %s',
    async (name) => {
      day += 86_400_000;
      for (let minute = 0; minute < 5; minute++)
        await expect(enter(name, 'wrong', minute)).rejects.toEqual(refusal('access.sign_in_refused'));
      await expect(enter(name, PASSWORD, 5)).rejects.toMatchObject({
        code: 'access.locked_out',
        status: 429,
        details: { seconds: 600 },
      });
      await expect(enter(name, PASSWORD, 14.99)).rejects.toEqual(refusal('access.locked_out'));
    },
  );

  test('ends by itself, and whoever succeeds begins anew', async () => {
    day += 86_400_000;
    for (let minute = 0; minute < 5; minute++) await enter('Village', 'wrong', minute).catch(() => {});
    await enter('Village', PASSWORD, 15);
    for (let minute = 16; minute < 20; minute++) await enter('Village', 'wrong', minute).catch(() => {});
    expect((await enter('Village', PASSWORD, 20)).session.name).toBe('Village');
  });

  test('many at once are no more than many one after another', async () => {
    day += 86_400_000;
    const codes = await Promise.all(
      Array.from({ length: 20 }, () =>
        enter('Office', 'wrong').catch((error: { code: string }) => error.code),
      ),
    );
    expect(codes.filter((code) => code === 'access.sign_in_refused')).toHaveLength(5);
    expect(codes.filter((code) => code === 'access.locked_out')).toHaveLength(15);
  });
});

describe('passwords', () => {
  test('are set by an administrator for an account there is, and end its sessions', async () => {
    day += 86_400_000;
    const { token } = await enter('Village');
    await expect(set('Village', NEW, 'Office')).rejects.toEqual(refusal('access.action_refused'));
    await expect(set('Nobody')).rejects.toEqual(refusal('access.account_unknown'));
    await expect(set('Village', 'short')).rejects.toEqual(refusal('access.password'));
    await expect(set('Village', 'the village square')).rejects.toEqual(refusal('access.password'));
    expect(await viewer(token, 1)).toBeDefined();
    await set('Village', NEW);
    expect(await viewer(token, 1)).toBeUndefined();
    await expect(enter('Village', PASSWORD)).rejects.toEqual(refusal('access.sign_in_refused'));
    await enter('Village', NEW);
  });

  test('are changed by whoever knows the one before', async () => {
    day += 86_400_000;
    const change = (password: string, newPassword: string) =>
      changePassword(country.db, { name: 'Village', password, newPassword, from: 'x', at: later(0) });
    await expect(change(PASSWORD, 'another long password')).rejects.toEqual(
      refusal('access.sign_in_refused'),
    );
    await expect(change(NEW, 'short')).rejects.toEqual(refusal('access.password'));
    await change(NEW, PASSWORD);
    await enter('Village', PASSWORD);
  });

  test('typed in another composition are the same', async () => {
    await set('Office', 'cafe\u0301 on the corner');
    expect((await enter('Office', 'caf\u00e9 on the corner', 1)).session.name).toBe('Office');
  });
});

test('the trail tells of signing in, out and in vain, without a name nobody has or a password', async () => {
  const { rows } = await sql<{ actor: string; action: string; text: string }>`
    select actor, action, to_jsonb(e)::text as text from access.audit_entry e where action ~ '^(session|account.password)'`.execute(
    country.db,
  );
  const told = new Set(rows.map(({ actor, action }) => `${actor} ${action}`));
  for (const line of [
    'Village session.open',
    'Village session.close',
    'Village session.refuse',
    'Village session.password',
    'unknown session.refuse',
    'Root account.password',
  ])
    expect(told).toContain(line);
  expect(rows.map(({ text }) => text).join()).not.toMatch(/Nobody|stone|lamps|wrong|argon/);
});

test('the application role reads neither passwords nor sessions', async () => {
  for (const table of ['password', 'session', 'sign_in_attempt'])
    await expect(
      country.db.transaction().execute(async (tx) => {
        await sql`set local role terrace_app`.execute(tx);
        await sql`select * from ${sql.raw(`access.${table}`)}`.execute(tx);
      }),
    ).rejects.toMatchObject({ code: '42501' });
});
