import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildServer } from '../src/api/index.ts';
import { BOARD_SUM_NAMES } from '../src/board/index.ts';
import { openStore, sql, type Store } from '../src/platform/index.ts';
import { MIGRATIONS } from '../src/app/migrations.ts';
import { GROUP_LABELS, GROUPS } from '../src/policy/index.ts';
import { demonstration } from './web/county.ts';

/**
 * Whatever the public can reach of a whole county, against everything that the county knows of people: an oracle that
 * knows the secrets and not the queries.
 */

const COUNTY = '130434';
const YEAR = new Date().getFullYear();
const IN = `/api/v1/public/counties/${COUNTY}`;

let folder: string;
let store: Store;
let server: FastifyInstance;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'terrace-public-'));
  cpSync(demonstration(), join(folder, 'store'), { recursive: true });
  store = await openStore({ directory: join(folder, 'store') }, MIGRATIONS, 'test');
  server = await buildServer(store);
}, 900_000);
afterAll(async () => {
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Addresses of every public route, so that a new one is looked at too. */
async function addressesOf(): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await sql<{ no: number }>`select notice_no as no from governance.notice`.execute(store.db);
  const { rows: objections } = await sql<{
    no: number;
  }>`select objection_no as no from governance.objection`.execute(store.db);
  const { rows: rounds } = await sql<{ no: number; entity: number }>`
    select round_no as no, entity_no as entity from shares.round`.execute(store.db);
  const notices = rows.map(({ no }) => no);
  const years = [YEAR, YEAR - 1];
  const languages = ['zh', 'en'];
  const file = (of: string) => [`${of}?format=csv`];
  return {
    '/api/v1/public/consent': ['/api/v1/public/consent'],
    '/api/v1/public/places': ['/api/v1/public/places', '/api/v1/public/places?search=wei'],
    '/api/v1/public/counties/{county}/board': [`${IN}/board`],
    '/api/v1/public/counties/{county}/notices': [`${IN}/notices?limit=500`],
    '/api/v1/public/counties/{county}/notices/{notice}': notices.map((no) => `${IN}/notices/${no}`),
    '/api/v1/public/counties/{county}/notices/file': file(`${IN}/notices/file`),
    '/api/v1/public/counties/{county}/entities': [`${IN}/entities?limit=500`],
    '/api/v1/public/counties/{county}/accounts/{year}': years.map((year) => `${IN}/accounts/${year}`),
    '/api/v1/public/counties/{county}/accounts/{year}/rows': years.flatMap((year) =>
      BOARD_SUM_NAMES.map((sum) => `${IN}/accounts/${year}/rows?sum=${sum}`),
    ),
    '/api/v1/public/counties/{county}/accounts/{year}/file': years.flatMap((year) =>
      file(`${IN}/accounts/${year}/file`),
    ),
    '/api/v1/public/counties/{county}/rounds': [`${IN}/rounds`],
    '/api/v1/public/counties/{county}/rounds/{round}': rounds.map(({ no }) => `${IN}/rounds/${no}`),
    '/api/v1/public/counties/{county}/rounds/{round}/sheet': rounds.map(
      ({ no }) => `${IN}/rounds/${no}/sheet`,
    ),
    '/api/v1/public/counties/{county}/share-books/{entity}/rolls': rounds.map(
      ({ entity }) => `${IN}/share-books/${entity}/rolls`,
    ),
    '/api/v1/public/counties/{county}/sheets/{year}': years.map((year) => `${IN}/sheets/${year}`),
    '/api/v1/public/policies/{policy}/rules': ['/api/v1/public/policies/wei-2017/rules'],
    '/api/v1/public/counties/{county}/objections/{objection}': objections.map(
      ({ no }) => `${IN}/objections/${no}`,
    ),
    pages: languages.flatMap((lang) => [
      `/public?lang=${lang}`,
      `/public?q=bei&lang=${lang}`,
      `/public/${COUNTY}?lang=${lang}`,
      ...notices.map((no) => `/public/${COUNTY}/notices/${no}?lang=${lang}`),
      ...objections.map(({ no }) => `/public/${COUNTY}/objections/${no}?lang=${lang}`),
      ...years.flatMap((year) => [
        `/public/${COUNTY}/accounts/${year}?lang=${lang}`,
        ...BOARD_SUM_NAMES.map((sum) => `/public/${COUNTY}/accounts/${year}/${sum}?lang=${lang}`),
        `/public/${COUNTY}/amounts/${year}?lang=${lang}`,
      ]),
    ]),
  };
}

/** What is public by nature and may look like a name: areas and bodies. */
async function publicWords(): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select name as word from registry.area union select name from governance.body
    union select title->>'zh' from (select content->'title' as title from governance.notice) t`.execute(
    store.db,
  );
  return rows.map(({ word }) => word).toSorted((a, b) => b.length - a.length);
}

describe.runIf(inject('template').engine === 'embedded')('what the public can reach', () => {
  let answers: { readonly url: string; readonly status: number; readonly text: string }[];
  let all = '';
  beforeAll(async () => {
    const addresses = await addressesOf();
    answers = [];
    for (const url of Object.values(addresses).flat()) {
      const { body, statusCode } = await server.inject({
        url,
        remoteAddress: `10.0.0.${answers.length % 250}`,
      });
      answers.push({ url, status: statusCode, text: body });
    }
    const words = await publicWords();
    all = words.reduce(
      (text, word) => text.replaceAll(word, '▯'),
      answers.map(({ text }) => text).join('\n'),
    );
  }, 300_000);

  test('is there: what hangs, what is over, accounts and sheets', () => {
    const failed = answers.filter(({ status }) => status !== 200 && status !== 404);
    expect(failed.map(({ url, status }) => `${status} ${url}`)).toEqual([]);
    const unfound = answers.filter(({ status }) => status === 404).map(({ url }) => url);
    expect(unfound.every((url) => url.includes('/notices/'))).toBe(true);
    for (const words of [
      '公示期',
      '帮扶事项评议结果公示',
      '付给农户',
      '在我的手机上重算',
      'On display',
      '“others”',
    ])
      expect(
        answers.some(({ text }) => text.includes(words)),
        words,
      ).toBe(true);
  });

  test('is every public route of the description', async () => {
    const { paths } = server.swagger() as { paths: Record<string, Record<string, { security?: unknown[] }>> };
    const reads = Object.entries(paths).flatMap(([path, methods]) =>
      path.startsWith('/api/v1/public/') && methods['get'] ? [path] : [],
    );
    const open = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).some(({ security }) => security?.length === 0) ? [path] : [],
    );
    expect(open.filter((path) => !path.startsWith('/api/v1/public/'))).toEqual([]);
    expect(
      Object.keys(await addressesOf())
        .filter((path) => path !== 'pages')
        .toSorted(),
    ).toEqual(reads.toSorted());
  });

  test('holds no full name, not of the register, of accounts, objectors or payees', async () => {
    const { rows } = await sql<{ name: string }>`
      select head_name as name from registry.household union select name from registry.person
      union select person from access.account union select objector from governance.objection
      union select holder from payout.payee_account union select complainant from payout.grievance
      union select m.name from governance.member m`.execute(store.db);
    const names = new Set(
      rows.map(({ name }) => name).filter((name) => /\p{Script=Han}{2}/u.test(name ?? '')),
    );
    expect(names.size).toBeGreaterThan(1000);
    const longest = Math.max(...[...names].map((name) => name.length));
    const found = new Set<string>();
    for (let at = 0; at < all.length; at++)
      for (let length = 2; length <= longest; length++) {
        const piece = all.slice(at, at + length);
        if (names.has(piece)) found.add(`${piece}: ${all.slice(at - 20, at + 20)}`);
      }
    expect([...found]).toEqual([]);
  });

  test('holds no ID number, telephone or account of anybody', async () => {
    const { rows } = await sql<{ secret: string | null }>`
      select id_number as secret from registry.person union select phone from registry.household
      union select phone from governance.objection union select reference from payout.payee_account
      union select code from access.card`.execute(store.db);
    const secrets = new Set(rows.flatMap(({ secret }) => secret ?? []));
    expect(secrets.size).toBeGreaterThan(1000);
    const long = all.match(/[\dXx合成]{9,}/g) ?? [];
    expect(
      long.filter((piece) => [...secrets].some((secret) => secret.length > 8 && piece.includes(secret))),
    ).toEqual([]);
    // Nothing that could be one either: hashes, codes of areas and telephones of offices aside.
    const { rows: offices } = await sql<{ phone: string }>`select phone from governance.telephone`.execute(
      store.db,
    );
    const bare = offices.reduce((text, { phone }) => text.replaceAll(phone.replaceAll(/\D/g, ''), ''), all);
    const digits = bare.replaceAll(/[0-9a-f]{12,}/g, '').match(/(?<![\d.])\d{11,}(?!\d)/g) ?? [];
    expect(digits).toEqual([]);
  });

  test('holds no number of a household, no illness and no word for a kind of household', async () => {
    const { rows } = await sql<{ no: string }>`select household_no as no from registry.household`.execute(
      store.db,
    );
    const numbers = new Set(rows.map(({ no }) => no));
    const words = new Set(all.match(/[A-Za-z]?\d{4,}/g) ?? []);
    expect([...words].filter((word) => numbers.has(word) && /[A-Za-z]/.test(word))).toEqual([]);
    const labels = GROUPS.filter((group) => group !== 'general').flatMap((group) => [
      group,
      GROUP_LABELS[group].zh,
      GROUP_LABELS[group].en,
    ]);
    const never = labels.concat(
      [
        '贫困户',
        '监测户',
        '脱贫户',
        '困难群众',
        '帮扶对象',
        '低收入户',
        '弱势',
        'needy',
        'beneficiar',
        'victim',
      ],
      [
        '住院',
        '大病',
        '病种',
        '癌',
        '残疾',
        '透析',
        '手术',
        '诊断',
        'illness',
        'disease',
        'hospital',
        'diagnos',
        'medical',
      ],
      ['serious_illness', 'long_term_chronic', 'disab', 'non_poor', 'self_paid'],
    );
    // The page says itself what it never shows, and a button that waits is `disabled`.
    const shown = all.replaceAll('no illness, income', '').replaceAll(/ disabled(?=[ >])/g, '');
    const found = never.filter((word) => shown.toLowerCase().includes(word.toLowerCase()));
    expect(found.map((word) => `${word}: ${around(shown, word)}`)).toEqual([]);
  });

  test('says of objections and complaints nothing that was said', async () => {
    const { rows } = await sql<{ words: string | null }>`
      select words from governance.objection union select reason from governance.answer
      union select words from payout.grievance union select answer from payout.grievance_answer
      union select minutes from governance.closing`.execute(store.db);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.flatMap(({ words }) => (words !== null && all.includes(words) ? [words] : []))).toEqual([]);
  });

  test('is kept from robots, and sets no cookie but that of the look', async () => {
    for (const url of [`/public/${COUNTY}`, `${IN}/board`]) {
      const { headers } = await server.inject({ url });
      expect(headers['x-robots-tag'], url).toBe('noindex, nofollow');
      expect(headers['set-cookie'], url).toBeUndefined();
    }
    const { headers } = await server.inject({ url: `/public/${COUNTY}?lang=en&large=1` });
    expect(headers['set-cookie']).toMatch(/^terrace_board=en\.1\.; /);
  });

  test('is limited by address, the pages too', async () => {
    const ask = () => server.inject({ url: '/public', remoteAddress: '10.9.9.9' });
    let last = await ask();
    for (let i = 0; i < 610 && last.statusCode === 200; i++) last = await ask();
    expect(last.statusCode).toBe(429);
    expect(last.headers['retry-after']).toBeDefined();
    expect(last.headers['content-type']).toContain('text/html');
  });
});

const around = (text: string, word: string): string => {
  const at = text.toLowerCase().indexOf(word.toLowerCase());
  return text.slice(Math.max(0, at - 40), at + 40);
};
