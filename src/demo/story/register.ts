import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import {
  decideChange,
  decideEvents,
  type EventProposal,
  findDuplicates,
  proposeChange,
  type ChangeProposal,
  proposeEvent,
} from '../../registry/index.ts';
import type { Household, Village } from './stage.ts';
import { castOf, PLACE, type Story } from './story.ts';

interface Member {
  readonly household_no: string;
  readonly person_no: string;
  readonly group: string;
  readonly name: string;
  readonly id_number: string | null;
  readonly birth_date: PlainDate;
  readonly sex: 'male' | 'female';
  readonly relation: string;
}

/** An event somebody proposes; days are working days before today. Without a decision it waits. */
interface Happening {
  readonly proposed: number;
  readonly decided?: { readonly on: number; readonly verdict: 'approve' | 'refuse' };
  readonly proposal: Omit<EventProposal, 'date'>;
}

/** Members of the village's households in which nothing else is told, by household. */
async function peopleOf(tx: Tx, county: string, village: Village): Promise<Member[]> {
  const told = [...village.eligible, ...village.neighbours.slice(0, 8)].map(
    ({ household_no }) => household_no,
  );
  const { rows } = await sql<Member>`
    select p.household_no, p.person_no, h.base_group as "group", p.name, p.id_number, p.birth_date, p.sex, p.relation
    from registry.person p join registry.household h using (county_code, household_no)
    where h.county_code = ${county} and h.area_code = ${village.code}
      and h.household_no <> all(${told}::text[])
    order by p.household_no, p.person_no`.execute(tx);
  return rows;
}

const FOUND_HOUSEHOLD = 'W9000001';
const FAMILY = 3;
const APPROVED = { on: 20, verdict: 'approve' } as const;
const REFUSED = { on: 12, verdict: 'refuse' } as const;

/** What happened in the first village, as far as it has households of each kind: most approved, some waiting, one refused. */
function happeningsOf(village: Village, people: readonly Member[]): readonly Happening[] {
  const households = [...Map.groupBy(people, ({ household_no }) => household_no).values()];
  const of = (group: string): Member[][] =>
    households.filter((own) => own[0]!.group === group && (group !== 'general' || own.length >= FAMILY));
  const [couple, elders, growing, leaving, splitting, receiving] = of('general');
  const [registered] = of('registered');
  const [lifted] = of('non_high_standard_lifted');
  const [unlisted] = village.unlisted;
  const twin = growing?.find(({ id_number }) => id_number !== null);
  const told: Happening[] = [];
  const tell = (
    proposed: number,
    decided: Happening['decided'],
    proposal: Happening['proposal'] | undefined,
  ) => {
    if (proposal) told.push({ proposed, ...(decided && { decided }), proposal });
  };
  tell(24, APPROVED, couple && birthIn(couple[0]!));
  tell(24, APPROVED, elders && { type: 'death', ...whom(oldest(elders)) });
  tell(23, APPROVED, leaving && { type: 'marriage_out', ...whom(youngest(leaving)) });
  tell(
    23,
    APPROVED,
    splitting && { type: 'split', ...whom(youngest(splitting)), newHouseholdNo: FOUND_HOUSEHOLD },
  );
  tell(22, APPROVED, registered && liftOf(registered[0]!));
  tell(22, APPROVED, lifted && relapseOf(lifted[0]!));
  // Known to the register elsewhere under the same number: what the search for duplicates is for.
  tell(22, APPROVED, receiving && twin && movingIn(receiving[0]!, twin));
  tell(15, REFUSED, couple && { type: 'death', ...whom(oldest(couple)) });
  tell(3, undefined, growing && birthIn(growing[0]!));
  tell(2, undefined, unlisted && listingOf(unlisted));
  tell(1, undefined, elders && { type: 'move_out', ...whom(youngest(elders)) });
  return told;
}

const liftOf = ({ household_no }: Member): Happening['proposal'] => ({
  type: 'lift',
  householdNo: household_no,
  group: 'non_high_standard_lifted',
  reason: '合成：收入稳定超过标准',
});

