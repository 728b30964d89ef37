import { Type } from 'typebox';
import {
  countSteps,
  type FindingCell,
  findingMatrix,
  silentDepartments,
  soonUntil,
} from '../../desk/index.ts';
import { NOTICE_KINDS, noticesInProgress } from '../../governance/index.ts';
import { daysBetween, firstDayOf, type PlainDate, yearOf } from '../../kernel/index.ts';
import { PERILS } from '../../policy/index.ts';
import { ACTION_NAMES, ACTIONS, DEPARTMENT_NAMES, type Standings } from '../../prevention/cases/index.ts';
import { listPoolYears, poolForecast } from '../../prevention/payout/index.ts';
import type { InboxEntry } from '../../responsibility/index.ts';
import { inboxOf } from '../inbox.ts';
import { Forecast, forecastDocument } from '../pool-forecast.ts';
import type { AddRoute, Call } from '../route.ts';
import { County, Day, Nullable, Personal, Words, Yuan } from '../schemas.ts';

const tag = 'home';
const params = Type.Object({ county: County });
const Action = Type.Enum([...ACTION_NAMES]);
const DAYS_LEFT = {
  overdue: Type.Integer(),
  due_today: Type.Integer(),
  due_soon: Type.Integer({ description: 'Up to `soon_until`, today left out.' }),
  later: Type.Integer(),
  without_deadline: Type.Integer(),
  first_due: Nullable(Day),
};

type OfCounty = { readonly county: string };

/** The office's first page, a block a route: a slow one does not hold up the others. */
export function homeRoutes(add: AddRoute, standings: Standings): void {
  inboxBlock(add, standings);
  stepBlock(add, standings);
  noticeBlock(add);
  poolBlock(add);
  findingBlock(add);
}

function inboxBlock(add: AddRoute, standings: Standings): void {
  add({
    method: 'GET',
    url: '/counties/:county/home/today',
    tag,
    summary:
      'How much waits for whoever asks, by what is to be done and days left; the entries are in the inbox',
    params,
    reply: Type.Object({
      day: Day,
      soon_until: Day,
      total: Type.Integer(),
      overdue: Type.Integer(),
      rows: Type.Array(
        Type.Object({
          kind: Type.String({ description: 'As in the inbox: case, task, notice, objection …' }),
          step: Type.String(),
          words: Words,
          entries: Type.Integer(),
          ...DAYS_LEFT,
        }),
        { description: 'What is late first, then by the first last day.' },
      ),
    }),
    handle: async (call) => {
      const { county } = call.params;
      const entries = await inboxOf(call, standings, { county, person: call.viewer, day: call.today });
      const soon = soonUntil(call.today);
      const groups = [...Map.groupBy(entries, ({ kind, step }) => `${kind} ${step}`).values()];
      return {
        day: call.today,
        soon_until: soon,
        total: entries.length,
        overdue: entries.filter(({ is_overdue }) => is_overdue).length,
        rows: groups.map((group) => waiting(group, call.today, soon)).sort(byUrgency),
      };
    },
  });
}

/** Entries come by their last day, so that the first tells the first of all. */
function waiting(entries: readonly InboxEntry[], day: PlainDate, soon: PlainDate) {
  const { kind, step, words, due: first_due } = entries[0]!;
  const count = (isCounted: (due: PlainDate) => boolean) =>
    entries.filter(({ due }) => due !== null && isCounted(due)).length;
  return {
    kind,
    step,
    words: wordsOf(kind, step) ?? words,
    entries: entries.length,
    overdue: count((due) => due < day),
    due_today: count((due) => due === day),
    due_soon: count((due) => due > day && due <= soon),
    later: count((due) => due > soon),
    without_deadline: entries.filter(({ due }) => due === null).length,
    first_due,
  };
}

/** The words of an entry may name particulars; those of a group do not. */
function wordsOf(kind: string, step: string) {
  if (kind === 'case') {
    const action = ACTION_NAMES.find((name) => name === step);
    return action && { zh: ACTIONS[action].zh, en: ACTIONS[action].en };
  }
  return GROUP_WORDS[kind];
}
const GROUP_WORDS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  task: { zh: '任务', en: 'tasks' },
  escalated: { zh: '上报到您这里的任务', en: 'tasks that have gone up to you' },
  objection: { zh: '答复异议', en: 'answer objections' },
  grievance: { zh: '答复投诉', en: 'answer grievances' },
  condition: { zh: '审批登记变更', en: 'decide changes of the register' },
};

interface Urgent {
  readonly overdue: number;
  readonly first_due: PlainDate | null;
}
const byUrgency = (a: Urgent, b: Urgent): number =>
  b.overdue - a.overdue || (a.first_due ?? '9').localeCompare(b.first_due ?? '9');

