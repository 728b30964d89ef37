import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import { type Choice, decideItem, type ItemFacts, type Seat } from './rules.ts';

const REPRESENTATIVES = {
  quorum: 'at least 2/3',
  householdQuorum: null,
  majority: 'more than 1/2',
  majorityOf: 'present',
} as const;
const ASSEMBLY = { ...REPRESENTATIVES, quorum: 'more than 1/2', householdQuorum: 'at least 2/3' } as const;
const SHARES = { ...REPRESENTATIVES, quorum: 'more than 1/2' } as const;
const COOPERATIVE = { ...REPRESENTATIVES, majorityOf: 'all' } as const;

/**
 * A meeting in one word per member: `+` for, `-` against, `o` abstains, `.` present without voting, `_` absent;
 * `!` after it recused; `>n` a proxy held by member n, `>x` by somebody outside; `*n` weight; `/h` household.
 */
function meeting(rules: ItemFacts['rules'], line: string): ItemFacts {
  const recused = new Set<number>();
  const ballots = new Map<number, Choice>();
  const seats = line.split(' ').map((word, i): Seat => {
    const memberNo = i + 1;
    const holder = />(\w+)/.exec(word)?.[1];
    if (word.includes('!')) recused.add(memberNo);
    const choice = ({ '+': 'for', '-': 'against', o: 'abstain' } as const)[word[0]!];
    if (choice) ballots.set(memberNo, choice);
    return {
      memberNo,
      weight: BigInt(/\*(\d+)/.exec(word)?.[1] ?? 1),
      household: /\/(\w+)/.exec(word)?.[1] ?? null,
      presence: holder ? 'proxy' : word[0] === '_' ? 'absent' : 'present',
      holderNo: holder && holder !== 'x' ? Number(holder) : null,
    };
  });
  return { rules, seats, recused, ballots };
}

describe('what becomes of an item', () => {
  test.each([
    ['two of three make the quorum', REPRESENTATIVES, '+ + _', 'approved'],
    ['one of three does not', REPRESENTATIVES, '+ _ _', 'no_quorum'],
    ['three of five do not make two thirds', REPRESENTATIVES, '+ + + _ _', 'no_quorum'],
    ['half of the votes is no majority', REPRESENTATIVES, '+ + - -', 'refused'],
    ['who abstains counts among those present', REPRESENTATIVES, '+ + o o', 'refused'],
    ['who is present without voting counts too', REPRESENTATIVES, '+ + . .', 'refused'],
    ['nobody voted', REPRESENTATIVES, '. . .', 'not_voted'],
    ['a recused member leaves quorum and votes', REPRESENTATIVES, '+! + _ -! _', 'no_quorum'],
    ['recused: two of the three who are left', REPRESENTATIVES, '+! + + -! _!', 'approved'],
    ['a recused vote does not count', REPRESENTATIVES, '+! +! - + -', 'refused'],
    ['everybody recused: nobody can decide', REPRESENTATIVES, '+! +!', 'no_quorum'],
    ['a proxy makes the quorum', REPRESENTATIVES, '+ +>1 _', 'approved'],
    ['a proxy held outside counts', REPRESENTATIVES, '+ +>x _', 'approved'],
    ['a proxy whose holder is absent does not', REPRESENTATIVES, '+ +>3 _', 'no_quorum'],
    ['a proxy whose holder is recused does not', REPRESENTATIVES, '+! +>1 + _', 'no_quorum'],
    ['a proxy does not hold a proxy', REPRESENTATIVES, '+ +>3 +>1', 'approved'],
    ['proxies in a circle hold nothing', REPRESENTATIVES, '+>2 +>1', 'no_quorum'],
    ['assembly: more than half of the members', ASSEMBLY, '+/a +/a +/a _/b _/c', 'approved'],
    ['assembly: half of the members, two thirds of the households', ASSEMBLY, '+/a +/b _/a _/b', 'approved'],
    ['assembly: half of the members, half of the households', ASSEMBLY, '+/a +/a _/b _/b', 'no_quorum'],
    ['shares outvote heads', SHARES, '+*60 -*20 -*20', 'approved'],
    ['half of the shares is no majority', SHARES, '+*40 -*20 -*20', 'refused'],
    ['shares do not make a quorum: one holder of four', SHARES, '+*97 _ _ _', 'no_quorum'],
    ['of all votes: two of four present is not enough', COOPERATIVE, '+ + o _', 'refused'],
    ['of all votes: three of four is', COOPERATIVE, '+ + + _', 'approved'],
  ] as const)('%s', (_, rules, line, outcome) =>
    expect(decideItem(meeting(rules, line)).outcome).toBe(outcome),
  );

  test('a secret count takes the place of names', () => {
    const facts = meeting(REPRESENTATIVES, '. . . . .!');
    const counted = (votes: [bigint, bigint, bigint]) =>
      decideItem({ ...facts, tally: { for: votes[0], against: votes[1], abstain: votes[2] } });
    expect(counted([3n, 1n, 0n])).toMatchObject({ outcome: 'approved', votesPresent: 4n, entitled: 4 });
    expect(counted([2n, 1n, 1n]).outcome).toBe('refused');
    expect(counted([0n, 0n, 0n]).outcome).toBe('not_voted');
  });
});

