import { Type } from 'typebox';
import {
  draftNotice,
  type GivenFields,
  NOTICE_KINDS,
  type NoticeLine,
  type NoticeView,
  noticePage,
  type NoticePaper,
  postNotice,
  printNotice,
  publicNotice,
  publicNotices,
  recordTelephone,
  showNotice,
  showNotices,
  takeDownNotice,
  telephoneOf,
} from '../../governance/index.ts';
import { findFen } from '../../kernel/index.ts';
import { type AddRoute, type Call, orderOf, pageOf } from '../route.ts';
import {
  AfterNo,
  Area,
  Body,
  Day,
  DryRun,
  FileName,
  GivenYuan,
  Limit,
  Newest,
  No,
  Nullable,
  ofCounty,
  On,
  Page,
  PAGE,
  PolicyName,
  SubjectName,
  Text,
  Words,
} from '../schemas.ts';

const ofNotice = Type.Object({ ...ofCounty.properties, notice: No });
const ofPlace = Type.Object({ ...ofNotice.properties, place: No });
const ofArea = Type.Object({ ...ofCounty.properties, area: Area });
const PaperLanguage = Type.Optional(Type.Enum(['zh', 'en'], { description: 'zh unless told.' }));
const tag = 'governance';
export const NoticeKindName = Type.Enum([...NOTICE_KINDS]);
const Kind = NoticeKindName;

export const NoticeContent = Type.Object({
  title: Words,
  sentences: Type.Array(Words),
  columns: Type.Array(Words),
  rows: Type.Array(Type.Array(Words)),
  footer: Words,
});
const Hanging = Type.Object({
  notice_no: Type.Integer(),
  kind: Kind,
  area_code: Type.String(),
  first_day: Day,
  content: NoticeContent,
  sha256: Type.String({ description: 'Of the content, as it was frozen.' }),
  last_day: Nullable(Day),
});
const Notice = Type.Object({
  notice_no: Type.Integer(),
  kind: Kind,
  area_code: Type.String(),
  first_day: Day,
  days: Type.Integer(),
  day_kind: Type.String(),
  fields: Type.String(),
  policy_version: Type.String(),
  content: NoticeContent,
  sha256: Type.String(),
  progress: Type.Object({
    status: Type.Enum(['planned', 'hanging', 'interrupted', 'complete']),
    daysHung: Type.Integer(),
    lastDay: Nullable(Day),
  }),
});

const File = Type.Object({ name: Type.String(), sha256: Type.String() });
const WholeNotice = Type.Object({
  ...Notice.properties,
  places: Type.Array(
    Type.Object({
      place_no: Type.Integer(),
      place: Type.String(),
      hangings: Type.Array(
        Type.Object({
          putUpOn: Day,
          takenDownOn: Nullable(Day),
          by: Type.String(),
          photo: File,
          reason: Nullable(Type.String()),
        }),
      ),
    }),
  ),
  lines: Type.Array(
    Type.Object({
      line_no: Type.Integer(),
      subject_module: Type.String(),
      subject_id: Type.String(),
      meeting_no: Nullable(Type.Integer()),
      item_no: Nullable(Type.Integer()),
    }),
  ),
});

type OfNotice = { readonly county: string; readonly notice: number };

export function noticeRoutes(add: AddRoute): void {
  publicRoutes(add);
  readRoutes(add);
  printRoutes(add);
  draftRoute(add);
  hangRoutes(add);
}

/** What hangs on the board may be read by anybody, and nothing else may. */
function publicRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/public/counties/:county/notices',
    tag,
    summary: 'Notices that hang today, for everybody; those whose days are over are left out',
    isPublic: true,
    params: ofCounty,
    query: Type.Object({ after: AfterNo, limit: Limit }),
    reply: Page(Hanging, Type.Integer()),
    handle: (call) => {
      const { after, limit = PAGE.default } = call.query;
      return call.readPublic((tx) => publicNotices(tx, call.params.county, call.today, { after, limit }));
    },
  });
  add({
    method: 'GET',
    url: '/public/counties/:county/notices/:notice',
    tag,
    summary: 'A notice that hangs today, for everybody',
    isPublic: true,
    params: ofNotice,
    reply: Hanging,
    handle: (call) =>
      call.readPublic((tx) => publicNotice(tx, call.params.county, call.today, call.params.notice)),
  });
}

