import { Type } from 'typebox';
import {
  type Asset,
  formatAmount,
  KINDS,
  type PostingKind,
  statement,
  type StatementLine,
  type StatementOrder,
} from '../../ledger/index.ts';
import type { Tx } from '../../platform/index.ts';
import { Download, LIST_FORMATS, ListFile } from '../downloads.ts';
import type { AddRoute } from '../route.ts';
import { Big, County, cursorOf, cursorText, Day, DayCursor, Limit, Nullable, PAGE } from '../schemas.ts';
import { columnsOf, type TableField } from '../tables.ts';

export const Key = Type.String({ minLength: 1, maxLength: 200, description: 'Such as pool:2017.' });
export const Amount = Type.String({ description: 'Yuan with two decimals, or whole points.' });
export const Kind = Type.Enum(Object.keys(KINDS) as PostingKind[]);
export const AssetCode = Type.Enum(['CNY', 'POINT']);
export const SUMS = { debit: Amount, credit: Amount, balance: Amount };

const StatementLineReply = Type.Object({
  posting_no: Big,
  day: Day,
  kind: Kind,
  other_account: Key,
  source: Type.String(),
  reversal_of: Nullable(Big),
  ...SUMS,
});
const Reply = Type.Object({
  account: Key,
  asset: AssetCode,
  from: Nullable(Day),
  to: Day,
  opening: Amount,
  closing: Amount,
  rows: Type.Array(StatementLineReply),
  next: Nullable(DayCursor),
});
export function statementRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/ledger/accounts/:account/statement',
    tag: 'ledger',
    summary: 'Lines of an account with the running balance, by day and number',
    params: Type.Object({ county: County, account: Key }),
    query: Type.Object({
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      after: Type.Optional(DayCursor),
      limit: Limit,
    }),
    reply: Reply,
    handle: async (call) => {
      const { from, to, after, limit = PAGE.default } = call.query;
      const past = after === undefined ? undefined : cursorOf(after);
      const order = {
        countyCode: call.params.county,
        account: call.params.account,
        to: call.day(to),
        limit,
        ...(from !== undefined && { from: call.day(from) }),
        ...(past && { after: { day: past.day, postingNo: past.no } }),
      };
      const found = await call.read('see.ledger', (tx) => statement(tx, order));
      const { account, asset, opening, closing, next } = found;
      return {
        account,
        asset,
        from: found.from,
        to: found.to,
        opening: formatAmount(opening, asset),
        closing: formatAmount(closing, asset),
        rows: found.lines.map((line) => lineDocument(line, asset)),
        next: next && cursorText(next.day, next.postingNo),
      };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/ledger/accounts/:account/statement/file',
    tag: 'ledger',
    summary: 'The same statement as a file, between its opening and its closing balance',
    params: Type.Object({ county: County, account: Key }),
    query: Type.Object({
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      format: Type.Enum([...LIST_FORMATS]),
    }),
    isDownload: true,
    reply: ListFile,
    handle: (call) => {
      const { county, account } = call.params;
      const { from, to, format } = call.query;
      const order = {
        countyCode: county,
        account,
        to: call.day(to),
        limit: FILE_PAGE,
        ...(from !== undefined && { from: call.day(from) }),
      };
      const columns = columnsOf(STATEMENT_FIELDS, call.language);
      return call.read('see.ledger', (tx) =>
        Download.write(`statement ${account.replace(':', ' ')}`, format, columns, wholeStatement(tx, order)),
      );
    },
  });
}

/** Lines of a file read at once. */
const FILE_PAGE = 20_000;

/** Opening balance, every line, closing balance, all of one state of the books. */
async function* wholeStatement(tx: Tx, order: StatementOrder): AsyncGenerator<readonly StatementRow[]> {
  let page = await statement(tx, order);
  const { asset, opening, closing, from, to } = page;
  yield [balanceRow('opening', from, formatAmount(opening, asset))];
  for (;;) {
    yield page.lines.map((line) => lineDocument(line, asset));
    if (page.next === null) break;
    page = await statement(tx, { ...order, after: page.next });
  }
  yield [balanceRow('closing', to, formatAmount(closing, asset))];
}

type Line = ReturnType<typeof lineDocument>;
type StatementRow = Readonly<Record<Exclude<keyof Line, 'kind'>, string | bigint | null>> & {
  readonly kind: PostingKind | 'opening' | 'closing';
};

/** A row that no posting stands for. */
const balanceRow = (kind: 'opening' | 'closing', day: string | null, balance: string): StatementRow => ({
  kind,
  day,
  balance,
  posting_no: null,
  other_account: null,
  source: null,
  reversal_of: null,
  debit: null,
  credit: null,
});

const lineDocument = (
  { postingNo, otherAccount, reversalOf, day, kind, source, debit, credit, balance }: StatementLine,
  asset: Asset,
) => ({
  posting_no: postingNo,
  day,
  kind,
  other_account: otherAccount,
  source,
  reversal_of: reversalOf,
  debit: formatAmount(debit, asset),
  credit: formatAmount(credit, asset),
  balance: formatAmount(balance, asset),
});

const STATEMENT_FIELDS: Readonly<Partial<Record<keyof StatementRow, TableField>>> = {
  day: { zh: '日期', en: 'day' },
  posting_no: { zh: '凭证号', en: 'posting', kind: 'number' },
  kind: {
    zh: '摘要',
    en: 'kind',
    words: {
      ...Object.fromEntries(Object.entries(KINDS).map(([code, { zh, en }]) => [code, { zh, en }])),
      opening: { zh: '期初余额', en: 'opening balance' },
      closing: { zh: '期末余额', en: 'closing balance' },
    },
  },
  other_account: { zh: '对方账户', en: 'other account' },
  source: { zh: '来源', en: 'source' },
  reversal_of: { zh: '冲销凭证', en: 'takes back', kind: 'number' },
  debit: { zh: '借方', en: 'debit', kind: 'yuan' },
  credit: { zh: '贷方', en: 'credit', kind: 'yuan' },
  balance: { zh: '余额', en: 'balance', kind: 'yuan' },
};