const anySeat = fc.record({
  weight: fc.integer({ min: 1, max: 9 }),
  presence: fc.constantFrom('present', 'present', 'absent', 'proxy'),
  holder: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
  isRecused: fc.boolean(),
  choice: fc.constantFrom<Choice | undefined>('for', 'for', 'against', 'abstain', undefined),
});
const anyThreshold = fc.record({
  strict: fc.boolean(),
  top: fc.integer({ min: 1, max: 4 }),
  more: fc.integer({ min: 0, max: 3 }),
});

test('any meeting comes out as counted on the fingers', () => {
  fc.assert(
    fc.property(
      fc.array(anySeat, { minLength: 1, maxLength: 12 }),
      anyThreshold,
      anyThreshold,
      fc.constantFrom('present', 'all'),
      (members, quorum, majority, majorityOf) => {
        const words = ({ strict, top, more }: typeof quorum) =>
          `${strict ? 'more than' : 'at least'} ${top}/${top + more}`;
        const facts: ItemFacts = {
          rules: { quorum: words(quorum), householdQuorum: null, majority: words(majority), majorityOf },
          seats: members.map(({ weight, presence, holder }, i) => ({
            memberNo: i + 1,
            weight: BigInt(weight),
            household: null,
            presence,
            holderNo: presence === 'proxy' ? holder : null,
          })),
          recused: new Set(members.flatMap(({ isRecused }, i) => (isRecused ? [i + 1] : []))),
          ballots: new Map(members.flatMap(({ choice }, i) => (choice ? [[i + 1, choice] as const] : []))),
        };
        // The oracle: one loop over people, floating comparison of whole numbers cross-multiplied.
        const ok = ({ strict, top, more }: typeof quorum, part: number, whole: number) =>
          whole > 0 && (strict ? part * (top + more) > whole * top : part * (top + more) >= whole * top);
        let [heads, came, all, there, yes, cast] = [0, 0, 0, 0, 0, 0];
        for (const member of members) {
          if (member.isRecused) continue;
          heads++;
          all += member.weight;
          const held = member.holder === null ? 'outside' : members[member.holder - 1];
          const isHeld =
            held === 'outside' || (held && held.presence === 'present' && !held.isRecused) || false;
          if (member.presence === 'absent' || (member.presence === 'proxy' && !isHeld)) continue;
          came++;
          there += member.weight;
          if (member.choice) cast++;
          if (member.choice === 'for') yes += member.weight;
        }
        const expected = !ok(quorum, came, heads)
          ? 'no_quorum'
          : cast === 0
            ? 'not_voted'
            : ok(majority, yes, majorityOf === 'all' ? all : there)
              ? 'approved'
              : 'refused';
        expect(decideItem(facts)).toMatchObject({ outcome: expected, entitled: heads, takingPart: came });
      },
    ),
    { numRuns: 2000 },
  );
});
