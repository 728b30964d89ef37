import { describe, expect, test } from 'vitest';
import { day, factsOf, GRANTED, NOTHING, stepsOf } from '../../../test/case-facts.ts';
import { fen, type PlainDate, plainDate } from '../../kernel/index.ts';
import { ACTION_NAMES, type ActionName, ACTIONS, CHAIN } from './chain.ts';
import type { CaseFacts, OrderFacts, VillageFacts } from './model.ts';
import { awaitedActions, findRefusal, overdueActions, possibleActions } from './rules.ts';
import { standingOf } from './standing.ts';

const CHECKED = [
  'open:Finder@0',
  'ask:Clerk@0',
  'answer:Lin@1 department=land result=clear',
  'answer:Ma@1 department=market result=clear',
];
const VISITED = [...CHECKED, 'assign:Clerk@1', 'visit:Wen@2 companion=Qiu'];
const CONFIRMED = [...VISITED, 'confirm:Hu@9 meeting=4'];
const ORDERED = [...CONFIRMED, 'report:Tang@9', 'record:Gao@10', 'order:Luo@10'];
const APPROVED: VillageFacts = {
  ...NOTHING,
  outcome: 'approved',
  meeting: { no: 4, day: day(3), kind: 'household_support', areaCode: 'V', chairs: ['Chen'] },
};
const NOTICED: VillageFacts = { ...APPROVED, notice: { no: 7, status: 'complete', lastDay: day(8) } };
const PAID: OrderFacts = { ...GRANTED, postedFen: fen(600_000), paidOn: day(11) };
const at = {
  V: { village: NOTICED },
  O: { village: NOTICED, order: GRANTED },
  P: { village: NOTICED, order: PAID },
};

describe('where a case stands', () => {
  test.each([
    [CHECKED.slice(0, 1), {}, 'DETECTED'],
    [CHECKED, {}, 'CROSS_CHECK'],
    [VISITED.slice(0, 5), {}, 'TOWNSHIP_ASSIGNED'],
    [VISITED, {}, 'HOUSEHOLD_VISIT'],
    [VISITED, { village: APPROVED }, 'VILLAGE_REVIEW'],
    [VISITED, { village: { ...APPROVED, outcome: 'refused' } }, 'VILLAGE_REVIEW'],
    [
      VISITED,
      { village: { ...APPROVED, meeting: { ...APPROVED.meeting!, day: day(1) } } },
      'HOUSEHOLD_VISIT',
    ],
    [
      VISITED,
      { village: { ...NOTICED, notice: { ...NOTICED.notice!, status: 'planned' } } },
      'VILLAGE_REVIEW',
    ],
    [VISITED, at.V, 'PUBLIC_NOTICE'],
    [CONFIRMED, at.V, 'VILLAGE_CONFIRMED'],
    [CONFIRMED, { village: { ...NOTICED, outcome: 'none' } }, 'HOUSEHOLD_VISIT'],
    [ORDERED.slice(0, -2), at.V, 'COUNTY_REVIEW'],
    [ORDERED.slice(0, -1), at.V, 'RECORDED'],
    [ORDERED, at.O, 'PAYMENT_ORDERED'],
    [ORDERED, { village: NOTICED, order: { ...GRANTED, status: 'suspended' } }, 'PAYMENT_ORDERED'],
    [ORDERED, { village: NOTICED, order: { ...GRANTED, status: 'revoked' } }, 'RECORDED'],
    [ORDERED, { village: NOTICED, order: { ...GRANTED, validTo: day(11) } }, 'RECORDED'],
    [ORDERED, at.P, 'PAID'],
    [ORDERED, { village: { ...NOTICED, outcome: 'none' }, order: PAID }, 'PAID'],
    [[...ORDERED, 'follow_up:Wen@12'], at.P, 'FOLLOW_UP'],
    [[...ORDERED, 'follow_up:Wen@12'], at.O, 'PAYMENT_ORDERED'],
    [[...ORDERED, 'follow_up:Wen@12', 'remove_risk:Gao@12'], at.P, 'RISK_REMOVED'],
    [[...CONFIRMED, 'return:Tang@10 after_meeting=4'], at.V, 'RETURNED'],
    [[...CONFIRMED, 'return:Tang@10 after_meeting=4', 'visit:Wen@10 companion=Qiu'], at.V, 'HOUSEHOLD_VISIT'],
    [[...CONFIRMED, 'reject:Gao@10'], at.V, 'REJECTED'],
    [[...CONFIRMED, 'reject:Gao@10', 'appeal:Head@11'], at.V, 'APPEALED'],
    [[...CONFIRMED, 'withdraw:Head@11'], at.V, 'WITHDRAWN'],
    [ORDERED, { village: { ...NOTICED, openObjections: [3] }, order: GRANTED }, 'OBJECTION'],
    [
      ORDERED,
      { village: { ...NOTICED, openObjections: [3, 4], openAppeals: [4] }, order: GRANTED },
      'APPEALED',
    ],
  ] as [string[], Partial<CaseFacts>, string][])('%#: %j', (lines, more, status) => {
    expect(standingOf(factsOf(stepsOf(...lines), more)).status).toBe(status);
  });
});

