import { Type, type Static, type TSchema } from 'typebox';
import type { Bilingual } from '../kernel/pure.ts';
import { GROUPS, ITEMS, PERILS, UNITS, type Unit } from './vocabulary.ts';

const closed = { additionalProperties: false } as const;
const anyOf = (codes: readonly string[]): string => `^(${codes.join('|')})$`;

const Day = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  description: 'ISO calendar day, 2017-01-01',
});
const Money = Type.Number({ minimum: 0, description: 'yuan with at most two decimals' });
const Label = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed);

const Source = Type.Object(
  {
    document: Type.String({ minLength: 1, description: 'title of the document, with its number' }),
    where: Type.Optional(Type.String({ description: 'mechanism, article or page' })),
    link: Type.Optional(Type.String({ pattern: '^https?://' })),
  },
  closed,
);

/** Why something is assumed: in both languages, or as whoever proposed it said it. */
const Reason = Type.Union([Type.String({ minLength: 1 }), Label]);
export type Reason = Static<typeof Reason>;
export const reasonWords = (reason: Reason): Bilingual =>
  typeof reason === 'string' ? { zh: reason, en: reason } : reason;

/** A key of the file's `sources`, `assumption` (then `reason` says why), or the source itself. */
const SourceReference = Type.Union([Type.String({ minLength: 1 }), Source]);

const dated = <Value extends TSchema>(value: Value) =>
  Type.Array(
    Type.Object(
      {
        from: Day,
        value,
        unit: Type.Unsafe<Unit>({ enum: UNITS }),
        source: SourceReference,
        reason: Type.Optional(Reason),
        confirmed: Type.Optional(Type.Boolean()),
        note: Type.Optional(Type.String()),
        proposed_by: Type.Optional(Type.String()),
        approved_by: Type.Optional(Type.String()),
      },
      closed,
    ),
    { minItems: 1 },
  );

const exampleHead = {
  id: Type.Optional(Type.String({ description: 'worked example of domain.md §2, E-W10' })),
  on: Type.Optional(
    Type.Union([Day], { description: "the day it is computed on; the policy's first day if none" }),
  ),
  derived: Type.Optional(Type.Boolean({ description: 'computed by the program, not by hand' })),
  note: Type.Optional(Type.String()),
};
const example = <Fields extends Record<string, TSchema>>(fields: Fields) =>
  Type.Array(Type.Object({ ...exampleHead, ...fields }, closed), { minItems: 1 });

const LineExamples = example({ self_paid: Money, finding: Type.Boolean() });
const ScheduleExamples = example({
  self_paid: Money,
  rest: Type.Optional(Money),
  payout: Money,
  before_cap: Type.Optional(Money),
  whole_amount: Type.Optional(Money),
  whole_amount_before_cap: Type.Optional(Money),
});

const Line = Type.Object({ values: dated(Money), examples: LineExamples }, closed);

const Bracket = Type.Object(
  {
    from: Money,
    to: Type.Optional(Money),
    rate: Type.Number({ description: 'share of this slice that is paid, 0 to 1, at most four decimals' }),
  },
  closed,
);

const ScheduleEntry = Type.Object(
  {
    deductible: dated(Money),
    brackets: dated(Type.Array(Bracket, { minItems: 1 })),
    cap: Type.Optional(Type.String({ description: 'a key of `caps`' })),
    examples: ScheduleExamples,
  },
  closed,
);

const byGroup = <Value extends TSchema>(value: Value) =>
  Type.Record(Type.String({ pattern: anyOf(GROUPS) }), value, closed);
const byPeril = <Value extends TSchema>(value: Value) =>
  Type.Record(Type.String({ pattern: anyOf(PERILS) }), value, closed);
const byName = <Value extends TSchema>(value: Value) =>
  Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]*$' }), value, closed);

const PerilEntry = Type.Object(
  {
    label: Label,
    uses: Type.Optional(
      Type.Unsafe<string>({
        enum: PERILS,
        description: 'the peril whose lines and staircase this one takes',
      }),
    ),
    counted_items: Type.Optional(dated(Type.Array(Type.Unsafe<string>({ enum: ITEMS })))),
    examples: Type.Optional(
      example({
        group: Type.Unsafe<string>({ enum: GROUPS }),
        self_paid: Money,
        finding: Type.Boolean(),
        payout: Type.Optional(Money),
      }),
    ),
  },
  closed,
);

