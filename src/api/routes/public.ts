import { Type } from 'typebox';
import {
  BOARD_SUM_NAMES,
  BOARD_SUMS,
  type BoardAccounts,
  type BoardRow,
  type BoardSum,
  findPlaces,
  statedRules,
} from '../../board/index.ts';
import { fen, formatYuan } from '../../kernel/index.ts';
import { Download, LIST_FORMATS, ListFile } from '../downloads.ts';
import {
  objectInPublic,
  readAccounts,
  readBoard,
  readObjection,
  readPlaces,
  readRows,
  readSheet,
} from '../public-board.ts';
import { noticeColumns, noticeLines } from '../public-files.ts';
import { type AddRoute } from '../route.ts';
import { Area, Body, Day, No, Nullable, ofCounty, Text, Words, Yuan } from '../schemas.ts';
import { NoticeContent, NoticeKindName } from './notices.ts';

/**
 * The board for programs. A reply schema is a whitelist of its own: what it does not name does not go out, whatever a
 * query answers.
 */
const tag = 'public';
const Year = Type.Integer({ minimum: 1900, maximum: 9999 });
const ofYear = Type.Object({ ...ofCounty.properties, year: Year });
const Sum = Type.Enum([...BOARD_SUM_NAMES]);
const Format = Type.Enum([...LIST_FORMATS]);

const PlaceRow = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.String(),
  parent_code: Nullable(Type.String()),
  county_code: Type.String(),
});
const Running = Type.Object({
  notice_no: Type.Integer(),
  kind: NoticeKindName,
  area_code: Type.String(),
  first_day: Day,
  last_day: Nullable(Day),
  content: NoticeContent,
  sha256: Type.String(),
});
const Ended = Type.Object({
  notice_no: Type.Integer(),
  kind: NoticeKindName,
  area_code: Type.String(),
  title: Words,
  first_day: Day,
  last_day: Day,
  lines: Type.Integer(),
  sha256: Type.String(),
});
const Decision = Type.Object({
  notice_no: Type.Integer(),
  body_name: Type.String(),
  day: Day,
  matters: Type.Integer(),
  members: Type.Integer(),
  present: Type.Integer(),
});
const Accounts = Type.Object({
  year: Type.Integer(),
  as_of: Day,
  in_yuan: Yuan,
  out_yuan: Yuan,
  balance_yuan: Yuan,
  reserved_yuan: Nullable(Yuan),
  sums: Type.Record(Type.String(), Yuan),
});
const Row = Type.Object({
  sum: Sum,
  from: Day,
  to: Day,
  payments: Type.Integer(),
  amount_yuan: Yuan,
  decision: Words,
});
const Slice = Type.Object({
  from_yuan: Yuan,
  to_yuan: Nullable(Yuan),
  rate_percent: Type.String(),
  families: Type.Integer(),
  yuan: Yuan,
  pays_exact_yuan: Type.String({ description: 'Up to six decimals, not rounded yet.' }),
});
const Sheet = Type.Object({
  county_code: Type.String(),
  year: Type.Integer(),
  as_of: Day,
  rules: Type.Array(
    Type.Object({
      policy_version: Type.String(),
      policy_hash: Type.String(),
      rule_no: Type.Integer({ description: 'As in /public/policies/{policy}/rules.' }),
      deductible_yuan: Yuan,
      amounts: Type.Integer(),
      slices: Type.Array(Slice),
      rounding_yuan: Type.String(),
      over_limit_yuan: Yuan,
      pays_yuan: Yuan,
    }),
  ),
  others: Nullable(Type.Object({ amounts: Type.Integer(), pays_yuan: Yuan })),
  amounts: Type.Integer(),
  total_yuan: Yuan,
});
const Rules = Type.Object({
  policy_version: Type.String(),
  policy_hash: Type.String(),
  title: Words,
  rules: Type.Array(
    Type.Object({
      rule_no: Type.Integer(),
      deductible_yuan: Yuan,
      brackets: Type.Array(
        Type.Object({ from_yuan: Yuan, to_yuan: Nullable(Yuan), rate_percent: Type.String() }),
      ),
      limit_yuan: Nullable(Yuan),
    }),
  ),
});

export function publicRoutes(add: AddRoute): void {
  placeRoutes(add);
  boardRoutes(add);
  accountRoutes(add);
  sheetRoutes(add);
  objectionRoutes(add);
}

function placeRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/public/places',
    tag,
    summary: 'Areas that have a board, all or those called so in characters, pinyin or initials',
    isPublic: true,
    query: Type.Object({ search: Type.Optional(Type.String({ maxLength: 60 })) }),
    reply: Type.Object({ rows: Type.Array(PlaceRow) }),
    handle: async (call) => {
      const { places } = await readPlaces(call);
      const { search } = call.query;
      return { rows: search === undefined ? places : await findPlaces(places, search) };
    },
  });
}

const ofArea = Type.Object({ area: Type.Optional(Area) });

function boardRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/public/counties/:county/board',
    tag,
    summary: 'What hangs, what is over (without names) and what was decided, of a county or one of its areas',
    isPublic: true,
    params: ofCounty,
    query: ofArea,
    reply: Type.Object({
      running: Type.Array(Running),
      ended: Type.Array(Ended),
      decisions: Type.Array(Decision),
      telephone: Nullable(Type.String()),
    }),
    handle: async (call) => {
      const board = await readBoard(call, call.params.county, call.query.area);
      const { running, ended, decisions, telephone = null } = board;
      return { running, ended, decisions, telephone };
    },
  });
  add({
    method: 'GET',
    url: '/public/counties/:county/notices/file',
    tag,
    summary: 'The same as a file, a line of a notice a row; those that are over without lines',
    isPublic: true,
    params: ofCounty,
    query: Type.Object({ ...ofArea.properties, format: Format }),
    isDownload: true,
    reply: ListFile,
    handle: async (call) => {
      const board = await readBoard(call, call.params.county, call.query.area);
      const name = { zh: '公示', en: 'notices' }[call.language];
      return Download.write(name, call.query.format, noticeColumns(call.language), [noticeLines(board)]);
    },
  });
}

