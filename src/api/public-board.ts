import { createHash } from 'node:crypto';
import { once, PUBLIC } from '../access/index.ts';
import {
  accountYears,
  type BoardSum,
  boardAccounts,
  boardRows,
  countiesOnBoard,
  placesOf,
  yearSheet,
} from '../board/index.ts';
import {
  disclosedDecisions,
  endedNotices,
  fewestDisclosed,
  getObjection,
  publicNotice,
  publicNotices,
  receiveObjection,
  type ReceivedObjection,
  subjectOfNotice,
  telephoneOf,
} from '../governance/index.ts';
import { followerIn } from '../prevention/cases/index.ts';
import { type Category, type GrievanceRow, receiveGrievance } from '../prevention/payout/index.ts';
import { listResponsible } from '../responsibility/index.ts';
import { fail } from './errors.ts';
import type { Call } from './route.ts';

/** What the public routes and the public pages read and do alike. Everything is read with nobody's eyes. */

/** Of a call, what these need. */
export type Reader = Pick<Call, 'db' | 'today' | 'readPublic' | 'procedureOn' | 'policyOn'>;

/** A board shows at most so many notices that hang; a county has some dozens at once. */
const BOARD_MAX = 500;

/** Whether an area is on the board, and what hangs, is over and was decided there. */
export function readBoard(reader: Reader, county: string, area?: string) {
  const { today } = reader;
  const areaCode = area === county ? undefined : area;
  return reader.readPublic(async (tx) => {
    const places = await placesOf(tx, county);
    const within = areaCode === undefined ? undefined : villagesIn(places, areaCode);
    const isHere = ({ area_code }: { area_code: string }): boolean => within?.has(area_code) ?? true;
    const { rows } = await publicNotices(tx, county, today, { limit: BOARD_MAX });
    const running = rows.filter(isHere);
    const ended = (await endedNotices(tx, county, today)).filter(isHere);
    const nos = [...running, ...ended].map(({ notice_no }) => notice_no);
    const decisions = await disclosedDecisions(tx, county, nos);
    const telephone = await telephoneOf(tx, county, areaCode ?? county);
    return { places, running, ended, decisions, telephone };
  });
}

function villagesIn(
  places: readonly { readonly code: string; readonly parent_code: string | null }[],
  area: string,
): ReadonlySet<string> {
  return new Set(
    places.filter(({ code, parent_code }) => code === area || parent_code === area).map(({ code }) => code),
  );
}

const fewestOn = async (reader: Reader): Promise<number> =>
  fewestDisclosed((await reader.procedureOn())(reader.today));

export async function readAccounts(reader: Reader, countyCode: string, year: number) {
  const fewest = await fewestOn(reader);
  const { today: day } = reader;
  return reader.readPublic(async (tx) => ({
    fewest,
    years: await accountYears(tx, countyCode, day),
    accounts: await boardAccounts(tx, { countyCode, year, day, fewest }),
    telephone: await telephoneOf(tx, countyCode, countyCode),
  }));
}

export async function readRows(reader: Reader, countyCode: string, year: number, sum: BoardSum) {
  const fewest = await fewestOn(reader);
  const { today: day } = reader;
  return reader.readPublic(async (tx) => {
    const { sums } = await boardAccounts(tx, { countyCode, year, day, fewest });
    return {
      fewest,
      total: sums[sum],
      rows: await boardRows(tx, { countyCode, year, day, fewest }, sum),
    };
  });
}

export async function readSheet(reader: Reader, countyCode: string, year: number) {
  const fewest = await fewestOn(reader);
  const policyOn = await reader.policyOn();
  const { today: day } = reader;
  return reader.readPublic(async (tx) => ({
    fewest,
    years: await accountYears(tx, countyCode, day),
    sheet: await yearSheet(tx, policyOn, { countyCode, year, day, fewest }),
  }));
}