function stepBlock(add: AddRoute, standings: Standings): void {
  const look = async (call: Call<OfCounty>) => {
    const { county: countyCode } = call.params;
    const works = await standings.of(call.db, await call.policyOn(), countyCode, call.today);
    return { works, order: { countyCode, day: call.today } };
  };
  add({
    method: 'GET',
    url: '/counties/:county/home/steps',
    tag,
    summary: 'Running cases by the step they wait for, with days left',
    params,
    reply: Type.Object({
      day: Day,
      soon_until: Day,
      rows: Type.Array(
        Type.Object({ next: Action, words: Words, role: Type.String(), cases: Type.Integer(), ...DAYS_LEFT }),
      ),
    }),
    handle: async (call) => {
      const { works, order } = await look(call);
      const rows = await call.read('see.case', (tx) => countSteps(tx, works, order), order.countyCode);
      return {
        day: call.today,
        soon_until: soonUntil(call.today),
        rows: rows.map((row) => {
          const { zh, en, role } = ACTIONS[row.next];
          return { ...row, words: { zh, en }, role };
        }),
      };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/home/departments',
    tag,
    summary: 'Departments that owe answers, the latest first',
    params,
    reply: Type.Object({
      day: Day,
      rows: Type.Array(
        Type.Object({
          department: Type.String(),
          words: Words,
          cases: Type.Integer(),
          overdue: Type.Integer(),
          first_due: Nullable(Day),
        }),
      ),
    }),
    handle: async (call) => {
      const { works, order } = await look(call);
      const rows = await call.read('see.case', (tx) => silentDepartments(tx, works, order), order.countyCode);
      const words = (code: string) => DEPARTMENT_NAMES[code] ?? { zh: code, en: code };
      return { day: call.today, rows: rows.map((row) => ({ ...row, words: words(row.department) })) };
    },
  });
}

function noticeBlock(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/home/notices',
    tag,
    summary: 'Notices to be put up, hanging or interrupted, those that end first before the others',
    params,
    reply: Type.Object({
      day: Day,
      rows: Type.Array(
        Type.Object({
          notice_no: Type.Integer(),
          kind: Type.Enum([...NOTICE_KINDS]),
          area_code: Type.String(),
          area_name: Nullable(Type.String()),
          status: Type.Enum(['planned', 'hanging', 'interrupted']),
          first_day: Day,
          last_day: Nullable(Day),
          days_left: Nullable(
            Type.Integer({ description: 'Of the notice, or until it must be up; below 0: late.' }),
          ),
        }),
      ),
    }),
    handle: async (call) => {
      const { county } = call.params;
      const notices = await call.read(
        'see.records',
        (tx) => noticesInProgress(tx, county, call.today),
        county,
      );
      const rows = notices.map(({ due, ...notice }) => ({
        ...notice,
        days_left: due === null ? null : daysBetween(call.today, due),
      }));
      return { day: call.today, rows };
    },
  });
}

function poolBlock(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/home/pool',
    tag,
    summary: "This year's pool, or the latest there is: how much of it is used, and will be",
    params,
    reply: Type.Object({ pool: Nullable(Forecast) }),
    handle: async (call) => {
      const { county } = call.params;
      const policyOn = await call.policyOn();
      const pool = await call.read(
        'pool.show',
        async (tx) => {
          const years = await listPoolYears(tx, county);
          const found = years.find(({ policy_year }) => policy_year === yearOf(call.today)) ?? years[0];
          if (!found) return null;
          const year = found.policy_year;
          const policy = policyOn(found.policy_version, firstDayOf(year));
          return forecastDocument(await poolForecast(tx, county, year, call.today, policy));
        },
        county,
      );
      return { pool };
    },
  });
}

function findingBlock(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/home/findings',
    tag,
    summary: 'What was found in a policy year by month, peril and township: for bars and for a table of both',
    params,
    query: Type.Object({ year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2200 })) }),
    reply: Type.Object({
      years: Type.Array(Type.Integer(), { description: 'Years with findings, the latest first.' }),
      year: Nullable(Type.Integer()),
      cells: Type.Array(
        Type.Object({
          month: Type.String({ description: 'In which it was first in force, 2026-11.' }),
          peril: Type.Enum([...PERILS, ''], { description: 'Empty: all perils together.' }),
          township_code: Nullable(Type.String()),
          township_name: Nullable(Type.String()),
          findings: Type.Integer(),
          in_force: Type.Integer({ description: 'Of these still in force.' }),
          households: Type.Integer(),
          self_paid_yuan: Personal(Yuan),
        }),
        { description: 'Those with any.' },
      ),
    }),
    handle: async (call) => {
      const { county: countyCode } = call.params;
      const order = { countyCode, day: call.today, year: call.query.year };
      return call.read(
        'see.findings',
        async (tx, eyes) => {
          const { cells, ...years } = await findingMatrix(tx, order);
          // A cell may be one household.
          const seen = ({ peril, self_paid_yuan }: FindingCell) =>
            eyes({ self_paid_yuan }, { county_code: countyCode, peril });
          return { ...years, cells: cells.map((cell) => ({ ...cell, ...seen(cell) })) };
        },
        countyCode,
      );
    },
  });
}
