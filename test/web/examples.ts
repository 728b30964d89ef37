import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { settled } from '../browser.ts';

const PAGES = fileURLToPath(new URL('../../web/src/pages', import.meta.url));
const COUNTY = '/counties/130434';

/** What is read of a route of the pages; its own types would bring the browser's along. */
interface RouteObject {
  readonly path?: string;
  readonly index?: boolean;
  readonly children?: readonly RouteObject[];
}

/** Asks the server as the account of the example. */
export type Ask = (path: string) => Promise<unknown>;

/** A page as somebody meets it in the demonstration county. */
export interface Example {
  readonly account: string | undefined;
  readonly pathOf: (ask: Ask) => Promise<string>;
  /** What has to be done there before the page shows. */
  readonly reach?: (page: Page) => Promise<void>;
}

const at = (account: string | undefined, ...paths: readonly string[]): readonly Example[] =>
  paths.map((path) => ({ account, pathOf: () => Promise.resolve(path) }));

type Row = Readonly<Record<string, unknown>>;
/** The page of one row of a list: the first that fits. */
const of = (
  account: string,
  list: string,
  pathOf: (row: Row) => string,
  fits: (row: Row) => boolean = () => true,
): Example => ({
  account,
  pathOf: async (ask) => {
    const { rows } = (await ask(list)) as { readonly rows: readonly Row[] };
    const row = rows.find(fits);
    if (!row) throw new Error(`nothing in ${list} fits`);
    return pathOf(row);
  },
});
const caseOf = (account: string, status: string): Example =>
  of(account, `${COUNTY}/cases?status=${status}&limit=1`, ({ case_no: no }) => `/cases/${String(no)}`);
const meeting = (isOpen: boolean, rest = ''): Example =>
  of(
    'village',
    `${COUNTY}/meetings?newest=true&limit=100`,
    ({ meeting_no: no }) => `/meetings/${String(no)}${rest}`,
    ({ closed_by }) => (closed_by === null) === isOpen,
  );
const objection = (isAnswered: boolean): Example =>
  of(
    'office',
    `${COUNTY}/objections?limit=100`,
    ({ objection_no: no }) => `/notices/objections/${String(no)}`,
    ({ verdict }) => (verdict !== null) === isAnswered,
  );
const ofMine = (rest: string): Example =>
  of('household', '/my/cases', ({ case_no: no }) => `/my/cases/${String(no)}${rest}`);

const begun = (account: string, button: string): Example => ({
  account,
  pathOf: () => Promise.resolve('/village/new'),
  reach: async (page) => {
    await page.locator(button).first().click();
    await page.waitForURL(/village\/(declarations|visits)/);
  },
});