const code = (action: ActionName, lines: readonly string[], more: Partial<CaseFacts> = {}, actor = 'Sun') =>
  findRefusal(factsOf(stepsOf(...lines), more), action, actor)?.code;

describe('what must be true', () => {
  const secure = 'follow_up:Wen@190 risk_gone=yes';
  const followed = [...ORDERED, 'measure:Wen@12', secure];
  const removal: VillageFacts = {
    ...NOTICED,
    meeting: { ...NOTICED.meeting!, day: day(191), kind: 'risk_removal', chairs: ['Chen'] },
  };
  const later = { ...at.P, removal, today: day(200) };
  const early = [...VISITED.slice(0, 3), ...VISITED.slice(4)];
  test.each([
    ['confirm', early, at.V, 'cases.unanswered'],
    [
      'confirm',
      [...CHECKED, 'answer:Ma@2 department=market result=hit', ...VISITED.slice(4)],
      at.V,
      'cases.unexplained',
    ],
    ['confirm', [...VISITED, 'answer:Ma@5 department=market result=clear'], at.V, 'cases.reviewedEarly'],
    ['confirm', VISITED, {}, 'cases.notYet'],
    ['confirm', VISITED, { village: { ...NOTICED, outcome: 'refused' } }, 'cases.villageRefused'],
    [
      'confirm',
      VISITED,
      { village: { ...NOTICED, meeting: { ...NOTICED.meeting!, areaCode: 'W' } } },
      'cases.otherBody',
    ],
    [
      'confirm',
      VISITED,
      { village: { ...NOTICED, meeting: { ...NOTICED.meeting!, kind: 'other' } } },
      'cases.otherBody',
    ],
    [
      'confirm',
      VISITED,
      { village: { ...NOTICED, meeting: { ...NOTICED.meeting!, chairs: ['Finder'] } } },
      'cases.chair',
    ],
    [
      'confirm',
      VISITED,
      { village: { ...NOTICED, meeting: { ...NOTICED.meeting!, chairs: ['Qiu'] } } },
      'cases.chair',
    ],
    ['confirm', VISITED, { village: { ...NOTICED, openObjections: [2] } }, 'cases.contested'],
    ['confirm', VISITED, { village: APPROVED }, 'cases.noNotice'],
    [
      'confirm',
      VISITED,
      { village: { ...NOTICED, notice: { no: 7, status: 'hanging', lastDay: day(12) } } },
      'cases.noticeRunning',
    ],
    ['confirm', VISITED, at.V, undefined],
    ['overrule', VISITED, at.V, 'cases.nothingToOverrule'],
    [
      'record',
      ORDERED.slice(0, -2),
      { ...at.V, worth: { refusal: { zh: '收入高。', en: 'Too much.' } } },
      'cases.notWorth',
    ],
    ['record', ORDERED.slice(0, -2), { ...at.V, worth: { dueFen: fen(0) } }, 'cases.nothingDue'],
    ['record', ORDERED.slice(0, -2), at.V, undefined],
    ['pay', ORDERED, { village: NOTICED, order: { ...GRANTED, status: 'suspended' } }, 'cases.suspended'],
    ['pay', ORDERED, { village: { ...NOTICED, openObjections: [2] }, order: GRANTED }, 'cases.contested'],
    ['pay', ORDERED, at.O, undefined],
    ['pay', ORDERED, at.P, 'cases.notNow'],
    ['remove_risk', followed, { ...later, today: day(183) }, 'cases.removalEarly'],
    ['remove_risk', [...ORDERED, secure], later, 'cases.noMeasure'],
    ['remove_risk', [...followed, 'follow_up:Wen@191 risk_gone=no'], later, 'cases.notSecure'],
    ['remove_risk', followed, { ...later, hasLabour: false }, 'cases.noLabour'],
    ['remove_risk', followed, { ...later, removal: NOTHING }, 'cases.removalUndecided'],
    [
      'remove_risk',
      followed,
      { ...later, removal: { ...removal, openObjections: [9] } },
      'cases.removalUndecided',
    ],
    ['remove_risk', [...followed, 'follow_up:Wen@192 risk_gone=yes'], later, 'cases.removalUndecided'],
    ['remove_risk', followed, later, undefined],
    [
      'appeal',
      [...CHECKED, 'reject:Gao@2', 'appeal:Head@3', 'dismiss_appeal:Sun@4'],
      {},
      'cases.appealedBefore',
    ],
  ] as [ActionName, string[], Partial<CaseFacts>, string | undefined][])(
    '%#: %s',
    (action, lines, more, expected) => {
      expect(code(action, lines, more)).toBe(expected);
    },
  );

  test('half a year since the identification is the same day of the sixth month after', () => {
    expect(code('remove_risk', followed, { ...later, today: plainDate('2026-09-01') })).toBe(
      'cases.removalEarly',
    );
    expect(code('remove_risk', followed, { ...later, today: plainDate('2026-09-02') })).not.toBe(
      'cases.removalEarly',
    );
  });
});

