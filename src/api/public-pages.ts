import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  accountsPage,
  amountsPage,
  BOARD_SUM_NAMES,
  type BoardSum,
  boardPage,
  choosePage,
  type Complained,
  complainedPage,
  complaintPage,
  endedPage,
  type Look,
  LOOK_COOKIE,
  objectedPage,
  objectionPage,
  type Place,
  publicNoticePage,
  readLook,
  refusedPage,
  rowsPage,
  type Typed,
  type Visit,
  withPlace,
  writeLook,
} from '../board/index.ts';
import { isDemonstrationStore } from '../demo/index.ts';
import { Failure, yearOf } from '../kernel/index.ts';
import type { Store } from '../platform/index.ts';
import { fail } from './errors.ts';
import { CATEGORIES, type Category } from '../prevention/payout/index.ts';
import { PUBLIC_WORDS } from './limits.ts';
import {
  complainInPublic,
  objectInPublic,
  readAccounts,
  readBoard,
  readNotice,
  readObjection,
  readPlaces,
  readRows,
  readSheet,
  type Reader,
} from './public-board.ts';
import { Call } from './route.ts';
import { guarded } from './web/routes.ts';

const STYLE = readFileSync(new URL('../board/pages/style.css', import.meta.url), 'utf8');
const STYLE_ADDRESS = `/public/board-${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`;
/** Built with the pages (web/src/board). */
const SCRIPT_ADDRESS = '/board.js';
const YEAR_S = 31_536_000;

interface Asked extends Reader {
  readonly visit: Visit;
  readonly look: Look;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
}
type Show = (asked: Asked) => Promise<string | { readonly page: string; readonly look: Look }>;

/**
 * The public board as pages that the server writes, so that any phone shows them at once. Who has not signed in is all the
 * same to them: they read with nobody's eyes, and choose their look by a cookie that names nobody.
 */
export async function publicPages(server: FastifyInstance, store: Store): Promise<void> {
  await server.register(async (board) => {
    board.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(body as string))),
    );
    board.setErrorHandler(async (error, request, reply) => {
      if (!(error instanceof Failure)) throw error;
      const { visit } = await askedOf(store, request);
      const { seconds } = error.details;
      if (typeof seconds === 'number') void reply.header('retry-after', seconds);
      return guarded(reply)
        .status(error.status)
        .type('text/html; charset=utf-8')
        .send(refusedPage(visit, error.sentence));
    });
    const page = (url: string, show: Show): void => {
      board.get(url, { schema: { hide: true } }, (request, reply) => answer(store, { request, reply, show }));
    };
    board.get(STYLE_ADDRESS, { schema: { hide: true } }, (_, reply) =>
      guarded(reply)
        .header('cache-control', `public, max-age=${YEAR_S}, immutable`)
        .type('text/css; charset=utf-8')
        .send(STYLE),
    );
    board.get<{ Params: { county: string; notice: string } }>(
      '/n/:county/:notice',
      { schema: { hide: true } },
      ({ params: { county, notice } }, reply) =>
        reply.redirect(`/public/${encodeURIComponent(county)}/notices/${encodeURIComponent(notice)}`, 302),
    );
    for (const [url, show] of Object.entries(PAGES)) page(url, show);
    board.post(
      '/public/:county/notices/:notice/objections',
      { schema: { hide: true }, config: { rateLimit: PUBLIC_WORDS } },
      (request, reply) => answer(store, { request, reply, show: (asked) => object(asked, request.body) }),
    );
    board.post(
      '/public/:county/complaints',
      { schema: { hide: true }, config: { rateLimit: PUBLIC_WORDS } },
      (request, reply) => answer(store, { request, reply, show: (asked) => complain(asked, request.body) }),
    );
  });
}

