import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import { addDays, fen, type PlainDate, plainDate } from '../../kernel/index.ts';
import { ACTION_NAMES, type ActionName, ACTIONS, CHAIN } from './chain.ts';
import type { CaseFacts, OrderFacts, Period, Step, VillageFacts } from './model.ts';
import { awaitedActions, findRefusal, overdueActions, possibleActions } from './rules.ts';
import { standingOf } from './standing.ts';

const DAY = plainDate('2026-03-02');
const day = (after: number): PlainDate => addDays(DAY, after);
const NOTHING: VillageFacts = { outcome: 'none', openObjections: [], openAppeals: [] };
const PERIODS = {
  acceptance_days: 2,
  household_check_days: 3,
  comparison_days: 5,
  review_days: 5,
  payment_order_days: 90,
  follow_up_days: 90,
};

/** `visit:Wen@2 companion=Qiu`: an action, who took it, on which day. */
function stepsOf(...lines: readonly string[]): Step[] {
  return lines.map((line, i) => {
    const [head = '', ...fields] = line.split(' ');
    const [, action, actor, on] = /^(\w+):(\w+)@(\d+)$/.exec(head)!;
    return {
      no: i + 1,
      action: action as ActionName,
      actor: actor!,
      day: day(Number(on)),
      fields: Object.fromEntries(fields.map((field) => field.split('=') as [string, string])),
    };
  });
}

const factsOf = (steps: readonly Step[], more: Partial<CaseFacts> = {}): CaseFacts => ({
  caseNo: 1,
  today: day(12),
  steps,
  procedure: {
    departments: ['land', 'market'],
    periods: new Map<string, Period>([
      ...Object.entries(PERIODS).map(([name, days]) => [name, { days, dayKind: 'calendar_day' }] as const),
      ['objection_answer_days', { days: 5, dayKind: 'working_day' }],
      ['whole_days', { days: 20, dayKind: 'working_day' }],
    ]),
    removalMonths: 6,
    removalMeasures: 1,
    marksWithoutLabour: false,
  },
  finders: [],
  areaCodes: ['V', 'T', 'C'],
  identifiedOn: day(0),
  people: ['Head'],
  hasLabour: true,
  village: NOTHING,
  removal: NOTHING,
  worth: { dueFen: fen(600_000) },
  ...more,
});

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
const GRANTED: OrderFacts = {
  limitFen: fen(600_000),
  postedFen: fen(0),
  status: 'granted',
  validTo: day(100),
};
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

/**
 * A world of its own for the property: what each thing that can happen changes. The model keeps nothing but who did
 * which link, and forgets links when something undoes them; it shares no code with the rules.
 */
const PEOPLE = ['Finder', 'Clerk', 'Lin', 'Wen', 'Qiu', 'Chen', 'Hu', 'Tang', 'Gao', 'Luo', 'Kong', 'Head'];
const EVENTS = [
  'ask',
  'land',
  'market',
  'hit',
  'overrule',
  'assign',
  'visit',
  'meet',
  'notice',
  'confirm',
  'report',
  'record',
  'order',
  'pay',
  'return',
  'reject',
  'object',
  'dismiss',
  'uphold',
  'bounce',
] as const;
type Event = (typeof EVENTS)[number];

interface Happening {
  readonly event: Event;
  readonly who: string;
}

/** Whether a payment may happen after what was accepted: every link, in order, by people apart. */
function model() {
  let done = new Map<string, readonly string[]>();
  let [isContested, meetings, isPaid] = [false, 0, false];
  const results = new Map<string, string>();
  /** Who once visited, approved or ordered does not pay, also when that was undone. */
  const ever = new Set(['Finder', 'Head']);
  const undo = (...links: readonly string[]) => links.forEach((link) => done.delete(link));
  const AFTER = ['confirm', 'report', 'record', 'order'];
  return {
    accept({ event, who }: Happening) {
      if (event === 'visit') ever.add('Qiu');
      if (['visit', 'record', 'order'].includes(event)) ever.add(who);
      if (event === 'land' || event === 'market') results.set(event, 'clear');
      else if (event === 'hit') results.set('market', 'hit');
      else if (event === 'overrule') results.set('market', 'explained');
      else if (event === 'object') isContested = true;
      else if (event === 'dismiss') isContested = false;
      else if (event === 'uphold') {
        isContested = false;
        if (!isPaid) undo('meet', 'notice', ...AFTER);
      } else if (event === 'return') undo('visit', 'meet', 'notice', ...AFTER);
      else if (event === 'meet') {
        meetings++;
        undo('notice', ...AFTER);
        if (done.has('visit')) done.set('meet', [who]);
      } else if (event === 'pay') isPaid = true;
      else if (event === 'bounce') isPaid = false;
      else if (event === 'notice') {
        if (done.has('meet')) done.set('notice', [who]);
      } else done.set(event, event === 'visit' ? [who, 'Qiu'] : [who]);
    },
    mayPay(payer: string): boolean {
      const links = ['ask', 'assign', 'visit', 'meet', 'notice', 'confirm', 'report', 'record', 'order'];
      if (isContested || isPaid || meetings === 0 || !links.every((link) => done.has(link))) return false;
      if (!results.has('land') || !['clear', 'explained'].includes(results.get('market') ?? '')) return false;
      const five = [['Finder'], done.get('visit')!, done.get('meet')!, done.get('record')!, [payer]];
      const all = five.flatMap((names) => [...new Set(names)]);
      return new Set(all).size === all.length && !ever.has(payer);
    },
  };
}

