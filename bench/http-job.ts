import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openAccount, setPassword } from '../src/access/index.ts';
import { plainDate } from '../src/kernel/index.ts';
import { type Db, sql } from '../src/platform/index.ts';
import { billsFrom } from './bills.ts';
import { AS_OF, type County, made, screenOn, take } from './county.ts';
import { check, median } from './measure.ts';
import type { Bench, Result } from './model.ts';

const USERS = 200;
const THINK_MS = 2000;
const SECONDS = 30;
/** Until connections are open and the hot code is compiled. */
const WARM_UP_SECONDS = 15;
/** Ten users share an account: hashing two hundred passwords is not what is measured. */
const ACCOUNTS = 20;
const PASSWORD = 'stone bridge over water';
const BIN = fileURLToPath(new URL('../bin/terrace.js', import.meta.url));

/** What a county office does, how often in a hundred requests; a number picks a household. */
const MIX: readonly { readonly share: number; readonly name: string; readonly ask: (n: number) => Ask }[] = [
  { share: 25, name: 'household', ask: (n) => read(`households/${household(n)}?purpose=check`) },
  { share: 20, name: 'households', ask: (n) => read(`households?after=${household(n)}&purpose=check`) },
  {
    share: 15,
    name: 'findings',
    ask: (n) => read(`findings?policy=wei-2017@${AS_OF}&as_of=${AS_OF}&after=${household(n)}&purpose=check`),
  },
  { share: 10, name: 'timeline', ask: (n) => read(`households/${household(n)}/timeline`) },
  { share: 10, name: 'cases', ask: () => read('cases') },
  { share: 5, name: 'imports', ask: () => ({ method: 'GET', path: '/imports' }) },
  {
    share: 10,
    name: 'declare',
    ask: (n) =>
      write('declarations', {
        kind: 'visit',
        household: household(n),
        policy: `wei-2017@${AS_OF}`,
        on: AS_OF,
        note: `visit ${n}`,
      }),
  },
  {
    share: 5,
    name: 'grievance',
    ask: (n) =>
      write('grievances', {
        channel: '12317',
        category: 'delay',
        area: areaOf(n),
        words: `request ${n}`,
        owner: 'office1',
      }),
  },
];

interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

let county = '';
let households: readonly string[] = [];
let areas: readonly string[] = [];
const household = (n: number): string => households[n % households.length]!;
const areaOf = (n: number): string => areas[n % areas.length]!;
const read = (path: string): Ask => ({ method: 'GET', path: `/counties/${county}/${path}` });
const write = (path: string, body: object): Ask => ({
  method: 'POST',
  path: `/counties/${county}/${path}`,
  body,
});

/** 200 people at their screens against a server on PostgreSQL. Needs a county without bills. */
export async function httpJob(bench: Bench, { db, demo, url, ...rest }: County): Promise<Result[]> {
  check(url !== undefined, 'the HTTP benchmark has a PostgreSQL server');
  county = demo.county;
  await take(
    db,
    'expenses',
    made('bills', () => billsFrom(demo, plainDate('2019-01-01'))),
  );
  bench.say('Screening …');
  await screenOn({ db, demo, url, ...rest }, AS_OF);
  await sql`analyze`.execute(db);
  households = await column(db, 'household_no', 'registry.household');
  areas = await column(db, 'distinct area_code', 'registry.household');
  await openAccounts(db);
  const { address, stop } = await serve(url);
  try {
    const tokens = await Promise.all(
      Array.from({ length: ACCOUNTS }, (_, i) => signIn(address, `office${i}`)),
    );
    bench.say('Warming up …');
    await crowd(address, tokens, pick, WARM_UP_SECONDS);
    const [values, bare, slow]: [number[], number[], string[]] = [[], [], []];
    for (let run = 1; run <= bench.runs; run++) {
      bench.say(`${USERS} users, run ${run} of ${bench.runs} …`);
      bare.push(
        percentile(
          (await crowd(address, tokens, () => ({ name: 'health', ask: HEALTH }))).map(({ ms }) => ms),
        ),
      );
      const answers = await crowd(address, tokens, pick);
      values.push(percentile(answers.map(({ ms }) => ms)));
      slow.push(byName(answers));
    }
    const middle = values.indexOf(values.toSorted((a, b) => a - b)[values.length >> 1]!);
    return [
      {
        job: 'HTTP reads and writes, 95 of 100 answered within',
        size: `${bench.people.toLocaleString('en-US')} people, ${USERS} users, ${THINK_MS / 1000} s think time, ${SECONDS} s`,
        unit: 'ms',
        values,
        baseline: bare,
        baselineName: 'the same users asking for health',
        targets: [{ kind: 'ms', atMost: 100 }],
        dominates: `Server, database and the 200 users share the machine's cores. Median and 95th percentile by request: ${slow[middle]}.`,
      },
    ];
  } finally {
    await stop();
  }
}