describe('separation of duties', () => {
  const people = {
    discoverer: 'Finder',
    visitor: 'Wen',
    companion: 'Qiu',
    chair: 'Chen',
    approver: 'Gao',
    payer: 'Kong',
  };
  /** Who had done something before each of the five acts. */
  const barred: readonly (readonly [ActionName, readonly string[], Partial<CaseFacts>, readonly string[]])[] =
    [
      ['visit', VISITED.slice(0, 5), {}, [people.discoverer]],
      [
        'record',
        ORDERED.slice(0, -2),
        at.V,
        [people.discoverer, people.visitor, people.companion, people.chair],
      ],
      [
        'pay',
        ORDERED,
        at.O,
        [people.discoverer, people.visitor, people.companion, people.chair, people.approver],
      ],
    ];
  test.each(barred)(
    '%s: not by who was discoverer, visitor, chair or approver before',
    (action, lines, more, names) => {
      for (const name of Object.values(people))
        expect([name, code(action, lines, more, name)]).toEqual([
          name,
          names.includes(name) ? 'cases.apart' : undefined,
        ]);
      for (const name of names)
        expect(code(action, lines, more, ` ${name.toUpperCase()} `)).toBe('cases.apart');
    },
  );

  test('who declared or visited for the finding is its discoverer too; nobody acts on their own case, but may withdraw', () => {
    expect(code('visit', VISITED.slice(0, 5), { finders: ['Wen'] }, 'Wen')).toBe('cases.apart');
    expect(code('visit', VISITED.slice(0, 5), {}, 'Head')).toBe('cases.own');
    expect(code('withdraw', VISITED, {}, 'Head')).toBeUndefined();
  });
});

describe('deadlines', () => {
  const due = (lines: readonly string[], more: Partial<CaseFacts> = {}) =>
    Object.fromEntries(
      awaitedActions(factsOf(stepsOf(...lines), more)).map(({ action, due: last }) => [action, last?.day]),
    );
  const whole = '2026-03-30';
  test.each([
    [CHECKED.slice(0, 1), {}, { ask: undefined, record: whole }],
    [CHECKED.slice(0, 3), {}, { assign: day(2), answer: day(5), record: whole }],
    [VISITED.slice(0, 5), {}, { visit: day(4), record: whole }],
    [VISITED, {}, { review: day(7), record: whole }],
    [[...VISITED, 'return:Tang@10'], {}, { visit: day(13), record: whole }],
    [ORDERED.slice(0, -2), at.V, { record: whole }],
    [ORDERED, at.O, { pay: day(100) }],
    [ORDERED, at.P, { follow_up: day(101) }],
    [[...CHECKED, 'reject:Gao@2', 'appeal:Head@3'], {}, { uphold_appeal: '2026-03-12' }],
    [[...CHECKED, 'withdraw:Head@2'], {}, {}],
  ] as [string[], Partial<CaseFacts>, object][])('%#: %j', (lines, more, expected) => {
    expect(due(lines, more)).toEqual(expected);
  });

  test('the last day is still in time', () => {
    const late = (today: PlainDate) =>
      overdueActions(factsOf(stepsOf(...VISITED.slice(0, 5)), { today })).map(({ action }) => action);
    expect(late(day(4))).toEqual([]);
    expect(late(day(5))).toEqual(['visit']);
  });
});

test('every action says what it needs in both languages; the chain and the periods name what there is', () => {
  for (const lines of [CHECKED.slice(0, 1), VISITED, ORDERED])
    for (const { because, isPossible } of possibleActions(factsOf(stepsOf(...lines), at.O))) {
      expect(because.length === 0).toBe(isPossible);
      for (const { zh, en } of because) expect(zh + en).not.toMatch(/\{\w+\}|undefined|null/);
    }
  expect(CHAIN.every(([, action]) => Object.hasOwn(ACTIONS, action))).toBe(true);
  expect(ACTION_NAMES.filter((name) => ACTIONS[name].from.length === 0)).toEqual(['open']);
});
