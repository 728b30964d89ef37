import { afterAll, beforeAll, expect } from 'vitest';
import { giveRole, type NewRole, openAccount, see } from '../src/access/index.ts';
import { plainDate } from '../src/kernel/index.ts';
import { type Db, runScript, sql, type Store, type Tx } from '../src/platform/index.ts';
import { testStore } from './store.ts';

/** Two counties; A has two townships of two villages, B one village without a township. */
export const VILLAGES = ['A-T1-V1', 'A-T1-V2', 'A-T2-V1', 'A-T2-V2', 'B-V1'] as const;
export const PERILS = ['medical', 'education', 'disaster', 'traffic_medical', 'traffic_loss'] as const;
const SINCE = plainDate('2026-01-01');

/**
 * Two households a village, numbered across the county; the first one claims, has a case and is paid. The fourth of A
 * has a case from when it lived in another township, and no claim yet. Each has a member, an income and a bill of every peril.
 */
export const HOUSEHOLDS = VILLAGES.flatMap((village, i) =>
  [1, 2].map((n) => ({
    county: village.slice(0, 1),
    village,
    no: String(village.startsWith('B') ? n : 2 * i + n),
    claims: n === 1,
    caseArea: n === 1 ? village : village === 'A-T1-V2' ? 'A-T2-V1' : undefined,
  })),
);

const COUNTRY = `
insert into registry.area (code, name, parent_code, level, county_code, import_no) values
  ('A', 'A', null, 'county', 'A', 1), ('B', 'B', null, 'county', 'B', 1),
  ('A-T1', 'T1', 'A', 'township', 'A', 1), ('A-T2', 'T2', 'A', 'township', 'A', 1),
  ${VILLAGES.map((code) => `('${code}', 'V', '${code.startsWith('B') ? 'B' : code.slice(0, 4)}', 'village', '${code[0]}', 1)`).join(', ')};
insert into payout.grievance (county_code, grievance_no, channel, category, area_code, complained_about, words, received_on, recorded_by)
  select county_code, 2 * row_number() over (partition by county_code order by code) + about, '12317', 'conduct', code,
    case about when 1 then 'a clerk' end, 'spoken', '2026-01-01', 'x'
  from registry.area, (values (0), (1)) a (about);
insert into payout.payment_list (county_code, list_no, policy_year, made_on, line_count, total_fen, sha256, recorded_by)
  values ('A', 1, 2026, '2026-01-01', 4, 4, '', 'x'), ('B', 1, 2026, '2026-01-01', 1, 1, '', 'x');
insert into governance.body (county_code, body_no, area_code, kind, name, since, recorded_by)
  select county_code, row_number() over (partition by county_code order by code), code, 'village_assembly', code, '2026-01-01', 'x'
  from registry.area;
insert into governance.member (county_code, body_no, member_no, name, role, weight, since, recorded_by)
  select county_code, body_no, 1, 'm', 'chair', 1, since, 'x' from governance.body;
insert into governance.meeting (county_code, meeting_no, body_no, day, place, chair_no, called_on, policy_version,
    proxy_forms, proxies_per_holder, required_evidence, recorded_by)
  select county_code, body_no, body_no, since, 'hall', 1, since, 'p', '', 0, '', 'x' from governance.body;
insert into governance.closing (county_code, meeting_no, minutes, recorded_by)
  select county_code, meeting_no, 'spoken', 'x' from governance.meeting;
${HOUSEHOLDS.map(
  ({ county, village, no, claims, caseArea }) => `
insert into registry.household (county_code, household_no, area_code, base_group, head_name, size, phone, import_no)
  values ('${county}', '${no}', '${village}', 'general', '张三', 1, '13800000000', 1);
insert into registry.person (county_code, household_no, person_no, name, id_number, birth_date, sex, relation, health, import_no)
  values ('${county}', '${no}', '1', '张三', '11010519491231002X', '1949-12-31', 'female', 'head', 'chronic', 1);
insert into income.item values ('${county}', '${no}', 2025, 0, 'wage', 'work', 100, false, 1);
insert into registry.event (county_code, event_no, type, date, household_no, household_count, person_count, content_hash, proposed_by)
  values ('${county}', ${no}, 'lift', '2026-01-01', '${no}', 1, 0, 'h', 'x');
