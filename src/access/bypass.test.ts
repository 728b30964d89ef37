import { beforeAll, describe, expect, test } from 'vitest';
import { looking, open, refusal, seen, useCountry } from '../../test/access.ts';
import { sql, type Tx } from '../platform/index.ts';
import { kindOf } from './fields.ts';
import { act } from './index.ts';

const country = useCountry();
beforeAll(async () => {
  await open(country.db, 'Village', { role: 'village_committees', areaCode: 'A-T1-V1' });
  await open(country.db, 'Office', { role: 'county_office' });
});

const run = (tx: Tx, statement: string) => sql<Record<string, unknown>>`${sql.raw(statement)}`.execute(tx);
const asVillage = (statement: string) => looking(country.db, 'Village', (tx) => run(tx, statement));
const numbers = async (statement: string): Promise<unknown[]> =>
  (await asVillage(statement)).rows.map(({ n }) => n);
const OTHER_SCOPE = JSON.stringify({
  whole: ['A', 'B'],
  counties: ['A', 'B'],
  areas: ['A-T2-V1'],
  households: ['B/1'],
  decided: ['A'],
});

describe('somebody who can send any statement under the application role', () => {
  test('sees the village, whatever the settings are set to', async () => {
    expect(await numbers('select household_no as n from registry.household order by 1')).toEqual(['1', '2']);
    for (const change of [
      `select set_config('app.scope', '${OTHER_SCOPE}', true)`,
      `select set_config('app.scope', '${OTHER_SCOPE}', true), set_config('app.seal', encode(sha256('${OTHER_SCOPE}'), 'hex'), true)`,
      `select set_config('app.seal', '', true)`,
      `set local app.scope = '${OTHER_SCOPE}'`,
      `set local app.seal = 'x'`,
    ])
      expect(
        await looking(country.db, 'Village', async (tx) => {
          await run(tx, change);
          return (await run(tx, 'select count(*)::int as n from registry.household')).rows;
        }),
        change,
      ).toEqual([{ n: 0 }]);
  });

  test('a seal of another transaction opens nothing', async () => {
    const READ = `select current_setting('app.scope') as scope, current_setting('app.seal') as seal`;
    const [stolen] = (await looking(country.db, 'Office', (tx) => run(tx, READ))).rows as {
      scope: string;
      seal: string;
    }[];
    const rows = await looking(country.db, 'Village', async (tx) => {
      await sql`select set_config('app.scope', ${stolen!.scope}, true), set_config('app.seal', ${stolen!.seal}, true)`.execute(
        tx,
      );
      return (await run(tx, 'select household_no from registry.household')).rows;
    });
    expect(rows).toEqual([]);
  });

  test.each([
    ['another county', `select household_no as n from registry.household where county_code = 'B'`],
    [
      'through a function',
      `select p.name as n from registry.household h, lateral (select name from registry.person p where p.household_no = '3') p`,
    ],
    [
      'through a view',
      `select event_no as n from registry.household_effect where household_no <> '1' and household_no <> '2'`,
    ],
    [
      'through a common table expression',
      `with all_of as materialized (select * from registry.person) select name as n from all_of where household_no = '3'`,
    ],
    [
      'through a leaky condition',
      `select household_no as n from registry.household where county_code = 'B' or 1 / (household_no::int - 3) > 5`,
    ],
    [
      'through a correlated question',
      `select 1 as n where exists (select from registry.person where household_no = '3')`,
    ],
  ])('reads nothing %s', async (_, statement) => {
    expect(await numbers(statement)).toEqual([]);
  });

  test.each([
    ['the key of the seals', 'select key from access.scope_key'],
    ['what a seal of one’s own would be', `select access.seal_of('{}')`],
    ['another scope', `select access.enter('${OTHER_SCOPE}')`],
    ['the accounts', 'select * from access.account'],
    ['the trail', 'select * from access.audit_entry'],
    ['the log of reads', 'select * from access.read_entry'],
    ['a change to the trail', `update access.audit_entry set actor = 'x'`],
    ['a gap in the trail', 'delete from access.audit_entry'],
    ['a gap in the log of reads', 'delete from access.read_entry'],
    ['an emptied trail', 'truncate access.audit_entry'],
    ['a forged seal', `insert into access.seal values ('A', 1, now(), 0, '', '', 'x')`],
    [
      'a role of one’s own',
      `insert into access.role values (1, 9, 'auditor', 'A', null, null, now(), null, 'x')`,
    ],
    ['rows made visible', 'alter table registry.household disable row level security'],
    ['a policy of one’s own', 'create policy mine on registry.household using (true)'],
    ['a change of a bill', 'update feeds.expense set total_fen = 1'],
    ['a deleted household', 'delete from registry.household'],
    [
      'another household',
      `insert into registry.household (county_code, household_no, area_code, base_group, head_name, size, import_no) values ('A', '99', 'A-T1-V1', 'general', 'x', 1, 1)`,
    ],
  ])('is refused %s', async (_, statement) => {
    await expect(asVillage(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('an act in an area', () => {
  const body = (tx: Tx, county: string, area: string, no: number) =>
    run(
      tx,
      `insert into governance.body (county_code, body_no, area_code, kind, name, since, recorded_by)
      values ('${county}', ${no}, '${area}', 'k', 'n', '2026-01-01', 'x')`,
    );
  const acting = (actor: string, county: string, work: (tx: Tx) => Promise<unknown>) =>
    act(
      country.db,
      { actor, action: 'governance.body.found', countyCode: county, input: {} },
      async (tx) => ({
        result: await work(tx),
        summary: {},
      }),
    );

  test('rests on all facts of its county, and on no other county’s', async () => {
    const counted = await acting(
      'Village',
      'A',
      async (tx) =>
        (await run(tx, 'select county_code, count(*)::int as n from registry.household group by 1')).rows,
    );
    expect(counted).toEqual([{ county_code: 'A', n: 8 }]);
  });

  test('writes within its area', async () => {
    await acting('Village', 'A', (tx) => body(tx, 'A', 'A-T1-V1', 50));
    expect(await seen(country.db, 'Village', 'body_no::text', 'governance.body')).toContain('50');
  });

  test.each([
    ['a neighbouring village', 'A', 'A-T1-V2'],
    ['the township above', 'A', 'A-T1'],
    ['the county', 'A', 'A'],
    ['another county', 'B', 'B-V1'],
  ])('is refused a row in %s, and keeps nothing', async (_, county, area) => {
    await expect(
      acting('Village', 'A', async (tx) => {
        await body(tx, 'A', 'A-T1-V1', 60);
        await body(tx, county, area, 61);
      }),
    ).rejects.toEqual(refusal('access.outside_area'));
    expect(await seen(country.db, 'Office', 'body_no::text', 'governance.body')).not.toContain('60');
  });

  test('is refused what follows a row it may read but not write', async () => {
    const other = (
      await run(country.db as Tx, `select body_no as no from governance.body where area_code = 'A-T2-V1'`)
    ).rows[0]!['no'];
    await expect(
      acting('Village', 'A', (tx) =>
        run(
          tx,
          `insert into governance.member (county_code, body_no, member_no, name, role, weight, since, recorded_by)
          values ('A', ${String(other)}, 9, 'm', 'member', 1, '2026-01-01', 'x')`,
        ),
      ),
    ).rejects.toEqual(refusal('access.outside_area'));
  });

  test('is refused by name, action and county before anything is asked of the database', async () => {
    await expect(acting('Nobody', 'A', () => Promise.reject(new Error('reached')))).rejects.toEqual(
      refusal('access.account_unknown'),
    );
    await expect(acting('Office', 'A', () => Promise.reject(new Error('reached')))).rejects.toEqual(
      refusal('access.action_refused'),
    );
    await expect(acting('Village', 'B', () => Promise.reject(new Error('reached')))).rejects.toEqual(
      refusal('access.other_county'),
    );
  });
});

describe('nothing is forgotten', () => {
  /** Reference tables and what only the owner reads. */
  const FREE = new Set(['registry.area']);

  test('every table that names a county is under row-level security, or not the application role’s to read', async () => {
    const { rows } = await sql<{ name: string; guarded: boolean }>`
      select c.oid::regclass::text as name, c.relrowsecurity and exists (select from access.guarded g where g.table_name = c.oid::regclass::text) as guarded
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and has_table_privilege('terrace_app', c.oid, 'select')
        and n.nspname not in ('pg_catalog', 'information_schema')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'county_code')`.execute(
      country.db,
    );
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter(({ guarded, name }) => !guarded && !FREE.has(name))).toEqual([]);
    const { rows: strange } = await sql<{ name: string }>`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'access')
        and n.nspname not like 'pg_t%' and not c.relrowsecurity
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'county_code')`.execute(
      country.db,
    );
    expect(strange.map(({ name }) => name)).toEqual([...FREE]);
  });

  test('no view looks with its owner’s eyes, and rows of the application role are changed or deleted nowhere but in caches', async () => {
    const { rows: views } = await sql<{ name: string }>`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
        and not coalesce('security_invoker=true' = any (c.reloptions), false)`.execute(country.db);
    expect(views).toEqual([]);
    const { rows: changed } = await sql<{ name: string }>`
      select distinct c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_t%'
        and (has_table_privilege('terrace_app', c.oid, 'update') or has_table_privilege('terrace_app', c.oid, 'delete')
          or has_table_privilege('terrace_app', c.oid, 'truncate'))
      order by 1`.execute(country.db);
    expect(changed.map(({ name }) => name)).toEqual(['ledger.balance', 'ledger.book']);
  });

  /** Columns that say nothing of people, or only together with one that does. */
  const PLAIN =
    /^(county_code|.*_no|no|date|day|year|month|kind|type|ref|key|pair|score|verdict|reason|state|revision|scope|source|asset|debit|credit|day_kind|days|counts_first_day|content|sha256|.*_sha256|.*_name|media_type|resolves|place|.*_count|.*_hash|.*_version|.*_id|.*_module|.*_by|.*_at|.*_on|.*_day|.*_year|.*_date|.*_form|.*_forms|.*_holder|.*_evidence|.*_of|.*_delta|.*_area|since|until|ends|founds|document|role|weight|presence|is_secret|quorum|household_quorum|majority|majority_of|votes_.*|channel|shared_members|as_of|policy_hash|actor|apart|payer|valid_.*|decision|decision_kind|step|because|household_nos|people|per_person_fen|attempt|status|paid_from|paid_to|confidence|margin|expected_share|seed|payments|drawn|category|round|rule|cache_faults|settings|outcome|owner|action|post|.*_days|.*_kind|.*_level|founded_on|parent_no|purse|topic|fact|contributor_class|what|quantity_hundredths|term_until|value_fen|valuation_method|is_quantified|agent|rent_per_mu_fen|book_fen|found_fen|ledger_fen|price_floor_fen|is_off_book|is_kept|is_adjustment|payee_account|purpose_text|tier|remark|work_force|use|layer|due_month_day|mu_hundredths|form|contract_kind|terms_text|owed_by|stage|rank|planned_hundredths|actual_hundredths|detector)$/;

  test('every column of the register, the bills and the claims has a kind, or says nothing of people', async () => {
    const { rows } = await sql<{ name: string; column: string }>`
      select g.table_name as name, a.attname as column from access.guarded g
      join pg_attribute a on a.attrelid = g.table_name::regclass and a.attnum > 0 and not a.attisdropped`.execute(
      country.db,
    );
    expect(rows.filter(({ column }) => kindOf(column) === undefined && !PLAIN.test(column))).toEqual([]);
  });
});