const Cap = Type.Object(
  {
    label: Label,
    per: Type.Literal('household_and_policy_year'),
    values: dated(Money),
    examples: example({
      peril: Type.Unsafe<string>({ enum: PERILS }),
      group: Type.Unsafe<string>({ enum: GROUPS }),
      self_paid: Money,
      used_elsewhere: Money,
      payout: Money,
    }),
  },
  closed,
);

const ProtectionLine = Type.Object(
  {
    standard: Type.String({ description: 'the policy file that holds the national standard by year' }),
    standard_year: Type.Union([Type.Literal('previous'), Type.Integer({ minimum: 1978 })], {
      description: "`previous`: last year's standard; a year: that year's, for good",
    }),
    factor: dated(Type.Number({ minimum: 0 })),
    inclusive: dated(Type.Boolean()),
    examples: example({ line: Money, income: Type.Optional(Money), eligible: Type.Optional(Type.Boolean()) }),
  },
  closed,
);

const NationalStandard = Type.Object(
  {
    values: dated(Money),
    examples: example({ year: Type.Integer(), standard: Money, factor: Type.Number(), line: Money }),
  },
  closed,
);

const ParameterValue = Type.Union([Type.Number(), Type.Boolean(), Type.String(), Type.Array(Type.String())]);
const Parameter = Type.Object({ label: Type.Optional(Label), values: dated(ParameterValue) }, closed);

const Worked = Type.Object(
  {
    id: Type.String({ minLength: 1 }),
    compute: Type.Unsafe<Expression>({
      type: 'array',
      minItems: 2,
      description:
        '[add | subtract | multiply | divide | floor, number | section.name of facts or parameters | nested list, …]',
    }),
    expect: Type.Number(),
    decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 6, description: 'round half up to these' })),
    printed: Type.Optional(Type.Number({ description: 'what the source prints, where it differs' })),
    note: Type.Optional(Type.String()),
  },
  closed,
);

/** `[divide, [multiply, 391, 5], pool.persons]`: exact arithmetic on numbers, facts and parameters of the file. */
export type Expression = number | string | readonly [string, ...Expression[]];

/**
 * One policy file. Every number is a dated value with unit and source; lines, staircases, caps and the protection
 * line carry their worked examples. `policies/policy.schema.json` is generated from this.
 */
export const PolicyDocument = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    title: Label,
    area: Type.Optional(Type.String({ description: 'area code the policy belongs to' })),
    in_force: Type.Object(
      {
        from: Day,
        until: Type.Optional(Day),
        still_valid_on: Day,
        source: SourceReference,
        reason: Type.Optional(Reason),
        note: Type.Optional(Type.String()),
      },
      closed,
    ),
    sources: byName(Source),
    groups: Type.Optional(
      byName(
        Type.Object(
          {
            label: Label,
            file_group: Type.Unsafe<string>({ enum: GROUPS }),
            source: SourceReference,
            reason: Type.Optional(Reason),
          },
          closed,
        ),
      ),
    ),
    perils: Type.Optional(byPeril(PerilEntry)),
    lines: Type.Optional(byPeril(byGroup(Line))),
    caps: Type.Optional(byName(Cap)),
    schedules: Type.Optional(byPeril(byGroup(ScheduleEntry))),
    protection_line: Type.Optional(ProtectionLine),
    national_standard: Type.Optional(NationalStandard),
    parameters: Type.Optional(byName(byName(Parameter))),
    /** Counts the sources print; worked examples need them, no decision does, so versions do not hold them. */
    facts: Type.Optional(byName(byName(Parameter))),
    worked: Type.Optional(Type.Array(Worked)),
  },
  closed,
);
export type PolicyDocument = Static<typeof PolicyDocument>;
export type ScheduleEntry = Static<typeof ScheduleEntry>;
export type SourceReference = Static<typeof SourceReference>;
export type ParameterValue = Static<typeof ParameterValue>;
export type BracketEntry = Static<typeof Bracket>;

/** Any value with its start: the common shape of everything in a policy file that can change. */
export interface DatedValue<Value = unknown> {
  readonly from: string;
  readonly value: Value;
  readonly unit: Unit;
  readonly source: SourceReference;
  readonly reason?: Reason;
  readonly confirmed?: boolean;
  readonly note?: string;
  readonly proposed_by?: string;
  readonly approved_by?: string;
}

/** The JSON Schema text editors use, as it must stand in `policies/policy.schema.json`. */
export function policySchemaText(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Terrace policy file',
    ...PolicyDocument,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
