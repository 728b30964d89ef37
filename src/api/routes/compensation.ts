import { Type } from 'typebox';
import { assess, getClaim, pageOfClaims, verifyClaims } from '../../prevention/compensation/index.ts';
import { ClaimInputs, Explanation, Traffic } from '../documents.ts';
import { type AddRoute, Purpose } from '../route.ts';
import {
  Big,
  Body,
  County,
  Day,
  DryRun,
  HouseholdNo,
  Limit,
  Nullable,
  Page,
  PAGE,
  Personal,
  Text,
  Yuan,
} from '../schemas.ts';

const tag = 'compensation';
const params = Type.Object({ county: County });
const ClaimNo = Type.String({ pattern: '^\\d{1,18}$' });
const Masked = Personal(Type.String());

const Claim = Type.Object({
  county_code: Type.String(),
  claim_no: Big,
  household_no: Masked,
  policy_version: Type.String(),
  policy_year: Type.Integer(),
  peril: Masked,
  as_of: Day,
  identified_on: Day,
  household_group: Masked,
  self_paid_yuan: Personal(Yuan),
  entitled_yuan: Personal(Yuan),
  difference_yuan: Personal(Yuan),
});
const Assessed = Type.Object({
  claim_no: Big,
  peril: Type.String(),
  self_paid_yuan: Yuan,
  entitled_yuan: Yuan,
  already_paid_yuan: Yuan,
  payable_yuan: Yuan,
  receivable_yuan: Yuan,
  explanation: Explanation,
});

export function compensationRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/claims',
    tag,
    summary: 'Claims by number, of the county or of a household',
    params,
    query: Type.Object({
      household: Type.Optional(HouseholdNo),
      after: Type.Optional(ClaimNo),
      limit: Limit,
      purpose: Purpose,
    }),
    reply: Page(Claim, Big),
    handle: async (call) => {
      const { household = null, after = '0', limit = PAGE.default } = call.query;
      const countyCode = call.params.county;
      const look = { action: 'see.claim', countyCode, subject: household ?? '' };
      return call.readPersonal(look, async (tx, eyes) => {
        const page = { householdNo: household, after: BigInt(after), limit };
        const { rows, next } = await pageOfClaims(tx, countyCode, page);
        return { rows: rows.map((row) => eyes(row) as typeof row), next };
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/claims/:claim',
    tag,
    summary: 'A claim with what it was made from, and the tree from which anybody recomputes it',
    params: Type.Object({ county: County, claim: ClaimNo }),
    query: Type.Object({ purpose: Purpose }),
    reply: Type.Interface([Claim], {
      actor: Type.String(),
      inputs: ClaimInputs,
      explanation: Personal(Explanation),
    }),
    handle: async (call) => {
      const { county: countyCode, claim } = call.params;
      const look = { action: 'see.claim', countyCode, subject: claim };
      return call.readPersonal(look, async (tx, eyes) => {
        const found = await getClaim(tx, countyCode, BigInt(claim));
        return eyes(found) as typeof found;
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/assessments',
    tag,
    summary: "A household's policy year: eligibility first, then what is due now, with its explanation",
    params,
    body: Body({
      household: HouseholdNo,
      policy: Text,
      as_of: Type.Optional(Day),
      judicial_compensation: Type.Optional(Type.Boolean()),
      long_treatment: Type.Optional(Type.Boolean()),
      dry_run: DryRun,
    }),
    status: 201,
    reply: Type.Object({
      county_code: Type.String(),
      household_no: Type.String(),
      group: Type.String(),
      policy_version: Type.String(),
      as_of: Day,
      identified_on: Day,
      per_capita_income_yuan: Yuan,
      protection_line_yuan: Yuan,
      dry_run: Type.Boolean(),
      payable_yuan: Yuan,
      receivable_yuan: Yuan,
      claims: Type.Array(Assessed, { description: 'Only what changed since the assessment before.' }),
      traffic: Nullable(Traffic),
    }),
    handle: async (call) => {
      const { household, policy, as_of, judicial_compensation, long_treatment, dry_run } = call.body;
      const asOf = call.day(as_of);
      return assess(call.db, {
        countyCode: call.params.county,
        householdNo: household,
        policy: (await call.policyOn())(policy, asOf),
        asOf,
        actor: call.viewer,
        dryRun: dry_run ?? false,
        ...(judicial_compensation !== undefined && { judicialCompensation: judicial_compensation }),
        ...(long_treatment !== undefined && { longTreatment: long_treatment }),
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/claim-verification',
    tag,
    summary: 'Every claim recomputed from its own explanation',
    params,
    reply: Type.Object({
      claims: Type.Integer(),
      faults: Type.Array(
        Type.Object({
          claim_no: Big,
          path: Type.String(),
          stated: Type.String(),
          recomputed: Type.String(),
        }),
      ),
    }),
    handle: async (call) => {
      const { county } = call.params;
      return call.read('compensation.verify', (tx) => verifyClaims(tx, county), county);
    },
  });
}
