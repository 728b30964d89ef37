import type { FastifyInstance } from 'fastify';
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
  server.get(
    '/api/v1/content',
    { schema: { summary: 'What is loaded', tags: ['system'], response: { 200: Content } } },
    () => readContent(db),
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

/** Counts of what the store holds, and its counties: nothing about anybody. */
async function readContent(db: Db): Promise<Content> {
  const { rows: counts } = await sql<
    Record<string, number> & { first_bill: string | null; last_bill: string | null }
  >`
    select (select count(*) from registry.area)::int as areas,
      (select count(*) from registry.household)::int as households,
      (select count(*) from registry.person)::int as persons,
      (select count(*) from feeds.expense)::int as expenses,
      (select count(*) from income.item)::int as incomes,
      (select count(*) from screening.finding)::int as findings,
      (select min(date) from feeds.expense) as first_bill,
      (select max(date) from feeds.expense) as last_bill`.execute(db);
  const { rows: counties } = await sql<Content['counties'][number]>`
    select h.county_code, a.name, count(*)::int as households
    from registry.household h join registry.area a on a.code = h.county_code
    group by h.county_code, a.name order by h.county_code`.execute(db);
  return {
    is_synthetic: await isDemonstrationStore(db),
    ...counts[0]!,
    counties,
  } as unknown as Content;
}
