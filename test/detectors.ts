import { afterAll, beforeAll, beforeEach } from 'vitest';
import { COUNTY, emptyStore, importText } from './imports.ts';
import { testStore } from './store.ts';
import {
  detectorBoard,
  DETECTOR_POLICY,
  type DetectorId,
  listFirings,
  thresholdsOf,
} from '../src/evaluation/index.ts';
import { plainDate } from '../src/kernel/index.ts';
import { insertRows, type Row, type Store } from '../src/platform/index.ts';
import { loadPolicies, resolvePolicy } from '../src/policy/index.ts';

/**
 * Facts go in as bare rows: what a detector looks for is mostly refused on the way that facts take. Households W1 to W12
 * live in four villages of two townships, three each.
 */
export const DAY = plainDate('2017-12-31');
export const VILLAGES = ['T1-A', 'T1-B', 'T2-A', 'T2-B'] as const;
export const HOMES = Array.from({ length: 12 }, (_, i) => ({
  no: `W${i + 1}`,
  village: VILLAGES[Math.floor(i / 3)]!,
}));
const BOOK = loadPolicies(new URL('../policies/', import.meta.url).pathname);
export const thresholds = thresholdsOf(resolvePolicy(BOOK, DETECTOR_POLICY, DAY));
export const question = { countyCode: COUNTY, day: DAY, thresholds };

export let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await importText(
    store.db,
    'areas',
    [
      'code,name,parent_code,level',
      `${COUNTY},County,,county`,
      `T1,T1,${COUNTY},township`,
      `T2,T2,${COUNTY},township`,
    ]
      .concat(VILLAGES.map((code) => `${code},${code},${code.slice(0, 2)},village`))
      .join('\n'),
  );
  await settle(() => 'registered');
});

export const settle = (groupOf: (i: number) => string, sizeOf: (i: number) => number = () => 2) =>
  importText(
    store.db,
    'households',
    ['county_code,household_no,area_code,group,head_name,size']
      .concat(
        HOMES.map(({ no, village }, i) => `${COUNTY},${no},${village},${groupOf(i)},户主${i},${sizeOf(i)}`),
      )
      .join('\n'),
  );

const numbers = new Map<string, number>();
export const next = (series: string): number => {
  numbers.set(series, (numbers.get(series) ?? 0) + 1);
  return numbers.get(series)!;
};
beforeEach(() => numbers.clear());
export const add = (table: string, ...rows: Row[]) =>
  store.db.transaction().execute((tx) =>
    insertRows(
      tx,
      table,
      rows.map((row) => ({ county_code: COUNTY, ...row })),
    ),
  );
export const BY = { recorded_by: 'Clerk' };

export const posting = (kind: string, debit: string, credit: string, amount: number, more: Row = {}): Row => {
  const posting_no = next('ledger');
  const source = `test/${posting_no}`;
  return {
    posting_no,
    kind,
    debit,
    credit,
    amount,
    asset: 'CNY',
    day: '2017-06-01',
    source,
    actor: 'Clerk',
    ...more,
  };
};
export const move = (...given: Parameters<typeof posting>) => add('ledger.posting', posting(...given));
export const grant = (no: string, fen: number, purse = 'fund:roads', kind = 'grant', more: Row = {}) =>
  move(kind, `household:${no}`, purse, fen, more);

export const entity = async (more: Row = {}) => {
  const entity_no = next('entity');
  await add('programmes.entity', {
    entity_no,
    kind: 'company',
    name: `E${entity_no}`,
    area_code: 'T1-A',
    founded_on: '2015-01-01',
    purse: `cooperative:${entity_no}`,
    files: '[]',
    ...BY,
    ...more,
  });
  return entity_no;
};
export const body = async (kind: string, members: readonly (string | null)[]) => {
  const body_no = next('body');
  const since = '2016-01-01';
  await add('governance.body', { body_no, area_code: 'T1-A', kind, name: kind, since, ...BY });
  await add(
    'governance.member',
    ...members.map((household_no, i) => ({
      body_no,
      member_no: i + 1,
      name: `M${i}`,
      household_no,
      role: i === 0 ? 'chair' : 'member',
      weight: 1,
      since,
      ...BY,
    })),
  );
  return body_no;
};
interface Meeting {
  readonly members: readonly (string | null)[];
  /** Of the members, in order: + present and for, - present and against, x absent. */
  readonly votes: string;
  readonly subject?: readonly [module: string, id: string];
  readonly household?: string;
  readonly corrects?: number;
  readonly isOpen?: boolean;
}
export const meet = async ({
  members,
  votes,
  subject = ['other', '1'],
  household,
  corrects,
  isOpen,
}: Meeting) => {
  const body_no = await body('villager_representatives', members);
  const meeting_no = next('meeting');
  const at = { meeting_no, ...BY };
  const day = '2017-05-01';
  await add('governance.meeting', {
    ...at,
    body_no,
    day,
    place: 'Hall',
    chair_no: 1,
    called_on: day,
    policy_version: 'p',
    proxy_forms: '',
    proxies_per_holder: 0,
    required_evidence: '',
    corrects_meeting_no: corrects ?? null,
  });
  await add('governance.agenda_item', {
    meeting_no,
    item_no: 1,
    subject_module: subject[0],
    subject_id: subject[1],
    decision_kind: 'fund_use',
    title: 't',
    household_no: household ?? null,
    is_secret: false,
    quorum: 'more than 1/2',
    majority: 'more than 1/2',
    majority_of: 'present',
  });
  await add(
    'governance.attendance',
    ...[...votes].map((vote, i) => ({
      ...at,
      member_no: i + 1,
      entry_no: 1,
      presence: vote === 'x' ? 'absent' : 'present',
    })),
  );
  const cast = [...votes].flatMap((vote, i) =>
    vote === 'x'
      ? []
      : [{ ...at, item_no: 1, member_no: i + 1, entry_no: 1, choice: vote === '+' ? 'for' : 'against' }],
  );
  if (cast.length > 0) await add('governance.ballot', ...cast);
  if (!isOpen) await add('governance.closing', { meeting_no, minutes: 'spoken', ...BY });
  return meeting_no;
};

export const board = () => store.db.transaction().execute((tx) => detectorBoard(tx, question));
export const firings = (id: DetectorId) =>
  store.db.transaction().execute((tx) => listFirings(tx, question, id));
/** `subject: numbers`, for what fires. */
export const found = async (id: DetectorId) =>
  Object.fromEntries(
    (await firings(id)).map(({ subject_kind, subject_no, facts }) => [
      `${subject_kind} ${subject_no}`,
      facts,
    ]),
  );
export const stateOf = async (id: DetectorId) => (await board()).find((one) => one.id === id)!;
export const statusOf = async (id: DetectorId) => (await stateOf(id)).status;
