import { type Static, Type } from 'typebox';
import {
  type ExplanationDocument,
  GROUPS,
  PERILS,
  PolicyDocument,
  type SourceReference,
} from '../policy/index.ts';
import { RoundNodeStep } from './round-documents.ts';
import { Day, Nullable, Personal, Words, Yuan } from './schemas.ts';

/** Schemas of the larger documents that replies hold; the recursive and the large ones are named parts of the description. */

const Group = Type.Enum([...GROUPS]);
const Peril = Type.Enum([...PERILS]);
const PersonalText = Personal(Type.String());
const PersonalYuan = Personal(Yuan);

/** A tree of steps from which the amount recomputes to the fen (src/policy/explain-document.ts). */
const ExplanationStep = Type.Object(
  {
    kind: Type.Enum(['due', 'capped', 'rounded', 'staircase', 'bracket', 'rest', 'amount', 'text']),
    name: Type.String({ description: 'What it is among its siblings: self_paid, cap, already_paid …' }),
    label: Words,
    amount_yuan: Type.Optional(Yuan),
    exact_yuan: Type.Optional(Type.String({ description: 'Not rounded yet: six decimals.' })),
    value: Type.Optional(Type.String()),
    bracket: Type.Optional(
      Type.Object({
        from_yuan: Yuan,
        to_yuan: Type.Optional(Yuan),
        rate_percent: Type.String({ description: 'Two decimals.' }),
      }),
    ),
    detail: Type.Optional(Words),
    children: Type.Array(Type.Unsafe<ExplanationDocument>({ $ref: 'Explanation#' })),
  },
  { $id: 'Explanation', description: 'A step of a calculation; its amount follows from its children.' },
);
export const Explanation = Type.Unsafe<ExplanationDocument>({ $ref: 'Explanation#' });

const PolicyFile = { ...PolicyDocument, $id: 'PolicyFile' };
export const PolicyFileReply = Type.Unsafe<PolicyDocument>({ $ref: 'PolicyFile#' });

/** What replies refer to by name. */
export const NAMED_DOCUMENTS = [ExplanationStep, PolicyFile, RoundNodeStep];

const Bracket = Type.Object({
  from: Type.Number(),
  to: Type.Optional(Type.Number()),
  rate: Type.Number(),
});
type Bracket = Static<typeof Bracket>;
/**
 * A number of a policy as its file writes it. One schema with several types, because a choice of schemas would make
 * the server read the number 1 as the text "1".
 */
export const PolicyValue = Type.Unsafe<number | boolean | string | readonly (string | Bracket)[]>({
  // The array first: a serialiser that asks for a text before would write brackets as one.
  type: ['array', 'number', 'boolean', 'string'],
  items: { anyOf: [{ type: 'string' }, Bracket] },
  description: 'As in the policy file: a number, yes or no, a word, words, or brackets.',
});
/** Where a number comes from: a key of the file's sources, `assumption`, or the document itself. */
export const Source = Type.Unsafe<SourceReference>({
  type: ['string', 'object'],
  properties: {
    document: { type: 'string' },
    where: { type: 'string' },
    link: { type: 'string' },
  },
  required: ['document'],
});

const FrozenBill = Type.Object({
  recordNo: PersonalText,
  householdNo: PersonalText,
  personNo: PersonalText,
  peril: Personal(Peril),
  date: Personal(Day),
  totalYuan: PersonalYuan,
  selfPaidYuan: PersonalYuan,
  provider: PersonalText,
});
/** What a case is decided on, frozen. */
export const CaseInputs = Personal(
  Type.Object({
    policy_version: Type.String(),
    as_of: Day,
    area_codes: Type.Array(Type.String(), { description: "The household's area and those above it." }),
    finders: Type.Array(Type.String()),
    facts: Type.Object({
      group: Personal(Group),
      size: Personal(Type.Integer()),
      identifiedOn: Day,
      incomeYuan: Personal(Yuan),
      bills: Type.Array(FrozenBill),
    }),
  }),
);