const relapseOf = ({ household_no }: Member): Happening['proposal'] => ({
  type: 'relapse',
  householdNo: household_no,
  reason: '合成：主要劳动力患病',
});

const listingOf = ({ household_no }: Household): Happening['proposal'] => ({
  type: 'classify',
  householdNo: household_no,
  group: 'non_poor_low_income',
  reason: '合成：大额住院支出，收入低于保障线',
});

const youngest = (members: readonly Member[]): Member =>
  members.reduce((a, b) => (b.birth_date > a.birth_date ? b : a));
const oldest = (members: readonly Member[]): Member =>
  members.reduce((a, b) => (b.birth_date < a.birth_date ? b : a));
const whom = ({ household_no, person_no }: Member) => ({ householdNo: household_no, personNos: [person_no] });

const birthIn = ({ household_no, name }: Member): Happening['proposal'] => ({
  type: 'birth',
  householdNo: household_no,
  name: `${name[0]}新生`,
  sex: 'female',
});

const movingIn = ({ household_no }: Member, twin: Member): Happening['proposal'] => ({
  type: 'move_in',
  householdNo: household_no,
  name: twin.name,
  idNumber: twin.id_number!,
  birthDate: twin.birth_date,
  sex: twin.sex,
});

const SEARCHED = 1;

/** Writes what happened to the register of the first village, and the search for duplicates, into the diary. */
export async function writeRegister(story: Story): Promise<void> {
  const { diary, db, tx, county: countyCode, days, stage } = story;
  const [village] = stage.villages;
  const { head, grid } = castOf(village);
  const people = await peopleOf(tx, countyCode, village);
  for (const [i, { proposed, decided, proposal }] of happeningsOf(village, people).entries()) {
    let eventNo = 0n;
    const date = days.ago(proposed);
    diary.write(date, PLACE.village, async () => {
      const event = await proposeEvent(db, {
        actor: i % 2 === 0 ? head : grid,
        countyCode,
        proposal: { ...proposal, date },
      });
      eventNo = BigInt(event.event_no);
    });
    if (decided)
      diary.write(days.ago(decided.on), PLACE.after, () =>
        decideEvents(db, {
          actor: 'office',
          countyCode,
          verdict: decided.verdict,
          eventNos: [eventNo],
          ...(decided.verdict === 'refuse' && { reason: '合成：证明材料不全' }),
        }),
      );
  }
  diary.write(days.ago(SEARCHED), PLACE.after, () => findDuplicates(db, { actor: 'office', countyCode }));
  writeConditions(story);
}

/** Changes of the condition sheet of the first village: one approved, one waiting. */
function writeConditions({ diary, db, county: countyCode, days, stage }: Story): void {
  const [village] = stage.villages;
  const { head, secretary } = castOf(village);
  const [first, second] = village.eligible;
  const propose = (ago: number, actor: string, proposal: Omit<ChangeProposal, 'since'> | undefined) => {
    let changeNo = 0n;
    if (proposal)
      diary.write(days.ago(ago), PLACE.village, async () => {
        const order = { actor, countyCode, proposal: { ...proposal, since: days.ago(ago) } };
        changeNo = BigInt((await proposeChange(db, order)).change_no);
      });
    return () => decideChange(db, { actor: 'office', countyCode, changeNo, verdict: 'approve' });
  };
  const approve = propose(
    18,
    secretary,
    first && {
      householdNo: first.household_no,
      causes: ['illness', 'funds'],
      reason: '合成：入户走访核实，住院后借款',
    },
  );
  if (first) diary.write(days.ago(16), PLACE.after, approve);
  propose(
    2,
    head,
    second && {
      householdNo: second.household_no,
      houses: [{ house_no: '1', house_type: 'brick', area_m2: '92', grade: 'C' }],
      reason: '合成：雨季后鉴定为 C 级',
    },
  );
}