/** A notice that hangs, or what is left of one that is over. Fails with `notice.unknown`. */
export const readNotice = (reader: Reader, county: string, noticeNo: number) =>
  reader.readPublic(async (tx) => {
    const places = await placesOf(tx, county);
    const [ended] = await endedNotices(tx, county, reader.today, { noticeNo });
    const notice = ended ? undefined : await publicNotice(tx, county, reader.today, noticeNo);
    const telephone = await telephoneOf(tx, county, (ended ?? notice!).area_code);
    return { places, ended, notice, telephone };
  });

export const readPlaces = (reader: Reader) =>
  reader.readPublic(async (tx) => {
    const counties = await countiesOnBoard(tx);
    const places = [];
    for (const { code } of counties) places.push(...(await placesOf(tx, code)));
    return { counties, places };
  });

export interface SaidInPublic {
  readonly noticeNo: number;
  readonly lineNo?: number | undefined;
  readonly words: string;
  readonly by?: string | undefined;
  readonly phone?: string | undefined;
}

/**
 * Takes down what somebody says who has not signed in, about a notice that hangs. With a key it happens once.
 * Fails with `notice.unknown`, `notice.line`.
 */
export async function objectInPublic(
  reader: Reader,
  countyCode: string,
  { noticeNo, lineNo, words, by, phone }: SaidInPublic,
  key?: string,
): Promise<ReceivedObjection> {
  const { db, today } = reader;
  const about = await reader.readPublic((tx) => subjectOfNotice(tx, countyCode, today, { noticeNo, lineNo }));
  const procedure = await reader.procedureOn();
  const receive = () =>
    receiveObjection(db, procedure, {
      actor: PUBLIC,
      countyCode,
      ...about,
      channel: 'web',
      words,
      ...(by !== undefined && { objector: by }),
      ...(phone !== undefined && { phone }),
      receivedOn: today,
      today,
      follow: followerIn(countyCode, today),
    });
  if (key === undefined) return receive();
  const said = JSON.stringify([countyCode, noticeNo, lineNo ?? null, words, by ?? null, phone ?? null]);
  return once(key, createHash('sha256').update(said).digest('hex'), receive);
}

export interface ComplainedInPublic {
  readonly areaCode: string;
  readonly category: Category;
  readonly words: string;
  readonly by?: string | undefined;
  readonly phone?: string | undefined;
}

/**
 * Takes down a complaint of somebody who has not signed in; who leads the county answers it, or hands it on. With a key it
 * happens once. Fails with `public.nobody`, and as `receiveGrievance` does.
 */
export async function complainInPublic(
  reader: Reader,
  countyCode: string,
  { areaCode, category, words, by, phone }: ComplainedInPublic,
  key?: string,
): Promise<Pick<GrievanceRow, 'grievance_no' | 'answer_by'>> {
  const { db, today } = reader;
  const named = await reader.readPublic((tx) =>
    listResponsible(tx, countyCode, { day: today, areaCode: countyCode }),
  );
  const lead = named.find(({ area_code }) => area_code === countyCode);
  if (!lead) throw fail('public.nobody');
  const policy = (await reader.procedureOn())(today);
  const receive = async () => {
    const { grievance_no, answer_by } = await receiveGrievance(db, {
      actor: PUBLIC,
      countyCode,
      channel: 'web',
      category,
      areaCode,
      words: phone === undefined ? words : `${words}（☎ ${phone}）`,
      owner: lead.responsible_name,
      receivedOn: today,
      today,
      policy,
      ...(by !== undefined && { complainant: by }),
    });
    return { grievance_no, answer_by };
  };
  if (key === undefined) return receive();
  const said = JSON.stringify([countyCode, areaCode, category, words, by ?? null, phone ?? null]);
  return once(key, createHash('sha256').update(said).digest('hex'), receive);
}

/** How far an objection is, which names nobody and says nothing. Fails with `objection.unknown`. */
export const readObjection = (reader: Reader, county: string, no: number) =>
  reader.readPublic(async (tx) => {
    const { objection_no, received_on, answer_by, answered_on } = await getObjection(tx, county, no);
    return { objection_no, received_on, answer_by, answered_on };
  });