/** What the village decided, with meeting, notice and objections. */
export const Village = Type.Object({
  outcome: Type.Enum(['approved', 'refused', 'none']),
  meeting: Type.Optional(
    Type.Object({
      no: Type.Integer(),
      day: Day,
      kind: Type.String(),
      areaCode: Type.String(),
      chairs: Type.Array(Type.String()),
    }),
  ),
  notice: Type.Optional(
    Type.Object({
      no: Type.Integer(),
      status: Type.Enum(['planned', 'hanging', 'interrupted', 'complete']),
      lastDay: Nullable(Day),
    }),
  ),
  openObjections: Type.Array(Type.Integer()),
  openAppeals: Type.Array(Type.Integer()),
});

export const StepFields = Personal(Type.Record(Type.String(), Nullable(Type.String())));
export const EvidenceReply = Personal(Type.Array(Type.Object({ name: PersonalText, sha256: Type.String() })));

/** Bills, income and line a claim was made from. */
export const ClaimInputs = Personal(
  Type.Object({
    bills: Type.Array(Type.Object({ record_no: PersonalText, date: Day, self_paid_yuan: PersonalYuan })),
    per_capita_income_yuan: PersonalYuan,
    protection_line_yuan: Yuan,
  }),
);

/** How a traffic accident was judged. */
export const Traffic = Type.Object({
  status: Type.Enum(['payable', 'refused', 'unknown']),
  peril: Type.Optional(Type.Enum(['traffic_medical', 'traffic_loss'])),
  because: Type.Optional(Type.Enum(['larger', 'tie', 'judicially_compensated', 'no_expense'])),
  ask: Type.Optional(
    Type.Array(Type.Enum(['medical_amount', 'loss_amount', 'judicial_compensation', 'long_treatment'])),
  ),
});

/** A row as it will stand, by column; amounts in yuan. */
const ExampleRow = Type.Record(Type.String(), Type.String());

export const ImportReport = Type.Object({
  import_no: Type.String(),
  kind: Type.String(),
  source: Type.String(),
  file: Type.String(),
  dry_run: Type.Boolean(),
  rows: Type.Integer(),
  accepted: Type.Integer(),
  new: Type.Integer(),
  corrected: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
  rejects_file: Nullable(
    Type.String({ description: 'When some were refused: fetch it with /jobs/{job}/rejects.' }),
  ),
  ignored_columns: Type.Array(Type.String()),
  affected_findings: Type.Array(
    Type.Object({
      county_code: Type.String(),
      household_no: Type.String(),
      policy: Type.String(),
      policy_year: Type.Integer(),
      kind: Type.String(),
      peril: Type.String(),
    }),
  ),
  warnings: Type.Record(Type.String(), Type.Integer(), { description: 'Data-quality remarks by rule.' }),
  warnings_file: Nullable(Type.String()),
  examples: Type.Optional(
    Type.Object(
      {
        new: Type.Array(ExampleRow),
        corrected: Type.Array(Type.Object({ before: ExampleRow, after: ExampleRow })),
        unchanged: Type.Array(ExampleRow),
        rejected: Type.Array(
          Type.Object({
            line: Type.Integer(),
            column: Type.String(),
            value: Type.String(),
            reason: Type.String(),
          }),
        ),
      },
      { description: 'Of a dry run: up to three rows of each sort.' },
    ),
  ),
});

export const ScreenReport = Type.Object({
  county_code: Type.String(),
  policy: Type.String(),
  policy_year: Type.Integer(),
  as_of: Day,
  dry_run: Type.Boolean(),
  scope: Type.Enum(['all', 'touched']),
  new: Type.Integer(),
  revised: Type.Integer(),
  closed: Type.Integer(),
  unchanged: Type.Integer(),
  in_force: Type.Integer(),
  by_kind: Type.Record(Type.String(), Type.Integer()),
  out: Nullable(Type.String()),
});

export const EventImportReport = Type.Object({
  batch_no: Nullable(Type.String()),
  file: Type.String(),
  dry_run: Type.Boolean(),
  rows: Type.Integer(),
  proposed: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
  rejects: Nullable(Type.String({ description: 'The refused rows as CSV.' })),
});
