import { type Static, Type } from 'typebox';

const Sentence = Type.Object({ zh: Type.String(), en: Type.String() });

/** What every refusal looks like. */
export const FailureBody = Type.Object(
  { code: Type.String({ description: 'A code of docs/errors.md.' }), message: Sentence },
  { $id: 'Failure' },
);

export const Health = Type.Object({
  status: Type.Literal('ok'),
  version: Type.String(),
  engine: Type.Union([Type.Literal('embedded'), Type.Literal('postgresql')]),
});

const Nullable = Type.Union([Type.String(), Type.Null()]);

/** Who is signed in. */
export const SignedIn = Type.Object({
  name: Type.String(),
  person: Type.String(),
  until: Type.String({ format: 'date-time', description: 'When the session ends, however much it is used.' }),
  today: Type.String({
    format: 'date',
    description: 'The day it is here: what is due and possible follows it.',
  }),
  roles: Type.Array(
    Type.Object({
      role: Type.String(),
      title: Sentence,
      county_code: Type.String({ description: '000000: all counties.' }),
      area_code: Nullable,
      household_no: Nullable,
      last_day: Nullable,
      may: Type.Array(Type.String(), {
        description: 'Actions; one that ends in a dot stands for all that begin with it.',
      }),
      sees: Type.Record(Type.String(), Type.Enum(['full', 'masked', 'none']), {
        description: 'How much it sees of each kind of personal data, within what it is responsible for.',
      }),
    }),
    { description: 'Those that hold today, each with what it is responsible for.' },
  ),
});
export type SignedIn = Static<typeof SignedIn>;

export const Demonstration = Type.Object({
  accounts: Type.Array(Type.Object({ name: Type.String(), zh: Type.String(), en: Type.String() })),
  password: Nullable,
});

/** What the store holds. */
export const Content = Type.Object({
  is_synthetic: Type.Boolean({
    description: 'The store holds the demonstration county: nobody in it is real.',
  }),
  areas: Type.Integer(),
  households: Type.Integer(),
  persons: Type.Integer(),
  expenses: Type.Integer(),
  incomes: Type.Integer(),
  findings: Type.Integer(),
  first_bill: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
  last_bill: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
  counties: Type.Array(
    Type.Object({ county_code: Type.String(), name: Type.String(), households: Type.Integer() }),
  ),
});
export type Content = Static<typeof Content>;
