import { Type } from 'typebox';
import {
  addEntries,
  addTallies,
  CLASS_CODES,
  ENTRY_KINDS,
  type EntryOrder,
  ISSUE_BASES,
  issueByRegister,
  ownShares,
  passOn,
  TALLY_KINDS,
} from '../../livelihood/shares/index.ts';
import { findFen } from '../../kernel/index.ts';
import { readOwn } from '../../prevention/own-file/index.ts';
import { type AddRoute, type Call, orderOf } from '../route.ts';
import { Body, County, DryRun, GivenYuan, HouseholdNo, No, On, Text, Words, Yuan } from '../schemas.ts';
import { charterOnOf } from './rounds.ts';

const tag = 'shares';
export const ofEntity = Type.Object({ county: County, entity: No });
export type OfEntity = { readonly county: string; readonly entity: number };
const Class = Type.Enum([...CLASS_CODES]);
export const Units = Type.String({ description: 'Shares, mu or yuan, with two decimals.' });
const Report = Type.Object({ first_no: Type.Integer(), entries: Type.Integer() });

/** Who orders what of which entity, on which day. */
export const entityOrder = async (
  call: Call<OfEntity, unknown, { readonly on?: string; readonly dry_run?: boolean }>,
) => ({
  ...orderOf(call),
  entityNo: call.params.entity,
  day: call.day(call.body.on),
  today: call.today,
  charterOn: await charterOnOf(call),
});

export function shareEntryRoutes(add: AddRoute): void {
  entryRoutes(add);
  tallyRoute(add);
  ownRoute(add);
}

const HolderBody = Type.Object(
  { kind: Type.Enum(['household', 'collective', 'party']), ref: HouseholdNo },
  { additionalProperties: false },
);

/** What was put in and becomes the shares that are issued. */
const ofContribution = (no: number | undefined) => (no === undefined ? {} : { contributionNo: no });

function entryRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/share-books/:entity/issues',
    tag,
    summary: 'Issue a class to the households of the register: one share a person, or a household',
    params: ofEntity,
    body: Body({
      class: Class,
      by: Type.Enum([...ISSUE_BASES]),
      contribution: Type.Optional(No),
      document: Text,
      on: On,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Report,
    handle: async (call) =>
      issueByRegister(call.db, {
        ...(await entityOrder(call)),
        share: call.body.class,
        by: call.body.by,
        document: call.body.document,
        ...ofContribution(call.body.contribution),
      }),
  });
  add({
    method: 'POST',
    url: '/counties/:county/share-books/:entity/passings',
    tag,
    summary: 'Pass a class that follows poverty on to the newly poor',
    params: ofEntity,
    body: Body({ class: Class, document: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: Report,
    handle: async (call) =>
      passOn(call.db, {
        ...(await entityOrder(call)),
        share: call.body.class,
        document: call.body.document,
      }),
  });
  add({
    method: 'POST',
    url: '/counties/:county/share-books/:entity/entries',
    tag,
    summary: 'Issue, transfer, inheritance, conversion or end of shares',
    params: ofEntity,
    body: Body({
      kind: Type.Enum([...ENTRY_KINDS]),
      class: Class,
      units: GivenYuan,
      from: Type.Optional(HolderBody),
      to: Type.Optional(HolderBody),
      into_class: Type.Optional(Class),
      into_units: Type.Optional(GivenYuan),
      contribution: Type.Optional(No),
      document: Text,
      on: On,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Report,
    handle: async (call) => {
      const order = await entityOrder(call);
      const {
        kind,
        class: share,
        units,
        from,
        to,
        into_class,
        into_units,
        document,
        contribution,
      } = call.body;
      const entry: EntryOrder = {
        kind,
        share,
        units: findFen(units)!,
        ...(from && { from }),
        ...(to && { to }),
        ...(into_class && into_units && { into: { share: into_class, units: findFen(into_units)! } }),
        day: order.day,
        document,
        ...ofContribution(contribution),
      };
      return addEntries(call.db, { ...order, entries: [entry] });
    },
  });
}

function tallyRoute(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/share-books/:entity/tallies',
    tag,
    summary:
      'What households sold through the entity, or worked, in a year; replaces earlier numbers of a household',
    params: ofEntity,
    body: Body({
      kind: Type.Enum([...TALLY_KINDS]),
      year: Type.Integer({ minimum: 1949, maximum: 2200 }),
      document: Text,
      lines: Type.Array(
        Type.Object({ household: HouseholdNo, units: GivenYuan }, { additionalProperties: false }),
        { minItems: 1, maxItems: 1000, description: 'Yuan sold, or days worked, with two decimals.' },
      ),
      dry_run: DryRun,
    }),
    status: 201,
    reply: Type.Object({ lines: Type.Integer() }),
    handle: (call) => {
      const { kind, year, document, lines } = call.body;
      return addTallies(call.db, {
        ...orderOf(call),
        entityNo: call.params.entity,
        kind,
        year,
        document,
        lines: lines.map(({ household, units }) => ({ householdNo: household, units: findFen(units)! })),
        today: call.today,
      });
    },
  });
}

const Own = Type.Object({
  holdings: Type.Array(
    Type.Object({
      entity_no: Type.Integer(),
      entity_name: Type.String(),
      share: Class,
      share_name: Words,
      units: Units,
      of_units: Units,
    }),
  ),
  dividends: Type.Array(
    Type.Object({
      round_no: Type.Integer(),
      round_id: Type.String(),
      entity_name: Type.String(),
      year: Type.Integer(),
      status: Type.String(),
      status_name: Words,
      line_id: Type.String(),
      column_name: Words,
      amount_yuan: Yuan,
      part_yuan: Yuan,
      weight: Units,
      weights: Units,
      whole_yuan: Yuan,
      has_odd_fen: Type.Boolean(),
      nonce: Type.String(),
    }),
  ),
  county_code: Type.String(),
});

function ownRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/my/shares',
    tag: 'my',
    summary: "One's own shares and dividends, each with why",
    reply: Own,
    handle: (call) =>
      readOwn(call.db, call.viewer, async (tx, own) => ({
        ...(await ownShares(tx, own, call.today)),
        county_code: own.countyCode,
      })),
  });
}
