import { Type } from 'typebox';
import {
  type AccountOnDay,
  type Authorisation,
  CHART,
  CHART_CODES,
  formatAmount,
  getAuthorisation,
  listAccounts,
  listAuthorisations,
  listPostings,
  type Posting,
  type Reference,
  trialBalance,
  verifyLedger,
} from '../../ledger/index.ts';
import { type AddRoute, pageOf } from '../route.ts';
import { AfterBig, Big, Count, County, Day, Limit, Nullable, ofCounty, On, Page, Words } from '../schemas.ts';
import { Amount, AssetCode, Key, Kind, statementRoutes, SUMS } from './statements.ts';

const tag = 'ledger';
const Source = Type.String({
  pattern: '^.+/.+$',
  maxLength: 200,
  description: 'A module, and what it calls it.',
});
const Code = Type.Enum([...CHART_CODES]);
const Class = Type.Enum(['asset', 'liability', 'equity', 'income', 'expense']);

const Account = Type.Object({
  account: Key,
  code: Code,
  name: Words,
  class: Class,
  asset: AssetCode,
  ...SUMS,
});
const TrialLine = Type.Object({
  code: Code,
  name: Words,
  class: Class,
  asset: AssetCode,
  accounts: Type.Integer(),
  ...SUMS,
});
const PostingReply = Type.Object({
  posting_no: Big,
  kind: Kind,
  debit: Key,
  credit: Key,
  amount: Amount,
  asset: AssetCode,
  day: Day,
  source: Type.String(),
  authorisation_no: Nullable(Big),
  reissue_of: Nullable(Big),
  reversal_of: Nullable(Big),
  reversed_by: Nullable(Big),
  actor: Type.String(),
});
const AuthorisationReply = Type.Object({
  authorisation_no: Big,
  decision: Type.String(),
  kind: Kind,
  payer: Key,
  payee: Nullable(Key),
  limit: Amount,
  posted: Amount,
  left: Amount,
  valid_from: Day,
  valid_to: Day,
  status: Type.Enum(['granted', 'suspended', 'revoked']),
  steps: Type.Array(
    Type.Object({ step_no: Big, step: Type.String(), because: Type.String(), actor: Type.String() }),
  ),
  actor: Type.String(),
});

export function ledgerRoutes(add: AddRoute): void {
  balanceRoutes(add);
  statementRoutes(add);
  postingRoute(add);
  authorisationRoutes(add);
  add({
    method: 'GET',
    url: '/counties/:county/ledger/verification',
    tag,
    summary: 'Balances, limits and rules recomputed from the rows; every fault in a sentence',
    params: ofCounty,
    reply: Type.Object({
      county_code: County,
      postings: Type.Integer(),
      authorisations: Type.Integer(),
      accounts: Type.Integer(),
      append_only: Nullable(Type.Boolean()),
      faults: Type.Array(Type.Object({ check: Type.String(), at: Type.String(), sentence: Words })),
    }),
    handle: async (call) => {
      const { county } = call.params;
      const report = await call.read('ledger.verify', (tx) => verifyLedger(tx, county));
      const { postings, authorisations, accounts, isAppendOnly } = report;
      const faults = report.faults.map(({ check, at, zh, en }) => ({ check, at, sentence: { zh, en } }));
      return { county_code: county, postings, authorisations, accounts, append_only: isAppendOnly, faults };
    },
  });
}

/** Sums as people read them, with the account's name in both languages. */
const sumsOf = ({ code, asset, debit, credit, balance }: Omit<AccountOnDay, 'account'>) => ({
  name: { zh: CHART[code].zh, en: CHART[code].en },
  debit: formatAmount(debit, asset),
  credit: formatAmount(credit, asset),
  balance: formatAmount(balance, asset),
});

function balanceRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/ledger/accounts',
    tag,
    summary: 'Accounts with turnover and balance at the end of a day, by key',
    params: ofCounty,
    query: Type.Object({ code: Type.Optional(Code), on: On, after: Type.Optional(Key), limit: Limit }),
    reply: Page(Account, Key),
    handle: async (call) => {
      const { code, on, after, limit } = call.query;
      const day = call.day(on);
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('see.ledger', (tx) =>
            listAccounts(tx, call.params.county, day, code, { after, limit: rows }),
          ),
        ({ account }) => account,
      );
      return { ...page, rows: page.rows.map((row) => ({ ...row, ...sumsOf(row) })) };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/ledger/trial-balance',
    tag,
    summary: 'All accounts by code; debits equal credits in each asset',
    params: ofCounty,
    query: Type.Object({ on: On }),
    reply: Type.Array(TrialLine),
    handle: async (call) => {
      const day = call.day(call.query.on);
      const lines = await call.read('see.ledger', (tx) => trialBalance(tx, call.params.county, day));
      return lines.map((line) => ({ ...line, ...sumsOf(line) }));
    },
  });
}

const postingDocument = (posting: Posting) => ({
  posting_no: posting.postingNo,
  kind: posting.kind,
  debit: posting.debit,
  credit: posting.credit,
  amount: formatAmount(posting.amount, posting.asset),
  asset: posting.asset,
  day: posting.day,
  source: posting.source,
  authorisation_no: posting.authorisationNo ?? null,
  reissue_of: posting.reissueOf ?? null,
  reversal_of: posting.reversalOf ?? null,
  reversed_by: posting.reversedBy ?? null,
  actor: posting.actor,
});

function postingRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/ledger/postings',
    tag,
    summary: 'Postings by number, all or those under an authorisation or of a source',
    params: ofCounty,
    query: Type.Object({
      authorisation: Type.Optional(Count),
      source: Type.Optional(Source),
      after: AfterBig,
      limit: Limit,
    }),
    reply: Page(PostingReply, Big),
    handle: async (call) => {
      const { authorisation, source, after = '0', limit } = call.query;
      const filter = {
        after: BigInt(after),
        ...(authorisation !== undefined && { authorisationNo: BigInt(authorisation) }),
        ...(source !== undefined && { source: source as Reference }),
      };
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('see.ledger', (tx) => listPostings(tx, call.params.county, { ...filter, limit: rows })),
        ({ postingNo }) => postingNo,
      );
      return { rows: page.rows.map(postingDocument), next: page.next };
    },
  });
}

function authorisationDocument(one: Authorisation) {
  const { asset } = CHART[one.payer.slice(0, one.payer.indexOf(':')) as keyof typeof CHART];
  return {
    authorisation_no: one.authorisationNo,
    decision: one.decision,
    kind: one.kind,
    payer: one.payer,
    payee: one.payee ?? null,
    limit: formatAmount(one.limit, asset),
    posted: formatAmount(one.posted, asset),
    left: formatAmount(one.left, asset),
    valid_from: one.validFrom,
    valid_to: one.validTo,
    status: one.status,
    steps: one.steps.map(({ stepNo, ...step }) => ({ step_no: stepNo, ...step })),
    actor: one.actor,
  };
}

function authorisationRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/ledger/authorisations',
    tag,
    summary: 'What may be posted and the decision that allows it, by number',
    params: ofCounty,
    query: Type.Object({
      decision: Type.Optional(Source),
      payer: Type.Optional(Key),
      after: AfterBig,
      limit: Limit,
    }),
    reply: Page(AuthorisationReply, Big),
    handle: async (call) => {
      const { decision, payer, after = '0', limit } = call.query;
      const filter = {
        after: BigInt(after),
        ...(decision !== undefined && { decision: decision as Reference }),
        ...(payer !== undefined && { payer: payer as Authorisation['payer'] }),
      };
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('see.ledger', (tx) =>
            listAuthorisations(tx, call.params.county, { ...filter, limit: rows }),
          ),
        ({ authorisationNo }) => authorisationNo,
      );
      return { rows: page.rows.map(authorisationDocument), next: page.next };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/ledger/authorisations/:authorisation',
    tag,
    summary: 'One authorisation, what is left of it and what became of it',
    params: Type.Object({ county: County, authorisation: Count }),
    reply: AuthorisationReply,
    handle: async (call) => {
      const { county, authorisation } = call.params;
      return authorisationDocument(
        await call.read('see.ledger', (tx) => getAuthorisation(tx, county, BigInt(authorisation))),
      );
    },
  });
}