const documentOf = <View extends NoticeView>({ progress, ...notice }: View) => ({
  ...notice,
  progress: { ...progress, lastDay: progress.lastDay ?? null },
});
const viewOf = async (call: Call<OfNotice>, day = call.today) =>
  documentOf(
    await call.read('see.records', (tx) => showNotice(tx, call.params.county, day, call.params.notice)),
  );

function readRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/notices',
    tag,
    summary: 'Notices of a county, by number, and how far they are on a day',
    params: ofCounty,
    query: Type.Object({ on: On, newest: Newest, after: AfterNo, limit: Limit }),
    reply: Page(Notice, Type.Integer()),
    handle: async (call) => {
      const { on, newest = false, after, limit } = call.query;
      const day = call.day(on);
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('see.records', (tx) =>
            showNotices(tx, call.params.county, day, { after, limit: rows, isNewestFirst: newest }),
          ),
        ({ notice_no }) => notice_no,
      );
      return { rows: page.rows.map(documentOf), next: page.next };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/notices/:notice',
    tag,
    summary: 'One notice and how far it is on a day',
    params: ofNotice,
    query: Type.Object({ on: On }),
    reply: WholeNotice,
    handle: (call) => viewOf(call, call.day(call.query.on)),
  });
  add({
    method: 'GET',
    url: '/counties/:county/notices/:notice/page',
    tag,
    summary: 'The sheets of a notice (A4) to look at, marked as a draft; …/prints answers those to hang',
    params: ofNotice,
    query: Type.Object({ lang: PaperLanguage }),
    produces: 'text/html',
    reply: Type.String(),
    handle: async (call) =>
      noticePage({ ...(await paperOf(call, await viewOf(call), call.query.lang)), mark: 'draft' }),
  });
}

function printRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/notices/:notice/prints',
    tag,
    summary: 'Print a notice to be hung; from the second time on its sheets say that they are a reprint',
    params: ofNotice,
    body: Body({ lang: PaperLanguage, dry_run: DryRun }),
    status: 201,
    reply: Type.Object({
      print_no: Type.Integer(),
      page: Type.String({ description: 'HTML of sheets of A4.' }),
    }),
    handle: async (call) => {
      const { notice, printNo } = await printNotice(call.db, {
        ...orderOf(call),
        noticeNo: call.params.notice,
        today: call.today,
      });
      const paper = await paperOf(call, notice, call.body.lang);
      const mark = printNo > 1 ? { reprintedOn: call.today } : undefined;
      return { print_no: printNo, page: await noticePage({ ...paper, mark }) };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/areas/:area/telephone',
    tag,
    summary: 'The public telephone of the office of an area, or of the one above it',
    params: ofArea,
    reply: Type.Object({ phone: Nullable(Type.String()) }),
    handle: async (call) => {
      const { county, area } = call.params;
      return { phone: (await call.read('see.records', (tx) => telephoneOf(tx, county, area))) ?? null };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/areas/:area/telephone',
    tag,
    summary: 'Record the telephone of the office of an area; it stands on notices and on the public board',
    params: ofArea,
    body: Body({ phone: Type.String({ minLength: 1, maxLength: 40 }), dry_run: DryRun }),
    status: 201,
    reply: Type.Object({ phone: Type.String() }),
    handle: (call) =>
      recordTelephone(call.db, {
        ...orderOf(call),
        areaCode: call.params.area,
        phone: call.body.phone,
      }),
  });
}