insert into registry.event_decision (county_code, event_no, verdict, decided_by) values ('${county}', ${no}, 'approve', 'y');
insert into ledger.posting (county_code, posting_no, kind, debit, credit, amount, asset, day, source, actor)
  values ('${county}', ${no}, 'k', 'household:${no}', 'pool:2026', 1, 'CNY', '2026-01-01', 's/${no}', 'x');
insert into ledger.posting (county_code, posting_no, kind, debit, credit, amount, asset, day, source, actor)
  values ('${county}', 100 + ${no}, 'v', 'village:${village}', 'treasury:county', 1, 'CNY', '2026-01-01', 'v/${no}', 'x');
${PERILS.map(
  (
    peril,
    i,
  ) => `insert into feeds.expense (county_code, record_no, household_no, peril, date, total_fen, reimbursed_fen, import_no)
  values ('${county}', '${no}-${i}', '${no}', '${peril}', '2026-01-01', 10, 0, 1);`,
).join('\n')}
${
  caseArea === undefined
    ? ''
    : `insert into cases.case_file (county_code, case_no, household_no, policy_id, policy_year, area_code)
  values ('${county}', ${no}, '${no}', 'p', 2026, '${caseArea}');
insert into cases.action (county_code, case_no, action_no, action, day, actor, fields, evidence)
  values ('${county}', ${no}, 1, 'open', '2026-01-01', 'x', '{}', '[]');`
}
${
  claims
    ? `insert into ledger.authorisation (county_code, authorisation_no, kind, payer, payee, limit_amount, valid_from, valid_to, decision, actor)
  values ('${county}', ${no}, 'benefit', 'pool:2026', 'household:${no}', 1, '2026-01-01', '2026-12-31', 'cases/${no}', 'x');
insert into payout.payment_line (county_code, list_no, line_no, authorisation_no, attempt, household_no, township_code, payee, account, amount_fen)
  values ('${county}', 1, ${no}, ${no}, 1, '${no}', 'A', '张三', '6222', 1);
insert into payout.outcome (county_code, list_no, line_no, status, day, reason, recorded_by)
  values ('${county}', 1, ${no}, 'failed', '2026-01-01', 'x', 'x');
insert into compensation.claim (county_code, claim_no, household_no, policy_id, policy_year, peril, as_of, identified_on, household_group,
    self_paid_fen, entitled_fen, difference_fen, policy_version, policy_hash, inputs, explanation, actor)
  values ('${county}', ${no}, '${no}', 'p', 2026, 'medical', '2026-01-01', '2026-01-01', 'general', 1, 1, 1, 'p', 'h', '{}', '{}', 'x');`
    : ''
}`,
).join('\n')}
`;

/** A store with that country and the administrator Root. */
export function useCountry(): { readonly db: Db } {
  let store: Store;
  beforeAll(async () => {
    store = await testStore();
    await store.db.transaction().execute((tx) => runScript(tx, COUNTRY));
    await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  });
  afterAll(() => store.close());
  return {
    get db() {
      return store.db;
    },
  };
}

const role = (given: Pick<NewRole, 'role'> & Partial<NewRole>): NewRole => ({
  countyCode: 'A',
  areaCode: null,
  householdNo: null,
  since: SINCE,
  until: given.role === 'auditor' ? plainDate('2026-12-31') : null,
  ...given,
});

/** Opens an account of a person of the same name; Root gives its roles. */
export async function open(
  db: Db,
  name: string,
  ...roles: readonly (Pick<NewRole, 'role'> & Partial<NewRole>)[]
): Promise<string> {
  const [first, ...more] = roles.map(role);
  await openAccount(db, { actor: 'Root', name, person: name, role: first! });
  for (const further of more) await giveRole(db, { actor: 'Root', account: name, role: further });
  return name;
}

export const looking = <Result>(db: Db, viewer: string, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  see(db, { viewer, action: 'see.records' }, work);

/** One column of what the viewer sees of a table, as sorted text. */
export const seen = (db: Db, viewer: string, column: string, table: string): Promise<string[]> =>
  looking(db, viewer, async (tx) => {
    const { rows } = await sql<{ value: string }>`
      select ${sql.raw(column)} as value from ${sql.raw(table)}`.execute(tx);
    return rows.map(({ value }) => value).sort();
  });

export const refusal = (code: string) => expect.objectContaining({ code });
