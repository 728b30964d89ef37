/**
 * Loaded into a command by the tests (`node --import`): kills the process, as `kill -9` does, at a chosen exchange
 * with its database. `TERRACE_DIE_AT=12` dies before the twelfth request is sent, `12.5` right after. With
 * `TERRACE_DIE_COUNT=FILE` nothing dies and the number of exchanges is written to the file at the end.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';
import { Client } from 'pg';

const at = Number(process.env['TERRACE_DIE_AT'] ?? Infinity);
let exchanges = 0;

/** Calls `send` unless this is the end. */
function exchange<Result>(send: () => Result): Result {
  exchanges += 1;
  if (exchanges >= at) die();
  const result = send();
  // In flight: the database has the request, and nobody will hear its answer.
  if (exchanges + 0.5 >= at) setTimeout(die, 2);
  return result;
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal arrives before anything else can happen.
  for (;;);
}

type Method = (...parameters: unknown[]) => unknown;

function countCallsOf(prototype: object, name: string): void {
  const methods = prototype as Record<string, Method>;
  const original = methods[name]!;
  methods[name] = function (this: unknown, ...parameters: unknown[]) {
    return exchange(() => original.apply(this, parameters));
  };
}

if (isMainThread) {
  countCallsOf(Worker.prototype, 'postMessage');
  countCallsOf(Client.prototype, 'query');
  const file = process.env['TERRACE_DIE_COUNT'];
  if (file !== undefined) process.on('exit', () => writeFileSync(file, String(exchanges)));
}
