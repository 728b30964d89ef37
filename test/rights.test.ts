import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyFiles } from '../src/app/policies.ts';
import { loadDemo } from '../src/demo/index.ts';
import { silentProgress, type Store } from '../src/platform/index.ts';
import { type County, openCounty } from './rights/asking.ts';
import type { Viewer } from './rights/county.ts';
import { clearIn, faultsOf } from './rights/judge.ts';
import { ROLES, SEES, whoMayAsk } from './rights/telling.ts';
import { testStore } from './store.ts';

/**
 * Every actor asks every GET route of the interface about things of its own and of others, and every answer is held
 * against a second telling of domain.md §5 (rights/telling.ts).
 */

/** Less than a minute on a calm machine. */
const LONG = 900_000;

let store: Store;
let county: County;
beforeAll(async () => {
  store = await testStore();
  await loadDemo(store.db, {
    scale: 0.004,
    actor: 'test',
    policies: policyFiles(),
    progress: silentProgress,
  });
  county = await openCounty(store);
}, LONG);
afterAll(() => store.close());

const isAsked = (route: string, viewer: Viewer | undefined): boolean => {
  const who = whoMayAsk(route);
  if (who === 'anybody' || viewer === undefined) return who === 'anybody';
  return who === 'signed in' || (who?.includes(viewer.role) ?? false);
};

test(
  'nobody is answered more, or less, than domain.md §5 says',
  async () => {
    const faults = new Set<string>();
    const seen = new Map<string, Set<string>>(ROLES.map((role) => [role, new Set()]));
    for (const { route, urls } of county.questions) {
      if (!whoMayAsk(route)) faults.add(`nobody has said who may ask ${route}`);
      for (const viewer of county.viewers) {
        const who = viewer?.name ?? 'nobody';
        let answers = 0;
        // Whoever is refused is refused whatever is asked about.
        for (const url of isAsked(route, viewer) ? urls : urls.slice(0, 1)) {
          const { status, ...answer } = await county.ask(viewer, route, url);
          const isRefused = status === 401 || status === 403;
          if (!isRefused && !isAsked(route, viewer)) faults.add(`${who}: ${route} is open`);
          if (![200, 401, 403, 404, STATE_OF[route]].includes(status))
            faults.add(`${who}: ${url} answers ${status}`);
          if (status !== 200) continue;
          answers += 1;
          for (const fault of faultsOf(viewer, answer, county.ids)) faults.add(`${who}: ${url}: ${fault}`);
          if (viewer) for (const kind of clearIn(answer)) seen.get(viewer.role)!.add(kind);
        }
        if (answers === 0 && isAsked(route, viewer) && !MAY_HAVE_NONE.test(route))
          faults.add(`${who}: ${route} is closed`);
      }
    }
    for (const role of ROLES)
      for (const kind of SEES[role].clear.split(' '))
        if (kind !== '' && !seen.get(role)!.has(kind) && !(HELD_BY_NO_ROUTE[kind]?.(role) ?? false))
          faults.add(`${role} never sees ${kind}`);
    expect([...faults]).toEqual([]);
  },
  LONG,
);

/** Where what is asked for is there, but not in a state that has an answer. */
const STATE_OF: Readonly<Record<string, number>> = {
  // A list that was given back is no file for the bank any more.
  '/counties/{county}/payment-lists/{list}/file': 409,
  // Who holds no share has no certificate.
  '/counties/{county}/share-books/{entity}/certificates/{household}': 422,
};
/** Things that not everybody who may ask has one of. */
const MAY_HAVE_NONE = /\{(?!county)/;
/** What is in the register and in no answer for them yet. */
const HELD_BY_NO_ROUTE: Readonly<Record<string, (role: string) => boolean>> = {
  phone: () => true,
  id: () => true,
  assets: () => true,
  account: (role) => role !== 'insurer',
  treatment: (role) => role.endsWith('department') || role === 'health_insurance',
};
