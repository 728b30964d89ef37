import { Type } from 'typebox';
import { plainDate } from '../../kernel/index.ts';
import {
  cancelEvent,
  decideEvents,
  EVENT_TYPES,
  type EventProposal,
  GROUPS,
  importEvents,
  pageOfEvents,
  proposeEvent,
} from '../../registry/index.ts';
import { bodySource, withFolder } from '../files.ts';
import type { Jobs } from '../jobs.ts';
import type { AddRoute } from '../route.ts';
import {
  Area,
  Big,
  Body,
  County,
  CsvFile,
  Day,
  DryRun,
  HouseholdNo,
  Limit,
  Nullable,
  Page,
  PAGE,
  Personal,
  Text,
  Words,
} from '../schemas.ts';
import { EventImportJob } from './jobs.ts';

const tag = 'register';
const params = Type.Object({ county: County });
const EventNo = Type.String({ pattern: '^\\d{1,18}$', description: 'Number of an event.' });
const PROPOSABLE = EVENT_TYPES.filter((type) => type !== 'cancel');
const No = Personal(Type.String());

const Event = Type.Object({
  county_code: Type.String(),
  event_no: Big,
  type: Type.String({ enum: [...EVENT_TYPES] }),
  date: Day,
  status: Type.String({ enum: ['proposed', 'approved', 'refused', 'cancelled'] }),
  household_no: No,
  person_no: No,
  group: No,
  other_household_no: No,
  new_household_no: No,
  area_code: No,
  households: Type.Integer(),
  persons: Type.Integer(),
  document: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  cancels_event_no: Nullable(Big),
  ref: Nullable(Type.String()),
  batch_no: Nullable(Big),
  proposed_by: Type.String(),
  proposed_at: Type.String(),
  decided_by: Nullable(Type.String()),
  decided_at: Nullable(Type.String()),
  decision_reason: Nullable(Type.String()),
});

const Numbers = Type.Optional(Type.Array(HouseholdNo, { maxItems: 50 }));
const word = Type.Optional(Text);
const number = Type.Optional(Type.Integer({ minimum: -9_999_999, maximum: 9_999_999 }));
const Proposal = {
  type: Type.Enum(PROPOSABLE),
  date: Day,
  household_no: Type.Optional(HouseholdNo),
  person_nos: Numbers,
  new_person_nos: Numbers,
  group: Type.Optional(Type.Enum([...GROUPS])),
  other_household_no: Type.Optional(HouseholdNo),
  new_household_no: Type.Optional(HouseholdNo),
  area_code: Type.Optional(Area),
  head_name: word,
  name: word,
  id_number: Type.Optional(Type.String({ maxLength: 18 })),
  birth_date: Type.Optional(Day),
  sex: Type.Optional(Type.Enum(['male', 'female'])),
  relation: Type.Optional(Type.Enum(['head', 'spouse', 'child', 'parent', 'other'])),
  households: number,
  persons: number,
  document: word,
  reason: word,
  ref: word,
};

export function eventRoutes(add: AddRoute, jobs: Jobs): void {
  add({
    method: 'GET',
    url: '/counties/:county/events',
    tag,
    summary: 'What happened to the register, by number',
    params,
    query: Type.Object({
      status: Type.Optional(Type.Enum(['proposed', 'approved', 'refused', 'cancelled'])),
      type: Type.Optional(Type.Enum([...EVENT_TYPES])),
      household: Type.Optional(HouseholdNo),
      batch: Type.Optional(EventNo),
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      after: Type.Optional(EventNo),
      limit: Limit,
    }),
    reply: Page(Event, Big),
    handle: async (call) => {
      const { status, type, household, batch, from, to, after = '0', limit = PAGE.default } = call.query;
      const filter = {
        ...(status !== undefined && { status }),
        ...(type !== undefined && { type }),
        ...(household !== undefined && { householdNo: household }),
        ...(batch !== undefined && { batchNo: BigInt(batch) }),
        ...(from !== undefined && { from: plainDate(from) }),
        ...(to !== undefined && { to: plainDate(to) }),
      };
      return call.read('see.records', async (tx, eyes) => {
        const page = { after: BigInt(after), limit };
        const { rows, next } = await pageOfEvents(tx, call.params.county, filter, page);
        return { rows: rows.map((row) => eyes(row) as typeof row), next };
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/events',
    tag,
    summary: 'Propose an event; somebody else approves it',
    params,
    body: Body({ ...Proposal, dry_run: DryRun }),
    status: 201,
    reply: Event,
    handle: async (call) => {
      const { dry_run, ...proposal } = call.body;
      return proposeEvent(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        proposal: proposalIn(proposal),
        dryRun: dry_run ?? false,
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/event-decisions',
    tag,
    summary: 'Approve or refuse proposed events, or all of an import; nobody decides an own proposal',
    params,
    body: Body({
      verdict: Type.Enum(['approve', 'refuse']),
      events: Type.Optional(Type.Array(EventNo, { minItems: 1, maxItems: 1000 })),
      batch: Type.Optional(EventNo),
      reason: word,
      dry_run: DryRun,
    }),
    reply: Type.Object({
      verdict: Type.String(),
      decided: Type.Array(Event),
      left: Type.Array(Type.Object({ event_no: Big, code: Type.String(), message: Words }), {
        description: 'Events that stay proposed, each with the reason.',
      }),
    }),
    handle: async (call) => {
      const { verdict, events, batch, reason, dry_run } = call.body;
      const { decided, refused } = await decideEvents(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        verdict,
        dryRun: dry_run ?? false,
        ...(events && { eventNos: events.map(BigInt) }),
        ...(batch !== undefined && { batchNo: BigInt(batch) }),
        ...(reason !== undefined && { reason }),
      });
      const left = refused.map(({ eventNo, failure }) => ({
        event_no: eventNo,
        code: failure.code,
        message: failure.sentence,
      }));
      return { verdict, decided, left };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/events/:event/cancellation',
    tag,
    summary: 'Propose to void an approved event; somebody else approves it',
    params: Type.Object({ county: County, event: EventNo }),
    body: Body({ reason: Text, document: word, dry_run: DryRun }),
    status: 201,
    reply: Event,
    handle: async (call) => {
      const { reason, document, dry_run } = call.body;
      return cancelEvent(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        eventNo: BigInt(call.params.event),
        reason,
        ...(document !== undefined && { document }),
        dryRun: dry_run ?? false,
      });
    },
  });
  add({
    method: 'POST',
    url: '/event-imports',
    tag,
    summary: 'Propose a file of events; a job whose result has the refused rows as CSV in `rejects`',
    query: Type.Object({ dry_run: DryRun, name: Type.Optional(Type.String({ maxLength: 200 })) }),
    body: CsvFile,
    consumes: 'text/csv',
    status: 202,
    reply: EventImportJob,
    handle: async (call) => {
      const { dry_run, name = 'events.csv' } = call.query;
      return jobs.start({ owner: call.viewer, kind: 'event-import', about: name, keyed: call.keyed }, () =>
        withFolder(async (path, read) => {
          const report = await importEvents(call.db, {
            source: bodySource(name, call.body),
            actor: call.viewer,
            dryRun: dry_run ?? false,
            rejectsFile: path('rejects.csv'),
            language: call.language,
          });
          const { rejects_file: _, ...counts } = report;
          return { ...counts, rejects: await read('rejects.csv') };
        }),
      );
    },
  });
}

const camel = (name: string): string =>
  name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The fields of a proposal are those of the body in the other spelling. */
const proposalIn = (given: { readonly date: string }): EventProposal =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [camel(name), value]),
  ) as unknown as EventProposal;