const HEALTH: Ask = { method: 'GET', path: '/../health' };

async function column(db: Db, what: string, table: string): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    select value from (select ${sql.raw(what)} as value from ${sql.raw(table)}) v order by md5(value) limit 5000`.execute(
    db,
  );
  return rows.map(({ value }) => value);
}

async function openAccounts(db: Db): Promise<void> {
  const since = AS_OF;
  const scope = { areaCode: null, householdNo: null, since, until: null };
  const names = Array.from({ length: ACCOUNTS }, (_, i) => `office${i}`);
  for (const name of ['Root', ...names]) {
    const role =
      name === 'Root'
        ? ({ role: 'administrator', countyCode: '000000', ...scope } as const)
        : ({ role: 'county_office', countyCode: county, ...scope } as const);
    await openAccount(db, { actor: 'Root', name, person: name, role });
    await setPassword(db, { actor: 'Root', account: name, password: PASSWORD });
  }
}

async function serve(url: string) {
  const child = spawn(
    process.execPath,
    [BIN, 'serve', '--no-demo', '--port', '0', '--database', url, '--lang', 'en'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  for await (const line of createInterface(child.stderr)) {
    const address = /http:\/\/localhost:\d+/.exec(line)?.[0];
    if (address !== undefined) return { address: address.replace('localhost', '127.0.0.1'), stop };
  }
  throw new Error('the server did not start');
}

async function signIn(address: string, name: string): Promise<string> {
  for (;;) {
    const answer = await fetch(`${address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, password: PASSWORD }),
    });
    const token = /terrace_session=([\w-]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
    if (token !== undefined) return token;
    // Sign-ins of one address are limited by the minute.
    await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1));
  }
}

interface Answer {
  readonly name: string;
  readonly ms: number;
}

/** All users at once, each with pauses between one and three seconds. Every answer must be a good one. */
async function crowd(
  address: string,
  tokens: readonly string[],
  choose: (random: () => number) => { readonly name: string; readonly ask: Ask },
  seconds = SECONDS,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: USERS }, async (_, user) => {
      const random = randomOf(user + 1);
      await sleep(random() * THINK_MS);
      while (performance.now() < until) {
        const { name, ask } = choose(random);
        const started = performance.now();
        const answer = await fetch(`${address}/api/v1${ask.path}`, {
          method: ask.method,
          headers: {
            authorization: `Bearer ${tokens[user % tokens.length]}`,
            ...(ask.body && { 'content-type': 'application/json' }),
          },
          ...(ask.body && { body: JSON.stringify(ask.body) }),
        });
        const text = await answer.text();
        check(answer.ok, `${name} is answered: ${answer.status} ${text.slice(0, 300)}`);
        answers.push({ name, ms: performance.now() - started });
        await sleep(THINK_MS * (0.5 + random()));
      }
    }),
  );
  return answers;
}

function pick(random: () => number): { readonly name: string; readonly ask: Ask } {
  let left = random() * 100;
  const { name, ask } = MIX.find(({ share }) => (left -= share) < 0) ?? MIX[0]!;
  return { name, ask: ask(Math.floor(random() * 1e9)) };
}

function randomOf(seed: number): () => number {
  // Neighbouring seeds must not make users who move in step.
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const percentile = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!;

function byName(answers: readonly Answer[]): string {
  return MIX.map(({ name }) => {
    const times = answers.filter((answer) => answer.name === name).map(({ ms }) => ms);
    return times.length === 0
      ? name
      : `${name} ${median(times).toFixed(0)} / ${percentile(times).toFixed(0)} ms`;
  }).join(', ');
}
