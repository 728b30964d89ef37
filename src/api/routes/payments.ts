import { Type } from 'typebox';
import { formatYuan } from '../../kernel/index.ts';
import { generatedSource } from '../../platform/index.ts';
import { readTable } from '../../prevention/feeds/index.ts';
import {
  ANSWER_FILE_COLUMNS,
  cancelList,
  getPaymentList,
  linesOfList,
  listPaymentLists,
  listStatusOf,
  type ListWithLines,
  makeList,
  type PaymentLine,
  type PaymentList,
  recordAccount,
  releaseList,
  releasedText,
  takeAnswer,
} from '../../prevention/payout/index.ts';
import { type AddRoute, type Call, orderOf, pageOf, Purpose } from '../route.ts';
import {
  AfterNo,
  Big,
  Body,
  Day,
  DryRun,
  Limit,
  No,
  Nullable,
  ofCounty,
  On,
  Page,
  Text,
  Yuan,
} from '../schemas.ts';

const ofList = Type.Object({ ...ofCounty.properties, list: No });
const tag = 'payout';

const List = Type.Object({
  list_no: Type.Integer(),
  policy_year: Type.Integer(),
  made_on: Day,
  lines: Type.Integer(),
  total_yuan: Yuan,
  sha256: Type.String({ description: 'Of the file for the bank.' }),
  made_by: Type.String(),
  status: Type.Enum(['made', 'released', 'cancelled', 'settled']),
  step: Nullable(Type.Enum(['released', 'cancelled'])),
  step_day: Nullable(Day),
  step_by: Nullable(Type.String()),
  step_reason: Nullable(Type.String()),
  paid: Type.Integer(),
  failed: Type.Integer(),
  bounced: Type.Integer(),
});
const Line = Type.Object({
  list_no: Type.Integer(),
  line_no: Type.Integer(),
  authorisation_no: Big,
  attempt: Type.Integer(),
  household_no: Type.String(),
  township_code: Type.String(),
  payee: Type.String(),
  has_account: Type.Boolean({ description: 'Accounts stay in the file for the bank.' }),
  amount_yuan: Yuan,
  outcome: Type.String(),
});
const Whole = Type.Object({ ...List.properties, line: Type.Array(Line) });
const Answered = Type.Object({
  ...List.properties,
  taken: Type.Object({ paid: Type.Integer(), failed: Type.Integer(), bounced: Type.Integer() }),
  unchanged: Type.Integer(),
  rejected: Type.Integer({ description: 'Rows refused; when there are any, nothing is taken.' }),
  rejects: Type.Array(
    Type.Object({
      line: Type.Integer(),
      column: Type.String(),
      value: Type.String(),
      reason: Type.String(),
    }),
  ),
});

const listDocument = ({ line_count, total_fen, ...list }: PaymentList) => ({
  ...list,
  status: listStatusOf({ line_count, total_fen, ...list }),
  lines: line_count,
  total_yuan: formatYuan(total_fen),
});
const lineDocument = ({ amount_fen, outcomes, account, ...line }: PaymentLine) => ({
  ...line,
  has_account: account !== '',
  amount_yuan: formatYuan(amount_fen),
  outcome: outcomes.map(({ status, day, reason }) => `${status} ${day} ${reason}`.trim()).join('; '),
});
const wholeDocument = ({ list, lines }: ListWithLines) => ({
  ...listDocument(list),
  line: lines.map(lineDocument),
});

type OfList = { readonly county: string; readonly list: number };
const ofListBy = (call: Call<OfList, unknown, { readonly on?: string; readonly dry_run?: boolean }>) => ({
  ...orderOf(call),
  listNo: call.params.list,
  on: call.day(call.body.on),
  today: call.today,
});
const lookAt = ({ county, list }: OfList) => ({
  action: 'payment.show',
  countyCode: county,
  subject: String(list),
});

export function paymentRoutes(add: AddRoute): void {
  accountRoute(add);
  listRoutes(add);
  fileRoutes(add);
  makeRoute(add);
  stepRoutes(add);
}

function accountRoute(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/payment-accounts',
    tag,
    summary: "Record the account of a household's benefits (一卡通)",
    params: ofCounty,
    body: Body({ household: Text, holder: Text, account: Text, dry_run: DryRun }),
    status: 201,
    reply: Type.Object({ account_no: Type.Integer() }),
    handle: async (call) => {
      const { household: householdNo, holder, account: reference } = call.body;
      const order = { ...orderOf(call), householdNo, holder, reference };
      return { account_no: await recordAccount(call.db, order) };
    },
  });
}

function listRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/payment-lists',
    tag,
    summary: 'Lists for the bank or insurer with what became of them, by number',
    params: ofCounty,
    query: Type.Object({ after: AfterNo, limit: Limit }),
    reply: Page(List, Type.Integer()),
    handle: async (call) => {
      const { after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('see.payment', (tx) => listPaymentLists(tx, call.params.county, { after, limit: rows })),
        ({ list_no }) => list_no,
      );
      return { rows: page.rows.map(listDocument), next: page.next };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/payment-lists/:list',
    tag,
    summary: 'One list with what became of it',
    params: ofList,
    reply: List,
    handle: async (call) => {
      const { county, list } = call.params;
      return listDocument(await call.read('see.payment', (tx) => getPaymentList(tx, county, list)));
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/payment-lists/:list/lines',
    tag,
    summary: 'Its lines by number; private',
    params: ofList,
    query: Type.Object({ after: AfterNo, limit: Limit, purpose: Purpose }),
    reply: Page(Line, Type.Integer()),
    handle: async (call) => {
      const { county, list } = call.params;
      const { after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) =>
          call.readPersonal(lookAt(call.params), async (tx) => {
            await getPaymentList(tx, county, list);
            return linesOfList(tx, county, list, { after, limit: rows });
          }),
        ({ line_no }) => line_no,
      );
      return { rows: page.rows.map(lineDocument), next: page.next };
    },
  });
}

function fileRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/payment-lists/:list/file',
    tag,
    summary:
      'The file of a released list for the bank, with accounts, for whoever pays; private (docs/files.md)',
    params: ofList,
    query: Type.Object({ purpose: Purpose }),
    produces: 'text/csv',
    reply: Type.String(),
    handle: (call) => {
      const { county, list } = call.params;
      return call.readPersonal({ ...lookAt(call.params), action: 'payment.file' }, async (tx) =>
        releasedText({
          list: await getPaymentList(tx, county, list),
          lines: await linesOfList(tx, county, list),
        }),
      );
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/payment-lists/:list/answers',
    tag,
    summary: "The bank's answer: the file again with status, reason and day; taken whole or not at all",
    params: ofList,
    query: Type.Object({ dry_run: DryRun }),
    consumes: 'text/csv',
    body: Type.String({ minLength: 1 }),
    status: 201,
    reply: Answered,
    handle: async (call) => {
      const text = call.body;
      const source = generatedSource('answer.csv', async function* () {
        yield Buffer.from(text);
      });
      const { list, rejects, paid, failed, bounced, unchanged } = await takeAnswer(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        dryRun: call.query.dry_run ?? false,
        listNo: call.params.list,
        rows: await readTable(source, ANSWER_FILE_COLUMNS),
        today: call.today,
      });
      const taken = { paid, failed, bounced };
      return { ...listDocument(list), taken, unchanged, rejected: rejects.length, rejects };
    },
  });
}

function makeRoute(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/payment-lists',
    tag,
    summary: 'List everything that can be paid from a pool, frozen; a second person releases it',
    params: ofCounty,
    body: Body({ year: Type.Integer({ minimum: 1900, maximum: 9999 }), on: On, dry_run: DryRun }),
    status: 201,
    reply: Whole,
    handle: async (call) => {
      const { year, on } = call.body;
      const order = { ...orderOf(call), year, on: call.day(on), today: call.today };
      return wholeDocument(await makeList(call.db, order));
    },
  });
}

function stepRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/payment-lists/:list/release',
    tag,
    summary: 'Release a list to the bank, by a second person',
    params: ofList,
    body: Body({ on: On, dry_run: DryRun }),
    status: 201,
    reply: Whole,
    handle: async (call) => wholeDocument(await releaseList(call.db, ofListBy(call))),
  });
  add({
    method: 'POST',
    url: '/counties/:county/payment-lists/:list/cancellation',
    tag,
    summary: 'Take a list back before it is released',
    params: ofList,
    body: Body({ reason: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: List,
    handle: async (call) =>
      listDocument(await cancelList(call.db, { ...ofListBy(call), reason: call.body.reason })),
  });
}