/** What stands on the sheets; the telephone is public, so that it is read with nobody's eyes. */
const paperOf = async (
  call: Call<OfNotice>,
  notice: Pick<NoticeView, 'area_code' | 'content' | 'first_day' | 'sha256'>,
  language: 'zh' | 'en' = 'zh',
): Promise<NoticePaper> => ({
  content: notice.content,
  firstDay: notice.first_day,
  sha256: notice.sha256,
  countyCode: call.params.county,
  noticeNo: call.params.notice,
  address: call.origin,
  language,
  telephone: await call.readPublic((tx) => telephoneOf(tx, call.params.county, notice.area_code)),
});

const GivenWords = Body({ zh: Text, en: Type.Optional(Text) });
const Line = Body({
  subject: SubjectName,
  household: Type.Optional(Text),
  amount_yuan: Type.Optional(GivenYuan),
  points: Type.Optional(Type.Integer()),
  beneficiaries: Type.Optional(Type.Integer({ minimum: 0 })),
  measure: Type.Optional(GivenWords),
  source: Type.Optional(GivenWords),
  purpose: Type.Optional(GivenWords),
  unit: Type.Optional(GivenWords),
});

function lineOf(line: Type.Static<typeof Line>): NoticeLine {
  const { subject, household, amount_yuan, points, beneficiaries } = line;
  const words: Partial<Record<'measure' | 'source' | 'purpose' | 'unit', { zh: string; en: string }>> = {};
  for (const name of ['measure', 'source', 'purpose', 'unit'] as const) {
    const given = line[name];
    if (given) words[name] = { zh: given.zh, en: given.en ?? given.zh };
  }
  const amountFen = amount_yuan === undefined ? undefined : findFen(amount_yuan);
  const given: GivenFields = {
    ...words,
    ...(amountFen !== undefined && { amountFen }),
    ...(points !== undefined && { points }),
    ...(beneficiaries !== undefined && { beneficiaries }),
  };
  return { subject, given, ...(household !== undefined && { householdNo: household }) };
}

function draftRoute(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/notices',
    tag,
    summary: 'Write a notice and freeze its words in both languages',
    params: ofCounty,
    body: Body({
      kind: Kind,
      area: Text,
      first_day: On,
      places: Type.Array(Text, { maxItems: 100 }),
      lines: Type.Array(Line, { maxItems: 2000 }),
      policy: PolicyName,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Notice,
    handle: async (call) => {
      const { kind, area, first_day, places, lines, policy } = call.body;
      const notice = await draftNotice(call.db, await call.procedureOn(policy), {
        ...orderOf(call),
        kind,
        areaCode: area,
        firstDay: call.day(first_day),
        places,
        lines: lines.map(lineOf),
      });
      return { ...notice, progress: { status: 'planned' as const, daysHung: 0, lastDay: null } };
    },
  });
}

function hangRoutes(add: AddRoute): void {
  type OfPlace = OfNotice & { readonly place: number };
  const atPlace = (call: Call<OfPlace, unknown, { readonly on?: string; readonly dry_run?: boolean }>) => ({
    ...orderOf(call),
    noticeNo: call.params.notice,
    placeNo: call.params.place,
    day: call.day(call.body.on),
    today: call.today,
  });
  add({
    method: 'POST',
    url: '/counties/:county/notices/:notice/places/:place/postings',
    tag,
    summary: 'It was put up at one of its places',
    params: ofPlace,
    body: Body({ photo: FileName, on: On, dry_run: DryRun }),
    status: 201,
    reply: WholeNotice,
    handle: async (call) => {
      await postNotice(call.db, { ...atPlace(call), photo: call.body.photo });
      return viewOf(call);
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/notices/:notice/places/:place/takedowns',
    tag,
    summary: 'It came down at one of its places; a reason when early',
    params: ofPlace,
    body: Body({ reason: Type.Optional(Text), on: On, dry_run: DryRun }),
    status: 201,
    reply: WholeNotice,
    handle: async (call) => {
      const { reason } = call.body;
      await takeDownNotice(call.db, { ...atPlace(call), ...(reason !== undefined && { reason }) });
      return viewOf(call);
    },
  });
}
