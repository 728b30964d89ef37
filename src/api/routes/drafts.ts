import { type Static, Type } from 'typebox';
import {
  discardDraft,
  DRAFT_KIND_NAMES,
  type DraftEntry,
  type DraftView,
  getDraft,
  showDrafts,
  submitDraft,
  writeDraft,
} from '../../prevention/drafts/index.ts';
import { CONSENT_WORDS } from '../../prevention/screening/index.ts';
import { type AddRoute, pageOf, Purpose } from '../route.ts';
import { Body, DryRun, HouseholdNo, Limit, No, Nullable, ofCounty, Page, Words } from '../schemas.ts';

const tag = 'drafts';
const DraftId = Type.String({ format: 'uuid', description: 'Made by the phone.' });
const ofDraft = Type.Object({ ...ofCounty.properties, draft: DraftId });
const Kind = Type.Enum([...DRAFT_KIND_NAMES]);
const EntryNo = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const Instant = Type.String({ format: 'date-time' });

const Written = Type.Object({
  value: Nullable(Type.String()),
  version: Type.Integer({ description: 'What a change of this value names as its base.' }),
  base: Type.Integer(),
  by: Type.String(),
  at: Instant,
});
const Field = Type.Object({
  ...Written.properties,
  conflicts: Type.Array(Written, {
    description:
      'Values written meanwhile from an older one. A change that names their versions in `resolves` decides.',
  }),
});
const Draft = Type.Object({
  draft_id: Type.String({
    description: 'May differ from the one asked for: two drafts of the same thing are one.',
  }),
  kind: Kind,
  household_no: Type.String(),
  case_no: Nullable(Type.Integer()),
  fields: Type.Record(Type.String(), Field),
  last_version: Type.Integer({ description: 'What a submission names as seen.' }),
  begun_by: Type.String(),
  begun_at: Instant,
  ended_as: Nullable(Type.Enum(['submitted', 'discarded'])),
  ended_by: Nullable(Type.String()),
  ended_at: Nullable(Instant),
});

const Change = Body({
  value: Nullable(Type.String({ maxLength: 2000 })),
  base: Type.Integer({ minimum: 0, description: 'Version of the value that was seen; 0: an empty field.' }),
  resolves: Type.Optional(
    Type.Array(EntryNo, { maxItems: 50, description: 'Versions of the conflicts that this value decides.' }),
  ),
});

const writtenOf = ({ value, no, base, by, at }: DraftEntry) => ({
  value,
  version: no,
  base,
  by,
  at,
});
const documentOf = (view: DraftView): Static<typeof Draft> => ({
  draft_id: view.draft_id,
  kind: view.kind,
  household_no: view.household_no,
  case_no: view.case_no,
  fields: Object.fromEntries(
    [...view.fields].map(([field, { current, conflicts }]) => [
      field,
      { ...writtenOf(current), conflicts: conflicts.map(writtenOf) },
    ]),
  ),
  last_version: view.lastNo,
  begun_by: view.begun_by,
  begun_at: view.begun_at,
  ended_as: view.ended_as,
  ended_by: view.ended_by,
  ended_at: view.ended_at,
});

export function draftRoutes(add: AddRoute): void {
  writeRoutes(add);
  readRoutes(add);
}

function writeRoutes(add: AddRoute): void {
  add({
    method: 'PUT',
    url: '/counties/:county/drafts/:draft',
    tag,
    summary:
      'Write fields of a visit or declaration that is not an act yet; a field that two changed keeps both values (`conflicts`)',
    params: ofDraft,
    body: Body({
      kind: Kind,
      household: Type.Optional(HouseholdNo),
      case: Type.Optional(No),
      device: Type.String({
        minLength: 8,
        maxLength: 64,
        description: 'Made once by the phone, the same ever after.',
      }),
      fields: Type.Record(Type.String(), Change, {
        description:
          'By name: fields of the act, `day`, and `photo.` with the hash of a file, whose value is its name.',
        maxProperties: 100,
      }),
    }),
    reply: Draft,
    handle: async (call) => {
      const { kind, household, case: caseNo, device, fields } = call.body;
      const changes = Object.entries(fields).map(([field, { value, base, resolves = [] }]) => ({
        field,
        value,
        base,
        resolves,
        device,
      }));
      const order = { actor: call.viewer, countyCode: call.params.county, draftId: call.params.draft };
      return documentOf(
        await writeDraft(call.db, { ...order, kind, householdNo: household, caseNo, changes }),
      );
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/drafts/:draft/submission',
    tag,
    summary: 'Make the act of a draft, once, however often it is sent',
    params: ofDraft,
    body: Body({
      seen: Type.Integer({ minimum: 0, description: '`last_version` of the draft as it was seen.' }),
      dry_run: DryRun,
    }),
    status: 201,
    reply: Type.Object({ draft: Draft, case_status: Nullable(Type.String()) }),
    handle: async (call) => {
      const submitted = await submitDraft(call.db, await call.policyOn(), {
        actor: call.viewer,
        countyCode: call.params.county,
        draftId: call.params.draft,
        seen: call.body.seen,
        today: call.today,
        dryRun: call.body.dry_run ?? false,
      });
      return { draft: documentOf(submitted.draft), case_status: submitted.case?.status ?? null };
    },
  });
  add({
    method: 'DELETE',
    url: '/counties/:county/drafts/:draft',
    tag,
    summary: 'Throw a draft away',
    params: ofDraft,
    reply: Draft,
    handle: async (call) =>
      documentOf(
        await discardDraft(call.db, {
          actor: call.viewer,
          countyCode: call.params.county,
          draftId: call.params.draft,
        }),
      ),
  });
}

function readRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/drafts',
    tag,
    summary: 'Drafts that are open, of those one may write',
    params: ofCounty,
    query: Type.Object({
      kind: Type.Optional(Kind),
      household: Type.Optional(HouseholdNo),
      case: Type.Optional(No),
      all: Type.Optional(Type.Boolean({ description: 'Also those that were submitted or thrown away.' })),
      after: Type.Optional(DraftId),
      limit: Limit,
      purpose: Purpose,
    }),
    reply: Page(Draft, Type.String()),
    handle: async (call) => {
      const { kind, household: householdNo, case: caseNo, all = false, after, limit } = call.query;
      const countyCode = call.params.county;
      const { rows, next } = await pageOf(
        limit,
        (count) =>
          call.readPersonal({ action: 'draft.read', countyCode }, (tx) =>
            showDrafts(tx, countyCode, { kind, householdNo, caseNo, isOpen: !all, after, limit: count }),
          ),
        ({ draft_id }) => draft_id,
      );
      return { rows: rows.map(documentOf), next };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/drafts/:draft',
    tag,
    summary: 'A draft as it stands, with the contradictions nobody has decided',
    params: ofDraft,
    query: Type.Object({ purpose: Purpose }),
    reply: Draft,
    handle: async (call) => {
      const { county: countyCode, draft } = call.params;
      const look = { action: 'draft.read', countyCode, subject: draft };
      return documentOf(await call.readPersonal(look, (tx) => getDraft(tx, countyCode, draft)));
    },
  });
  add({
    method: 'GET',
    url: '/public/consent',
    tag,
    summary: 'The sentence a household agrees to when it declares, to be shown and read aloud',
    isPublic: true,
    reply: Type.Object({ version: Type.String(), ...Words.properties }),
    handle: () => Promise.resolve(CONSENT_WORDS),
  });
}
