import { Type } from 'typebox';
import { listChecks } from '../../prevention/cases/index.ts';
import { type AddRoute, Purpose } from '../route.ts';
import { AfterNo, Day, Limit, No, Nullable, ofCounty, PAGE, Personal } from '../schemas.ts';

const Text = Personal(Type.String());
const Check = Type.Object({
  case_no: No,
  household_no: Text,
  area_code: Text,
  head_name: Text,
  members: Type.Array(Type.Object({ name: Text, id_number_masked: Text })),
  asked_on: Day,
  due: Nullable(Day),
  is_overdue: Type.Boolean(),
  department: Type.String(),
  answer: Nullable(
    Type.Object({
      day: Day,
      by: Type.String(),
      result: Type.Enum(['hit', 'clear']),
      note: Nullable(Type.String()),
    }),
  ),
  may_answer: Type.Boolean({ description: 'Also anew, as long as the village has not decided.' }),
});

export function checkRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/checks',
    tag: 'cases',
    summary:
      "Questions to the viewer's department: whom they are about and until when, nothing else of the case",
    params: ofCounty,
    query: Type.Object({
      state: Type.Optional(Type.Enum(['waiting', 'answered'])),
      after: AfterNo,
      limit: Limit,
      purpose: Purpose,
    }),
    reply: Type.Object({
      rows: Type.Array(Check),
      next: Nullable(Type.Integer()),
      departments: Nullable(
        Type.Array(Type.String(), { description: 'For which the viewer answers; null: all.' }),
      ),
    }),
    handle: async (call) => {
      const { state = 'waiting', after, limit = PAGE.default } = call.query;
      const countyCode = call.params.county;
      const policyOn = await call.policyOn();
      return call.readPersonal({ action: 'check.list', countyCode }, async (tx, eyes) => {
        const page = await listChecks(tx, policyOn, {
          countyCode,
          viewer: call.viewer,
          day: call.today,
          isAnswered: state === 'answered',
          after,
          limit,
        });
        return {
          ...page,
          // Its own answer is the department's to read.
          rows: page.rows.map((row) => ({ ...(eyes(row) as typeof row), answer: row.answer })),
        };
      });
    },
  });
}