/** Plays happenings through the rules; answers the accepted ones. */
function play(happenings: readonly Happening[], onPay: (isAccepted: boolean, mayPay: boolean) => void): void {
  const oracle = model();
  let steps = stepsOf('open:Finder@0');
  let [village, order]: [VillageFacts, OrderFacts | undefined] = [NOTHING, undefined];
  let [now, isSetAside, meetingNo] = [0, false, 0];
  const FIELDS: Partial<Record<Event, Record<string, string>>> = {
    land: { department: 'land', result: 'clear' },
    market: { department: 'market', result: 'clear' },
    hit: { department: 'market', result: 'hit' },
    overrule: { department: 'market', reason: 'old' },
    visit: { companion: 'Qiu' },
  };
  const NAMES: Partial<Record<Event, ActionName>> = { land: 'answer', market: 'answer', hit: 'answer' };
  for (const happening of happenings) {
    const { event, who } = happening;
    now++;
    const facts = factsOf(steps, { today: day(now), village, order });
    if (event === 'meet') {
      meetingNo++;
      isSetAside = false;
      village = {
        ...NOTHING,
        openObjections: village.openObjections,
        outcome: 'approved',
        meeting: { no: meetingNo, day: day(now), kind: 'household_support', areaCode: 'V', chairs: [who] },
      };
    } else if (event === 'notice') {
      if (village.outcome === 'none') continue;
      now += 6;
      village = { ...village, notice: { no: 1, status: 'complete', lastDay: day(now - 1) } };
    } else if (event === 'object') {
      village = { ...village, openObjections: [1] };
      if (order) order = { ...order, status: order.status === 'revoked' ? 'revoked' : 'suspended' };
    } else if (event === 'dismiss' || event === 'uphold') {
      if (village.openObjections.length === 0) continue;
      isSetAside ||= event === 'uphold' && village.meeting !== undefined;
      village = { ...village, openObjections: [], outcome: isSetAside ? 'none' : village.outcome };
      if (order)
        order = { ...order, status: isSetAside || order.status === 'revoked' ? 'revoked' : 'granted' };
    } else if (event === 'bounce') {
      if (!order || order.postedFen === 0n) continue;
      order = { ...order, postedFen: fen(0) };
    } else {
      const action = NAMES[event] ?? (event as ActionName);
      const isAccepted = findRefusal(facts, action, who) === undefined;
      if (event === 'pay') onPay(isAccepted, oracle.mayPay(who));
      if (!isAccepted) continue;
      const written = {
        ...FIELDS[event],
        ...(event === 'confirm' && { meeting: String(village.meeting!.no) }),
        ...(event === 'return' && { after_meeting: String(village.meeting?.no ?? 0) }),
      };
      steps = [...steps, { no: steps.length + 1, action, actor: who, day: day(now), fields: written }];
      if (event === 'order') order = { ...GRANTED, validTo: day(10_000) };
      if (event === 'pay') order = { ...order!, postedFen: order!.limitFen };
    }
    oracle.accept(happening);
  }
}

describe('property', () => {
  const PROPER: readonly Happening[] = (
    [
      ['ask', 'Clerk'],
      ['land', 'Lin'],
      ['hit', 'Lin'],
      ['overrule', 'Clerk'],
      ['assign', 'Clerk'],
      ['visit', 'Wen'],
      ['meet', 'Chen'],
      ['notice', 'Hu'],
      ['confirm', 'Hu'],
      ['report', 'Tang'],
      ['record', 'Gao'],
      ['order', 'Luo'],
      ['pay', 'Kong'],
    ] as const
  ).map(([event, who]) => ({ event, who }));
  const happening = fc.record({ event: fc.constantFrom(...EVENTS), who: fc.constantFrom(...PEOPLE) });
  /** The proper chain with links left out, done by others, and other things in between. */
  const disturbed = fc
    .tuple(
      fc.array(fc.record({ at: fc.nat(40), what: happening }), { maxLength: 5 }),
      fc.array(fc.nat(PROPER.length - 1), { maxLength: 2 }),
      fc.array(fc.tuple(fc.nat(PROPER.length - 1), fc.constantFrom(...PEOPLE)), { maxLength: 1 }),
      fc.array(happening, { maxLength: 8 }),
    )
    .map(([inserted, left, others, more]) => {
      const list = PROPER.map((each, i) => ({
        ...each,
        who: others.find(([at]) => at === i)?.[1] ?? each.who,
      })).filter((_, i) => !left.includes(i));
      for (const { at: place, what } of inserted) list.splice(place % (list.length + 1), 0, what);
      const again = PROPER.slice(5);
      return [...list, ...more, ...again];
    });

  test('no path reaches a payment without every required action, and none that has them all is kept from it', () => {
    const seen = { paid: 0, refused: 0 };
    fc.assert(
      fc.property(fc.oneof(disturbed, fc.array(happening, { maxLength: 60 })), (happenings) => {
        play(happenings, (isAccepted, mayPay) => {
          expect(isAccepted).toBe(mayPay);
          seen[isAccepted ? 'paid' : 'refused']++;
        });
      }),
      { numRuns: 3000 },
    );
    expect(seen.paid).toBeGreaterThan(300);
    expect(seen.refused).toBeGreaterThan(300);
  });
});
