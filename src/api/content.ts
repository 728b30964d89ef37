import type { FastifyInstance } from 'fastify';
import type { RawBuilder } from 'kysely';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, isDemonstrationStore } from '../demo/index.ts';
import { type Db, sql, type Store } from '../platform/index.ts';
import { UNLIMITED } from './limits.ts';
import { Content, Demonstration, Health } from './model.ts';

export function contentRoutes(server: FastifyInstance, { db, engine }: Store, version: string): void {
  server.get(
    '/api/health',
    {
      config: { rateLimit: UNLIMITED },
      schema: {
        summary: 'Whether the server can reach its store',
        tags: ['system'],
        response: { 200: Health },
      },
    },
    async () => {
      await sql`select 1`.execute(db);
      return { status: 'ok' as const, version, engine };
    },
  );
  const counted = new Counted(db);
  server.get(
    '/api/v1/content',
    { schema: { summary: 'What is loaded', tags: ['system'], response: { 200: Content } } },
    () => counted.read(),
  );
  server.get(
    '/api/v1/demonstration',
    {
      schema: {
        summary: 'For the sign-in page of a demonstration store: accounts to try; none elsewhere',
        tags: ['session'],
        response: { 200: Demonstration },
      },
    },
    async () =>
      (await isDemonstrationStore(db))
        ? { accounts: [...DEMO_ACCOUNTS], password: DEMO_PASSWORD }
        : { accounts: [], password: null },
  );
}

/** What changed a table last: a file's number and, for the register, how many events were decided. */
type Mark = string;

/**
 * Counts of what the store holds, and its counties: nothing about anybody. A county's bills take seconds to count and
 * everybody's first page asks for them, so each table is counted again only when something may have changed it.
 */
class Counted {
  readonly #db: Db;
  readonly #kept = new Map<string, { readonly mark: Mark; readonly value: Promise<object> }>();

  constructor(db: Db) {
    this.#db = db;
  }

  async read(): Promise<Content> {
    const { rows } = await sql<{ findings: number; register: Mark; expenses: Mark; incomes: Mark }>`
      with file as (select kind, max(import_no)::text as no from feeds.import_run group by kind)
      select (select count(*) from screening.finding)::int as findings,
        concat_ws('/', (select string_agg(no, '/' order by kind) from file where kind in ('areas', 'households', 'persons')),
          (select count(*) from registry.event_decision)) as register,
        coalesce((select no from file where kind = 'expenses'), '') as expenses,
        coalesce((select no from file where kind = 'incomes'), '') as incomes`.execute(this.#db);
    const { findings, register, expenses, incomes } = rows[0]!;
    const parts = await Promise.all([
      this.#count('register', register, REGISTER),
      this.#count('expenses', expenses, EXPENSES),
      this.#count('incomes', incomes, sql`select count(*)::int as incomes from income.item`),
    ]);
    const content = Object.assign({ is_synthetic: await isDemonstrationStore(this.#db), findings }, ...parts);
    return content as Content;
  }

  #count(name: string, mark: Mark, query: RawBuilder<object>): Promise<object> {
    const kept = this.#kept.get(name);
    if (kept?.mark === mark) return kept.value;
    const value = query.execute(this.#db).then(({ rows }) => rows[0]!);
    this.#kept.set(name, { mark, value });
    // A count that failed is not kept.
    value.catch(() => this.#kept.delete(name));
    return value;
  }
}

const REGISTER = sql<object>`
  with household as (select county_code, count(*)::int as households from registry.household group by county_code)
  select (select count(*) from registry.area)::int as areas,
    (select coalesce(sum(households), 0) from household)::int as households,
    (select count(*) from registry.person)::int as persons,
    (select coalesce(json_agg(json_build_object('county_code', h.county_code, 'name', a.name,
        'households', h.households) order by h.county_code), '[]')
      from household h join registry.area a on a.code = h.county_code) as counties`;
const EXPENSES = sql<object>`
  select count(*)::int as expenses, min(date) as first_bill, max(date) as last_bill from feeds.expense`;
