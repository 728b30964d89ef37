/** The thread that owns the embedded database, so that a long statement never stalls the main thread. */
import { totalmem } from 'node:os';
import { parse, PGlite, protocol } from '@electric-sql/pglite';
import { parentPort, workerData } from 'node:worker_threads';
import { type QueryAnswer, SESSION_SETTINGS, TYPE_PARSERS } from './engine.ts';
import { Statements } from './statements.ts';

export interface ThreadStart {
  readonly directory: string | undefined;
  readonly snapshot: Uint8Array | undefined;
}

export type ThreadRequest =
  | { readonly op: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly op: 'script'; readonly sql: string }
  | { readonly op: 'copyIn'; readonly target: string; readonly block: Uint8Array }
  | { readonly op: 'copyOut'; readonly query: string }
  | { readonly op: 'snapshot' }
  | { readonly op: 'close' };

export interface ThreadFault {
  readonly message: string;
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly detail: string | undefined;
}

export interface ThreadReply {
  readonly id: number;
  readonly result?: unknown;
  readonly fault?: ThreadFault;
}

if (parentPort) await serve(workerData as ThreadStart);

async function serve(start: ThreadStart): Promise<void> {
  const database = await open(start);
  parentPort!.postMessage({ id: 0 } satisfies ThreadReply);
  parentPort!.on('message', ({ id, request }: { id: number; request: ThreadRequest }) => {
    answer(database, request).then(
      (result) => parentPort!.postMessage({ id, result } satisfies ThreadReply),
      (error: unknown) => parentPort!.postMessage({ id, fault: describe(error) } satisfies ThreadReply),
    );
  });
}

async function open({ directory, snapshot }: ThreadStart): Promise<PGlite> {
  const database = await PGlite.create({
    ...(directory === undefined ? {} : { dataDir: directory, startParams: withCache() }),
    ...(snapshot === undefined ? {} : { loadDataDir: new Blob([new Uint8Array(snapshot)]) }),
    parsers: TYPE_PARSERS,
    serializers: { 20: String },
  });
  await database.exec(SESSION_SETTINGS);
  return database;
}

/**
 * A million people's bills and their keys take 600 MB, and a page read through WebAssembly costs ten times one that
 * is there; memory is only taken as pages come in.
 */
function withCache(): string[] {
  const megabytes = Math.min(1024, Math.max(128, Math.floor(totalmem() / 8 / 2 ** 20)));
  return [...PGlite.defaultStartParams, '-c', `shared_buffers=${megabytes}MB`];
}

async function answer(database: PGlite, request: ThreadRequest): Promise<unknown> {
  switch (request.op) {
    case 'query':
      return database.runExclusive(() => query(database, request.sql, request.parameters));
    case 'script':
      await database.exec(request.sql);
      return undefined;
    case 'copyIn': {
      const blob = new Blob([request.block as Uint8Array<ArrayBuffer>]);
      const { affectedRows } = await database.query(`copy ${request.target} from '/dev/blob'`, [], { blob });
      return affectedRows ?? 0;
    }
    case 'copyOut': {
      const { blob } = await database.query(`copy (${request.query}) to '/dev/blob'`);
      // Without any row there is no blob.
      return new Uint8Array((await blob?.arrayBuffer()) ?? []);
    }
    case 'snapshot':
      return new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer());
    case 'close':
      await database.close();
      return undefined;
  }
}

type Messages = Awaited<ReturnType<PGlite['execProtocolStream']>>;
const { serialize } = protocol;
const statements = new Statements();
/** How the session described each named statement: types of its parameters, form of its rows. */
const described = new Map<string, Messages>();

/**
 * As PGlite's own `query`, but with one call into WebAssembly for a statement that has a name and two for others,
 * instead of six: those calls are most of what a short statement costs.
 */
async function query(database: PGlite, sql: string, parameters: readonly unknown[]): Promise<QueryAnswer> {
  const name = statements.nameOf(sql);
  const description = described.get(name ?? '') ?? (await prepare(database, sql, name));
  const types = parse.parseDescribeStatementResults(description);
  const values = parameters.map((value, i) => {
    if (value === null || value === undefined) return null;
    const write: (value: any) => string = database.serializers[types[i]!] ?? String;
    return write(value);
  });
  const answer = await send(database, [
    serialize.bind({ statement: name ?? '', values }),
    serialize.execute(),
    serialize.sync(),
  ]);
  const form = description.filter((message) => message.name === 'rowDescription');
  const [result] = parse.parseResults([...form, ...answer], database.parsers);
  return { rows: result?.rows ?? [], affected: result?.affectedRows ?? 0 };
}

async function prepare(database: PGlite, sql: string, name = ''): Promise<Messages> {
  const description = await send(database, [
    serialize.parse({ name, text: sql }),
    serialize.describe({ type: 'S', name }),
    serialize.sync(),
  ]);
  if (name !== '') described.set(name, description);
  return description;
}

const send = (database: PGlite, messages: readonly Uint8Array[]): Promise<Messages> =>
  database.execProtocolStream(Buffer.concat(messages));

function describe(error: unknown): ThreadFault {
  const { message, code, constraint, detail } = error as Partial<ThreadFault>;
  return { message: message ?? String(error), code, constraint, detail };
}
