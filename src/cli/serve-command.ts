import { buildServer, buildWebApart, isWebCurrent } from '../api/index.ts';
import { policyFiles } from '../app/policies.ts';
import { isEmptyStore, loadDemo, SYNTHETIC_NOTICE } from '../demo/index.ts';
import { isFreshDirectory, type Store } from '../platform/index.ts';
import { listenForCommands, socketPathFor } from './command-socket.ts';
import type { Context, Define, RunCommand } from './context.ts';
import { demoAccountsNote } from './demo-commands.ts';
import { fail } from './errors.ts';

interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly demo: boolean;
}

export const serveCommand: Define = (program, begin, run) => {
  program
    .command('serve')
    .description('run the server; an empty store is filled with the demonstration county first')
    .option('--port <number>', 'port', '3000')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--no-demo', 'leave an empty store empty')
    .action(async (options: ServeOptions, command) => {
      const context = begin(command.optsWithGlobals());
      announceStart(context);
      const pages = isWebCurrent() ? undefined : buildPages(context);
      await context
        .withStore('terrace serve', async (store) => {
          if (options.demo && store.engine === 'embedded' && (await isEmptyStore(store.db)))
            await fillWithDemonstration(context, store);
          await pages?.done;
          await serveUntilStopped(context, store, options, run);
        })
        .finally(pages?.stop);
    });
};

function announceStart(context: Context): void {
  const location = context.location();
  if ('directory' in location && isFreshDirectory(location.directory))
    context.say({
      zh: `首次启动：正在 ${location.directory} 建立数据库（约十秒）……`,
      en: `First start: creating the database in ${location.directory} (about ten seconds) …`,
    });
}

function buildPages(context: Context) {
  context.say({
    zh: '同时生成网页（只在程序更新后）……',
    en: 'Building the pages meanwhile (only after an update) …',
  });
  return buildWebApart();
}

async function serveUntilStopped(
  context: Context,
  store: Store,
  options: ServeOptions,
  run: RunCommand,
): Promise<void> {
  const server = await buildServer(store);
  const port = Number(options.port);
  await server.listen({ port, host: options.host }).catch((error: unknown) => {
    throw fail('serve.port', { port: options.port, reason: (error as Error).message });
  });
  const commands = store.engine === 'embedded' ? await takeCommands(store, run) : undefined;
  const address = `http://localhost:${(server.server.address() as { port: number }).port}`;
  context.say({
    zh: `Terrace 已启动：${address} （按 Ctrl+C 停止）`,
    en: `Terrace is running: ${address} (Ctrl+C stops it)`,
  });
  await untilStopped();
  context.say({ zh: '正在停止……', en: 'Stopping …' });
  commands?.close();
  await server.close();
}

async function fillWithDemonstration(context: Context, store: Store): Promise<void> {
  context.say({
    zh: '数据库是空的：正在装入演示县……',
    en: 'The store is empty: loading the demonstration county …',
  });
  await loadDemo(store.db, { actor: 'terrace', policies: policyFiles(), progress: context.progress });
  context.say(SYNTHETIC_NOTICE);
  context.say(demoAccountsNote);
}

async function takeCommands(store: Store, run: RunCommand) {
  const socket = socketPathFor(store.label);
  const server = await listenForCommands(store, socket, run);
  store.announce({ pid: process.pid, command: 'terrace serve', since: new Date().toISOString(), socket });
  return server;
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
