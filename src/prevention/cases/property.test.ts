import { describe, expect, test } from 'vitest';
import { day, factsOf, GRANTED, NOTHING, stepsOf } from '../../../test/case-facts.ts';
import { fc } from '../../../test/properties.ts';
import { fen } from '../../kernel/index.ts';
import type { ActionName } from './chain.ts';
import type { OrderFacts, VillageFacts } from './model.ts';
import { findRefusal } from './rules.ts';

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
  'vote_down',
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
      } else if (event === 'vote_down') {
        meetings++;
        undo('meet', 'notice', ...AFTER);
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
  let village: VillageFacts = NOTHING;
  let order = undefined as OrderFacts | undefined;
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
    if (event === 'meet' || event === 'vote_down') {
      meetingNo++;
      isSetAside = false;
      if (order) order = { ...order, status: 'revoked' };
      village = {
        ...NOTHING,
        openObjections: village.openObjections,
        outcome: event === 'meet' ? 'approved' : 'refused',
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