/** By address. Whatever starts with /public and is none of these is said to be missing, in the reader's language. */
const PAGES: Readonly<Record<string, Show>> = {
  '/public': async (asked) => {
    const { counties, places } = await readPlaces(asked);
    return choosePage(asked.visit, { counties, places, search: (asked.query['q'] ?? '').slice(0, 60) });
  },
  '/public/:county': (asked) => board(asked, asked.params['county']!),
  '/public/:county/places/:area': (asked) => board(asked, asked.params['area']!),
  '/public/:county/notices/:notice': async (asked) => {
    const found = await noticeOf(asked);
    return found.ended
      ? endedPage(asked.visit, { ...found, notice: found.ended })
      : publicNoticePage(asked.visit, { ...found, notice: found.notice!, key: randomUUID() });
  },
  '/public/:county/objections/:objection': async (asked) => {
    const county = await countyOf(asked);
    return objectionPage(asked.visit, {
      county,
      objection: await readObjection(asked, county.code, numberOf(asked, 'objection')),
    });
  },
  '/public/:county/complaints': async (asked) =>
    complaintPage(asked.visit, { ...(await complaintOf(asked)), key: randomUUID() }),
  '/public/:county/accounts': (asked) => accounts(asked, yearOf(asked.today)),
  '/public/:county/accounts/:year': (asked) => accounts(asked, numberOf(asked, 'year')),
  '/public/:county/accounts/:year/:sum': async (asked) => {
    const county = await countyOf(asked);
    const year = numberOf(asked, 'year');
    const sum = BOARD_SUM_NAMES.find((name): name is BoardSum => name === asked.params['sum']);
    if (!sum) throw missing(asked);
    return rowsPage(asked.visit, { county, year, sum, ...(await readRows(asked, county.code, year, sum)) });
  },
  '/public/:county/amounts': (asked) => amounts(asked, yearOf(asked.today)),
  '/public/:county/amounts/:year': (asked) => amounts(asked, numberOf(asked, 'year')),
  '/public/*': (asked) => Promise.reject(missing(asked)),
};

async function board(asked: Asked, area: string): Promise<{ page: string; look: Look }> {
  const county = await countyOf(asked);
  const { places, ...found } = await readBoard(asked, county.code, area);
  const place = places.find(({ code }) => code === area);
  if (!place) throw missing(asked);
  const isCounty = area === county.code;
  return {
    page: boardPage(asked.visit, {
      county,
      places,
      today: asked.today,
      ...found,
      ...(!isCounty && { place }),
    }),
    look: isCounty ? asked.look : withPlace(asked.look, area),
  };
}

async function accounts(asked: Asked, year: number): Promise<string> {
  const county = await countyOf(asked);
  return accountsPage(asked.visit, { county, ...(await readAccounts(asked, county.code, year)) });
}

async function amounts(asked: Asked, year: number): Promise<string> {
  const county = await countyOf(asked);
  const read = await readSheet(asked, county.code, year);
  return amountsPage(asked.visit, { county, ...read, script: SCRIPT_ADDRESS });
}

async function noticeOf(asked: Asked) {
  const county = await countyOf(asked);
  const read = await readNotice(asked, county.code, numberOf(asked, 'notice'));
  return { county, today: asked.today, ...read };
}

/** What a form holds, without blanks around it; undefined where nothing was typed. */
function textsOf(body: unknown): (name: string, longest: number) => string | undefined {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  return (name, longest) => {
    const value = given[name];
    const trimmed = typeof value === 'string' ? value.trim() : '';
    return trimmed === '' ? undefined : trimmed.slice(0, longest);
  };
}
const keyOf = (key: string | undefined): string | undefined =>
  key !== undefined && /^[\w-]{8,100}$/.test(key) ? key : undefined;

async function complaintOf(asked: Asked) {
  const county = await countyOf(asked);
  const { places, telephone } = await readBoard(asked, county.code);
  return { county, places, telephone };
}

async function complain(asked: Asked, body: unknown): Promise<string> {
  const text = textsOf(body);
  const typed: Complained = {
    area: text('area', 30),
    category: text('category', 20),
    words: text('words', 400),
    by: text('by', 60),
    phone: text('phone', 20),
  };
  const found = await complaintOf(asked);
  const key = text('key', 100);
  try {
    const { area, words, by, phone } = typed;
    if (words === undefined) throw fail('public.wordless');
    const category = Object.keys(CATEGORIES).find((code): code is Category => code === typed.category);
    const isPlace = found.places.some(({ code }) => code === area);
    const said = {
      areaCode: isPlace ? area! : found.county.code,
      category: category ?? 'other',
      words,
      by,
      phone,
    };
    const complaint = await complainInPublic(asked, found.county.code, said, keyOf(key));
    return complainedPage(asked.visit, { ...found, complaint });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const refused = { sentence: error.sentence, typed };
    throw new Refused(error, complaintPage(asked.visit, { ...found, key: key ?? randomUUID(), refused }));
  }
}

