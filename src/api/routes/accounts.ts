import { Type } from 'typebox';
import {
  accountDocument,
  ALL_COUNTIES,
  closeAccount,
  endRole,
  giveRole,
  type NewRole,
  openAccount,
  pageOfAccounts,
  ROLE_NAMES,
  setPassword,
} from '../../access/index.ts';
import { plainDate } from '../../kernel/index.ts';
import type { AddRoute, Call } from '../route.ts';
import {
  Area,
  Body,
  County,
  Day,
  DryRun,
  HouseholdNo,
  Limit,
  Nullable,
  Page,
  PAGE,
  Text,
} from '../schemas.ts';

const tag = 'accounts';
const Name = Type.String({ minLength: 1, maxLength: 60 });
const params = Type.Object({ account: Name });
const role = {
  role: Type.Enum([...ROLE_NAMES]),
  county_code: Type.Optional(County),
  area_code: Type.Optional(Area),
  household_no: Type.Optional(HouseholdNo),
  department: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 60,
      description: 'Of those that answer checks: for which; all without one.',
    }),
  ),
  since: Type.Optional(Day),
  until: Type.Optional(Day),
};
const NewRoleBody = Type.Object(role);
const Account = Type.Object({
  account_no: Type.Integer(),
  name: Type.String(),
  person: Type.String(),
  since: Day,
  until: Nullable(Day),
  roles: Type.Array(
    Type.Object({
      role_no: Type.Integer(),
      role: Type.Enum([...ROLE_NAMES]),
      county_code: Type.String(),
      area_code: Nullable(Type.String()),
      household_no: Nullable(Type.String()),
      department: Nullable(Type.String()),
      since: Day,
      until: Nullable(Day),
    }),
  ),
});
const ending = { last_day: Type.Optional(Day), reason: Text, dry_run: DryRun };

export function accountRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/accounts',
    tag,
    summary: 'Accounts and their roles, by number',
    query: Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })), limit: Limit }),
    reply: Page(Account, Type.Integer()),
    handle: async (call) => {
      const { after = 0, limit = PAGE.default } = call.query;
      const rows = await call.read('account.list', (tx) => pageOfAccounts(tx, { after, limit }));
      return { rows: rows.map(accountDocument), next: rows.length < limit ? null : rows.at(-1)!.accountNo };
    },
  });
  add({
    method: 'POST',
    url: '/accounts',
    tag,
    summary: 'Open an account with its first role',
    body: Body({ name: Name, person: Name, ...role, dry_run: DryRun }),
    status: 201,
    reply: Account,
    handle: async (call) => {
      const { name, person, dry_run } = call.body;
      return accountDocument(
        await openAccount(call.db, {
          actor: call.viewer,
          dryRun: dry_run ?? false,
          name,
          person,
          role: roleIn(call, call.body),
        }),
      );
    },
  });
  add({
    method: 'POST',
    url: '/accounts/:account/roles',
    tag,
    summary: 'Give an account a further role',
    params,
    body: Body({ ...role, dry_run: DryRun }),
    status: 201,
    reply: Account,
    handle: async (call) =>
      accountDocument(
        await giveRole(call.db, {
          actor: call.viewer,
          dryRun: call.body.dry_run ?? false,
          account: call.params.account,
          role: roleIn(call, call.body),
        }),
      ),
  });
  add({
    method: 'POST',
    url: '/accounts/:account/roles/:role/end',
    tag,
    summary: 'End a role before its time',
    params: Type.Object({ account: Name, role: Type.Integer({ minimum: 1 }) }),
    body: Body(ending),
    reply: Account,
    handle: async (call) =>
      accountDocument(await endRole(call.db, { ...endIn(call), roleNo: call.params.role })),
  });
  add({
    method: 'PUT',
    url: '/accounts/:account/password',
    tag,
    summary: 'Set the password an account signs in with; its sessions end',
    params,
    body: Body({ password: Type.String({ minLength: 1, maxLength: 1000 }) }),
    reply: Type.Object({ account: Name }),
    handle: async (call) => {
      const { account } = call.params;
      await setPassword(call.db, { actor: call.viewer, account, password: call.body.password });
      return { account };
    },
  });
  add({
    method: 'POST',
    url: '/accounts/:account/closing',
    tag,
    summary: 'Close an account',
    params,
    body: Body(ending),
    reply: Account,
    handle: async (call) => accountDocument(await closeAccount(call.db, endIn(call))),
  });
}

function roleIn(call: Call, given: Type.Static<typeof NewRoleBody>): NewRole {
  const { role: name, county_code, area_code, household_no, department, since, until } = given;
  return {
    role: name,
    countyCode: county_code ?? ALL_COUNTIES,
    areaCode: area_code ?? null,
    householdNo: household_no ?? null,
    department: department ?? null,
    since: call.day(since),
    until: until === undefined ? null : plainDate(until),
  };
}

const endIn = (
  call: Call<{ account: string }, unknown, { last_day?: string; reason: string; dry_run?: boolean }>,
) => ({
  actor: call.viewer,
  dryRun: call.body.dry_run ?? false,
  account: call.params.account,
  lastDay: call.day(call.body.last_day),
  reason: call.body.reason,
});
