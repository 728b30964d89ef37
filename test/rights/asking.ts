import { randomUUID } from 'node:crypto';
import { buildServer } from '../../src/api/index.ts';
import type { Store, Tx } from '../../src/platform/index.ts';
import { callerOf } from '../api.ts';
import { cardHolder, COUNTY, dye, rowsOf, type Viewer, viewersOf } from './county.ts';
import type { Seen } from './judge.ts';
import { type Question, questionsOf } from './questions.ts';

export interface County {
  /** Everybody who can be responsible for something; `undefined` is nobody. */
  readonly viewers: readonly (Viewer | undefined)[];
  readonly questions: readonly Question[];
  /** Whose each ID number is. */
  readonly ids: ReadonlyMap<string, string>;
  readonly ask: (
    viewer: Viewer | undefined,
    route: string,
    url: string,
  ) => Promise<Seen & { readonly status: number }>;
}

/** Dyes a demonstration county, brings into it what the story has none of, and opens the interface over it. */
export async function openCounty(store: Store): Promise<County> {
  const reading = <Result>(work: (tx: Tx) => Promise<Result>) => store.db.transaction().execute(work);
  await reading(dye);
  const call = await callerOf(store);
  const neighbour = await reading(neighbourOf);
  const draft = randomUUID();
  await done(call('village', `POST /counties/${COUNTY}/households/${neighbour}/cards`, {}));
  await done(
    call('village', `PUT /counties/${COUNTY}/drafts/${draft}`, {
      kind: 'declared',
      household: neighbour,
      device: 'telephone',
      fields: { note: { value: `⟦name:${neighbour}⟧`, base: 0 } },
    }),
  );
  const file = 'code,name,parent_code,level\n';
  const job = (
    await done(
      call<{ id: string }>('office', 'POST /imports/areas?dry_run=true', file, {
        'content-type': 'text/csv',
      }),
    )
  ).id;
  const description = (await buildServer(store)).swagger();
  return reading(async (tx): Promise<County> => ({
    viewers: [
      undefined,
      ...(await viewersOf(tx)),
      await cardHolder(tx, `household/${COUNTY}/${neighbour}`, neighbour),
    ],
    questions: await questionsOf(tx, description, { job, draft }),
    ids: new Map(
      (
        await rowsOf<{ id: string; household: string }>(
          tx,
          `select id_number as id, household_no as household from registry.person where id_number is not null`,
        )
      ).map(({ id, household }) => [id, household]),
    ),
    ask: async (viewer, route, url) => {
      const { status, body, bytes } = await call<unknown>(viewer?.name, `GET ${url}` as 'GET /');
      return { route, url, status, body, text: bytes.toString() };
    },
  }));
}

/** A household with a case in the village of the account `household` that no other account answers for. */
async function neighbourOf(tx: Tx): Promise<string> {
  const [row] = await rowsOf<{ no: string }>(
    tx,
    `
    select max(f.household_no) as no from cases.case_file f where f.area_code = (
        select h.area_code from access.account a join access.role r using (account_no)
        join registry.household h using (county_code, household_no) where a.name = 'household')
      and f.household_no not in (select household_no from access.role where household_no is not null)`,
  );
  return row!.no;
}

async function done<Body>(asked: Promise<{ readonly status: number; readonly body: Body }>): Promise<Body> {
  const { status, body } = await asked;
  if (status >= 300) throw new Error(`refused: ${JSON.stringify(body)}`);
  return body;
}