/** A form that is refused comes back as it was filled in, with the reason above it. */
async function object(asked: Asked, body: unknown): Promise<string> {
  const text = textsOf(body);
  const typed: Typed = {
    line: text('line', 6),
    words: text('words', 500),
    by: text('by', 60),
    phone: text('phone', 20),
  };
  const found = await noticeOf(asked);
  const noticeNo = numberOf(asked, 'notice');
  if (!found.notice) throw fail('public.over', { notice: noticeNo });
  const key = text('key', 100);
  try {
    if (typed.words === undefined) throw fail('public.wordless');
    const lineNo = typed.line === undefined ? undefined : Number(typed.line);
    const said = { noticeNo, words: typed.words, by: typed.by, phone: typed.phone, lineNo };
    const objection = await objectInPublic(asked, found.county.code, said, keyOf(key));
    return objectedPage(asked.visit, { ...found, noticeNo, objection });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const refused = { sentence: error.sentence, typed };
    throw new Refused(
      error,
      publicNoticePage(asked.visit, { ...found, notice: found.notice, key: key ?? randomUUID(), refused }),
    );
  }
}

/** A refusal that has a page of its own. */
class Refused extends Error {
  readonly status: number;
  readonly page: string;
  constructor({ status }: Failure, page: string) {
    super('refused');
    this.status = status;
    this.page = page;
  }
}

async function countyOf(asked: Asked): Promise<Place> {
  const { counties } = await readPlaces(asked);
  const county = counties.find(({ code }) => code === asked.params['county']);
  if (!county) throw missing(asked);
  return county;
}

function numberOf(asked: Asked, name: string): number {
  const text = asked.params[name] ?? '';
  if (!/^[1-9]\d{0,8}$/.test(text)) throw missing(asked);
  return Number(text);
}

const missing = ({ visit }: Asked): Failure => fail('public.missing', { path: visit.path });

async function answer(
  store: Store,
  { request, reply, show }: { request: FastifyRequest; reply: FastifyReply; show: Show },
): Promise<FastifyReply> {
  const asked = await askedOf(store, request);
  void guarded(reply)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'private, no-cache')
    .header('vary', 'cookie, accept-language')
    .header('x-robots-tag', 'noindex, nofollow');
  const shown = await show(asked).catch((error: unknown) => {
    if (error instanceof Refused) return error;
    throw error;
  });
  if (shown instanceof Refused) return reply.status(shown.status).send(shown.page);
  const { page, look } = typeof shown === 'string' ? { page: shown, look: asked.look } : shown;
  return keepLook(request, reply, look).send(page);
}

async function askedOf(store: Store, request: FastifyRequest): Promise<Asked> {
  const { lang, large, ...query } = request.query as Record<string, string | undefined>;
  const look = readLook(request.cookies[LOOK_COOKIE], { lang, large }, request.headers['accept-language']);
  const params = request.params as Record<string, string>;
  const search = new URLSearchParams(
    Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  ).toString();
  const path = `${request.url.split('?')[0]}${search === '' ? '' : `?${search}`}`;
  const call = new Call(store, {
    viewer: '',
    params,
    query,
    body: undefined,
    language: look.language,
    origin: `${request.protocol}://${request.host}`,
    keyed: undefined,
  });
  return {
    db: call.db,
    today: call.today,
    readPublic: (work) => call.readPublic(work),
    procedureOn: (reference) => call.procedureOn(reference),
    policyOn: () => call.policyOn(),
    look,
    params,
    query,
    visit: { look, path, style: STYLE_ADDRESS, isDemonstration: await isDemonstrationStore(store.db) },
  };
}

/** Only when it changed: most visits set nothing. */
function keepLook(request: FastifyRequest, reply: FastifyReply, look: Look): FastifyReply {
  const value = writeLook(look);
  const isChosen = 'lang' in (request.query as object) || 'large' in (request.query as object);
  const before = request.cookies[LOOK_COOKIE];
  if (value === before || (before === undefined && !isChosen && look.places.length === 0)) return reply;
  return reply.setCookie(LOOK_COOKIE, value, {
    path: '/public',
    maxAge: YEAR_S,
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
  });
}
