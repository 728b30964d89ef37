import { Type } from 'typebox';
import { colleaguesFor, ROLE_NAMES, roleOf } from '../../access/index.ts';
import { entrust, HANDLES } from '../../prevention/cases/index.ts';
import { type AddRoute, orderOf } from '../route.ts';
import { Body, County, DryRun, HouseholdNo, No, Nullable, Words } from '../schemas.ts';

const tag = 'desk';
const params = Type.Object({ county: County });

export function handlerRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/colleagues',
    tag,
    summary: 'To whom findings and cases can be given, by name',
    params,
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          name: Type.String({ description: 'The account.' }),
          person: Type.String(),
          roles: Type.Array(
            Type.Object({
              role: Type.Enum([...ROLE_NAMES]),
              title: Words,
              area_code: Nullable(Type.String()),
            }),
          ),
        }),
      ),
    }),
    handle: async (call) => {
      const { county } = call.params;
      await call.read('see.case', () => Promise.resolve(), county);
      const colleagues = await colleaguesFor(call.db, HANDLES, county);
      return {
        rows: colleagues.map(({ roles, ...colleague }) => ({
          ...colleague,
          roles: roles.map(({ role, areaCode }) => ({
            role,
            title: { zh: roleOf(role).zh, en: roleOf(role).en },
            area_code: areaCode,
          })),
        })),
      };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/work/handlers',
    tag,
    summary: 'Give findings and cases to somebody, all of them or none; null: to nobody any more',
    params,
    body: Body({
      handler: Nullable(Type.String({ minLength: 1, maxLength: 60 })),
      cases: Type.Optional(Type.Array(No, { maxItems: 1000 })),
      findings: Type.Optional(
        Type.Array(
          Body({
            household: HouseholdNo,
            policy: Type.String({ minLength: 1, maxLength: 60, description: 'Id of the policy.' }),
            year: Type.Integer({ minimum: 1900, maximum: 2200 }),
          }),
          { maxItems: 1000 },
        ),
      ),
      dry_run: DryRun,
    }),
    reply: Type.Object({
      handler_name: Nullable(Type.String()),
      entrusted: Type.Integer(),
      unchanged: Type.Integer({ description: 'Those the handler already had.' }),
    }),
    handle: async (call) => {
      const { handler, cases = [], findings = [] } = call.body;
      return entrust(call.db, {
        ...orderOf(call),
        day: call.today,
        handler,
        caseNos: cases,
        findings: findings.map(({ household, policy, year }) => ({
          householdNo: household,
          policyId: policy,
          policyYear: year,
        })),
      });
    },
  });
}