const yuan = (amount: bigint): string => formatYuan(fen(amount));

const accountsDocument = ({ year, as_of, in: into, out, balance, reserved, sums }: BoardAccounts) => ({
  year,
  as_of,
  in_yuan: yuan(into),
  out_yuan: yuan(out),
  balance_yuan: yuan(balance),
  reserved_yuan: reserved === null ? null : yuan(reserved),
  sums: Object.fromEntries(BOARD_SUM_NAMES.map((name) => [name, yuan(sums[name])])),
});
const rowDocument = (sum: BoardSum, { amount, ...row }: BoardRow) => ({
  sum,
  ...row,
  amount_yuan: yuan(amount),
});

function accountRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/public/counties/:county/accounts/:year',
    tag,
    summary:
      'The pool of a year: in, out, left, decided and not paid; null where too few families stand for it',
    isPublic: true,
    params: ofYear,
    reply: Accounts,
    handle: async (call) => {
      const { county, year } = call.params;
      return accountsDocument((await readAccounts(call, county, year)).accounts);
    },
  });
  add({
    method: 'GET',
    url: '/public/counties/:county/accounts/:year/rows',
    tag,
    summary: 'The rows behind a sum, which they add up to; none is one family’s',
    isPublic: true,
    params: ofYear,
    query: Type.Object({ sum: Sum }),
    reply: Type.Object({ rows: Type.Array(Row) }),
    handle: async (call) => {
      const { county, year } = call.params;
      const { sum } = call.query;
      const { rows } = await readRows(call, county, year, sum);
      return { rows: rows.map((row) => rowDocument(sum, row)) };
    },
  });
  add({
    method: 'GET',
    url: '/public/counties/:county/accounts/:year/file',
    tag,
    summary: 'All rows of a year as a file',
    isPublic: true,
    params: ofYear,
    query: Type.Object({ format: Format }),
    isDownload: true,
    reply: ListFile,
    handle: async (call) => {
      const { county, year } = call.params;
      const all: ReturnType<typeof rowDocument>[] = [];
      for (const sum of BOARD_SUM_NAMES)
        all.push(...(await readRows(call, county, year, sum)).rows.map((row) => rowDocument(sum, row)));
      const { language } = call;
      const title = (zh: string, en: string): string => (language === 'zh' ? zh : en);
      const name = title(`${year}年收支`, `accounts-${year}`);
      return Download.write(
        name,
        call.query.format,
        [
          { title: title('项目', 'sum'), kind: 'text', cell: ({ sum }) => BOARD_SUMS[sum][language] },
          { title: title('从', 'from'), kind: 'text', cell: ({ from }) => from },
          { title: title('到', 'to'), kind: 'text', cell: ({ to }) => to },
          { title: title('笔数', 'payments'), kind: 'text', cell: ({ payments }) => payments },
          { title: title('金额（元）', 'amount_yuan'), kind: 'text', cell: ({ amount_yuan }) => amount_yuan },
          { title: title('依据', 'decision'), kind: 'text', cell: ({ decision }) => decision[language] },
        ],
        [all],
      );
    },
  });
}

function sheetRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/public/counties/:county/sheets/:year',
    tag,
    summary: 'Amounts the county approved in a year, added up by rule and step, to be worked out again',
    isPublic: true,
    params: ofYear,
    reply: Sheet,
    handle: async (call) => {
      const { county, year } = call.params;
      return (await readSheet(call, county, year)).sheet;
    },
  });
  add({
    method: 'GET',
    url: '/public/policies/:policy/rules',
    tag,
    summary:
      'The rules of a policy version that differ, numbered; for whom each is stands in the policy file',
    isPublic: true,
    params: Type.Object({ policy: Type.String({ maxLength: 80, description: 'ID or ID@DAY.' }) }),
    reply: Rules,
    handle: async (call) => {
      const version = (await call.policyOn())(call.params.policy, call.today);
      const { version: policy_version, hash: policy_hash, title } = version;
      return { policy_version, policy_hash, title, rules: statedRules(version) };
    },
  });
}

function objectionRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/public/counties/:county/notices/:notice/objections',
    tag,
    summary: 'Object to a notice that hangs, or to one of its lines; nobody has to say who they are',
    isPublic: true,
    isLimited: true,
    params: Type.Object({ ...ofCounty.properties, notice: No }),
    body: Body({
      line: Type.Optional(No),
      words: Text,
      by: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
      phone: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    }),
    status: 201,
    reply: Type.Object({ objection_no: Type.Integer(), answer_by: Day }),
    handle: (call) => {
      const { county, notice: noticeNo } = call.params;
      const { line: lineNo, ...said } = call.body;
      return objectInPublic(call, county, { noticeNo, lineNo, ...said });
    },
  });
  add({
    method: 'GET',
    url: '/public/counties/:county/objections/:objection',
    tag,
    summary: 'Until when an objection is answered, or when it was; not what it says',
    isPublic: true,
    params: Type.Object({ ...ofCounty.properties, objection: No }),
    reply: Type.Object({
      objection_no: Type.Integer(),
      received_on: Day,
      answer_by: Day,
      answered_on: Nullable(Day),
    }),
    handle: (call) => readObjection(call, call.params.county, call.params.objection),
  });
}
