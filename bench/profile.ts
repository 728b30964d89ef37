import type { connect } from '../src/platform/index.ts';

type Engine = Parameters<typeof connect>[0];
type Connection = Awaited<ReturnType<Engine['acquire']>>;

interface Span {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

export interface Breakdown {
  readonly ms: number;
  /** Largest first. */
  readonly parts: readonly { readonly label: string; readonly ms: number }[];
  /** Time in which the engine had nothing to do. */
  readonly idleMs: number;
  /** What the main thread computed, also while the engine worked. */
  readonly cpuMs: number;
}

/** Notes how long every statement took, by what it is for. */
export class Profile {
  #spans: Span[] = [];
  #cpu = process.threadCpuUsage();

  start(): void {
    this.#spans = [];
    this.#cpu = process.threadCpuUsage();
  }

  /** Ends the measurement of work that took `ms`. */
  stop(ms: number): Breakdown {
    const { user, system } = process.threadCpuUsage(this.#cpu);
    const sums = new Map<string, number>();
    for (const { label, start, end } of this.#spans) sums.set(label, (sums.get(label) ?? 0) + end - start);
    const parts = [...sums].map(([label, sum]) => ({ label, ms: sum })).sort((a, b) => b.ms - a.ms);
    return { ms, parts, idleMs: Math.max(0, ms - covered(this.#spans)), cpuMs: (user + system) / 1000 };
  }

  async watch<Value>(label: string, work: Promise<Value>): Promise<Value> {
    const start = performance.now();
    try {
      return await work;
    } finally {
      this.#spans.push({ label, start, end: performance.now() });
    }
  }
}

/** Length of the union: a statement may be asked for while another runs. */
function covered(spans: readonly Span[]): number {
  let total = 0;
  let reached = -Infinity;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    total += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return total;
}

/** The same engine, with every statement noted. */
export function watched(engine: Engine, profile: Profile): Engine {
  const inner = new WeakMap<Connection, Connection>();
  return {
    name: engine.name,
    acquire: async () => {
      const connection = await engine.acquire();
      const outer = watchedConnection(connection, profile);
      inner.set(outer, connection);
      return outer;
    },
    release: (connection) => engine.release(inner.get(connection) ?? connection),
    close: () => engine.close(),
  };
}

const watchedConnection = (connection: Connection, profile: Profile): Connection => ({
  query: (text, parameters) => profile.watch(purposeOf(text), connection.query(text, parameters)),
  script: (text) => profile.watch(purposeOf(text), connection.script(text)),
  copyIn: (target, rows) => profile.watch('COPY', connection.copyIn(target, rows)),
  copyOut: (query) => profile.watch('reading rows out', connection.copyOut(query)),
});

const PURPOSES: readonly (readonly [RegExp, string])[] = [
  [/primary key/i, 'the primary key'],
  [/create (unique )?index|foreign key/i, 'foreign key and indexes'],
  [/^\s*analyze/i, 'statistics'],
  [/^\s*(commit|begin|rollback|savepoint)/i, 'begin and commit'],
  [/temporary table sums/i, 'the yearly sums'],
  [/temporary table wanted/i, 'sums against lines'],
  [/insert into wanted/i, 'unlisted households'],
  [/temporary table touched/i, 'finding the households touched'],
  [/insert into screening\.finding/i, 'writing findings'],
  [/distinct on \(household_no/i, 'listing findings in force'],
  [/insert into feeds\.expense/i, 'inserting the new rows'],
  [/repeated|group by .* having count/i, 'looking for repeats in the file'],
  [/(from|using) staged|staged s/i, 'comparing with known rows'],
  [/household_no from registry\.household/i, 'household numbers'],
  [/insert into ledger\.posting/i, 'inserting the postings'],
  [/with candidate/i, 'looking for known postings'],
  [/insert into screening\.run|insert into access/i, 'records of the run'],
];

function purposeOf(text: string): string {
  const known = PURPOSES.find(([pattern]) => pattern.test(text));
  return known?.[1] ?? 'other statements';
}

/** As one sentence: what takes at least a twentieth of the time. */
export function sentenceOf({ ms, parts, idleMs, cpuMs }: Breakdown): string {
  const share = (part: number): string => `${timeOf(part)} (${Math.round((part / ms) * 100)} %)`;
  const large = parts.filter((part) => part.ms >= ms / 20).map((part) => `${part.label} ${share(part.ms)}`);
  const named = large.length === 0 ? 'no single statement stands out' : large.join(', ');
  return `Of ${timeOf(ms)}: ${named}; the engine waits for JavaScript ${share(idleMs)}; JavaScript computes for ${timeOf(cpuMs)}.`;
}

export const timeOf = (ms: number): string =>
  ms >= 10_000
    ? `${(ms / 1000).toFixed(1)} s`
    : ms >= 1000
      ? `${(ms / 1000).toFixed(2)} s`
      : `${ms.toPrecision(ms < 1 ? 2 : 3)} ms`;