/** Every route of the web has at least one; what looks different for somebody else, or behind a tab, has its own. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  '/accounts': at('admin', '/accounts'),
  '/audit': at('auditor', '/audit'),
  '/cards': [
    ...at('village', '/cards'),
    of('office', `${COUNTY}/cases?limit=1`, ({ household_no: no }) => `/cards?household=${String(no)}`),
  ],
  '/cases': at('office', '/cases', '/cases?tab=findings', '/cases?tab=findings&text=nobody-is-called-so'),
  '/cases/:case': [
    ...['CROSS_CHECK', 'COUNTY_REVIEW', 'PAID', 'RETURNED', 'REJECTED'].map((status) =>
      caseOf('office', status),
    ),
    caseOf('village', 'PUBLIC_NOTICE'),
    of('insurer', `${COUNTY}/cases?limit=1`, ({ case_no: no }) => `/cases/${String(no)}`),
  ],
  '/checks': at('land', '/checks', '/checks?state=answered'),
  '/due': [...at('village', '/due'), ...at('township', '/due'), ...at('helper', '/due')],
  '/duties': at('office', '/duties', '/duties?tab=tasks', '/duties?tab=gaps'),
  '/entities': [...at('village', '/entities'), ...at('office', '/entities')],
  '/entities/escrow': at('escrow', '/entities/escrow'),
  '/entities/linked': at('enterprise', '/entities/linked'),
  '/entities/spending/:request': [
    ...at('village', '/entities/spending/1'),
    ...at('escrow', '/entities/spending/1'),
  ],
  '/entities/inventories/:inventory': at('village', '/entities/inventories/1'),
  '/entities/:entity': at(
    'village',
    '/entities/1',
    '/entities/1?tab=contributions',
    '/entities/1?tab=assets',
    '/entities/1?tab=land',
    '/entities/1?tab=outputs',
    '/entities/1?tab=linkage',
    '/entities/1?tab=spending',
  ),
  '/feeds': [...at('office', '/feeds'), ...at('health', '/feeds')],
  '/feeds/new': at('health', '/feeds/new'),
  '/feeds/jobs/:job': [
    {
      account: 'office',
      pathOf: () => Promise.resolve('/feeds'),
      reach: async (page) => {
        // A trial of the screening: it keeps nothing.
        await page.locator('.section .ant-space button').first().click();
        await page.waitForURL(/feeds\/jobs\//);
      },
    },
  ],
  '/detectors': [...at('office', '/detectors'), ...at('auditor', '/detectors')],
  '/detectors/:detector': [
    ...at('office', '/detectors/F06'),
    ...at('auditor', '/detectors/F04'),
    ...at('office', '/detectors/F13'),
  ],
  '/figures': [...at('township', '/figures'), ...at('office', '/figures?by=township')],
  '/grievances': at('office', '/grievances'),
  '/households': [...at('office', '/households'), ...at('village', '/households')],
  '/households/:household': [
    of(
      'office',
      `${COUNTY}/cases?status=PAID&limit=1`,
      ({ household_no: no }) => `/households/${String(no)}`,
    ),
    of(
      'village',
      `${COUNTY}/households?limit=1&purpose=pages`,
      ({ household_no: no }) => `/households/${String(no)}`,
    ),
  ],
  '/me': [...at('village', '/me'), ...at('office', '/me')],
  '/meetings': at('village', '/meetings'),
  '/meetings/new': at('village', '/meetings/new'),
  '/meetings/bodies': at('village', '/meetings/bodies'),
  '/meetings/bodies/:body': [
    of('village', `${COUNTY}/bodies`, ({ body_no: no }) => `/meetings/bodies/${String(no)}`),
  ],
  '/meetings/:meeting': [meeting(true), meeting(false)],
  '/meetings/:meeting/screen': [meeting(true, '/screen'), meeting(false, '/screen')],
  '/money': [...at('office', '/money'), ...at('insurer', '/money')],
  '/money/ledger': at('finance', '/money/ledger'),
  '/money/ledger/:account': [
    of(
      'finance',
      `${COUNTY}/ledger/accounts?code=pool`,
      ({ account }) => `/money/ledger/${encodeURIComponent(String(account))}`,
    ),
  ],
  '/money/payments': at('finance', '/money/payments'),
  '/money/payments/:list': [
    of('finance', `${COUNTY}/payment-lists`, ({ list_no: no }) => `/money/payments/${String(no)}`),
  ],
  '/money/samples': at('office', '/money/samples'),
  '/money/samples/:sample': [
    of('office', `${COUNTY}/samples`, ({ sample_no: no }) => `/money/samples/${String(no)}`),
  ],
  '/my': [...at('household', '/my'), ...at(undefined, '/my')],
  '/my/cases/:case': [ofMine('')],
  '/my/cases/:case/why': [ofMine('/why')],
  '/my/cases/:case/say': [ofMine('/say')],
  '/my/declare': at('household', '/my/declare'),
  '/my/notices': at('household', '/my/notices'),
  '/my/shares': at('household', '/my/shares'),
  '/notices': at('village', '/notices'),
  '/notices/new': at('village', '/notices/new'),
  '/notices/objections': at('office', '/notices/objections'),
  '/notices/objections/:objection': [objection(false), objection(true)],
  '/notices/:notice': [
    of('village', `${COUNTY}/notices?newest=true`, ({ notice_no: no }) => `/notices/${String(no)}`),
  ],
  '/policies': at('office', '/policies'),
  '/policies/what-if': at('office', '/policies/what-if'),
  '/policies/scenarios': at('office', '/policies/scenarios', '/policies/scenarios?compare=1,2'),
  '/policies/proposals': at('office', '/policies/proposals'),
  '/policies/:policy': [
    of(
      'office',
      '/policies',
      ({ id }) => `/policies/${String(id)}`,
      ({ has_lines }) => has_lines === true,
    ),
    of(
      'office',
      '/policies',
      ({ id }) => `/policies/${String(id)}`,
      ({ has_lines }) => has_lines !== true,
    ),
  ],
  '/register': at(
    'office',
    '/register',
    '/register?tab=cohort',
    '/register?tab=duplicates',
    '/register?tab=quality',
  ),
  '/rounds/:county': at(undefined, '/rounds/130434'),
  '/rounds/:county/:round': at(undefined, '/rounds/130434/1'),
  '/shares': at('village', '/shares'),
  '/shares/:entity': at('village', '/shares/3'),
  '/shares/rounds/:round': at('office', '/shares/rounds/1'),
  '/sign-in': at(undefined, '/sign-in'),
  '/system': at('admin', '/system'),
  '/today': at('office', '/today'),
  '/village/new': at('village', '/village/new'),
  '/village/declarations/:draft': [begun('village', '.choice >> nth=0')],
  '/village/visits/:draft': [begun('village', '.choice >> nth=1'), begun('secretary', 'main li button')],
  '/village/outbox': at('village', '/village/outbox'),
};

export async function reachExample(page: Page, example: Example, ask: Ask): Promise<void> {
  await page.goto(await example.pathOf(ask));
  await settled(page);
  await example.reach?.(page);
  await settled(page);
}

/** Asks with the session of a browser's context. */
export const askOf =
  (context: BrowserContext, origin: string): Ask =>
  async (path) => {
    const answer = await context.request.get(`${origin}/api/v1${path}`);
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };

/** The address patterns of all pages, from the routes that the web itself reads. */
export async function routePatterns(): Promise<string[]> {
  const folders = await Promise.all(
    globSync(`${PAGES}/*/routes.ts`).map(async (file) => {
      const { default: folder } = (await import(pathToFileURL(file).href)) as {
        readonly default: { readonly routes: readonly RouteObject[] };
      };
      return folder.routes.flatMap((route) => leaves(route, ''));
    }),
  );
  return folders.flat().sort();
}

function leaves(route: RouteObject, above: string): string[] {
  const path = route.path === undefined ? above : `${above}/${route.path}`;
  return route.children ? route.children.flatMap((child) => leaves(child, path)) : [path];
}
