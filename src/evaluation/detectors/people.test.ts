import { expect, test } from 'vitest';
import {
  add,
  BY,
  body,
  entity,
  found,
  grant,
  meet,
  move,
  next,
  stateOf,
  statusOf,
} from '../../../test/detectors.ts';

test('F01: able, living on dividends and transfers, and nothing done', async () => {
  const person = (no: string, labour: string) => ({
    household_no: no,
    person_no: '1',
    name: 'P',
    birth_date: '1980-01-01',
    sex: 'male',
    relation: 'head',
    labour,
    import_no: 1,
  });
  await add(
    'registry.person',
    person('W1', 'ordinary'),
    person('W2', 'lost'),
    person('W3', 'skilled'),
    person('W4', 'ordinary'),
    person('W5', 'ordinary'),
    person('W6', 'ordinary'),
  );
  const earned = (no: string, cls: string, fen: number, year = 2017) => ({
    household_no: no,
    year,
    month: 0,
    class: cls,
    stream: cls,
    amount_fen: fen,
    one_off: false,
    import_no: 1,
  });
  await add(
    'income.item',
    earned('W1', 'transfer', 40),
    earned('W1', 'property', 20),
    earned('W1', 'unclassified', 40), // exactly 60 %
    earned('W2', 'transfer', 100), // nobody can work
    earned('W3', 'transfer', 60),
    earned('W3', 'wage', 1), // works
    earned('W4', 'transfer', 100), // came to a meeting
    earned('W5', 'transfer', 100, 2016), // another year
    earned('W6', 'property', 59),
    earned('W6', 'unclassified', 41), // 59 %
  );
  await meet({ members: ['W4', 'W1', null], votes: '+x+' });
  expect(await found('F01')).toEqual({
    'household W1': { income_fen: 100, passive_fen: 60, passive_share: 6000 },
  });
  expect((await stateOf('F01')).judged).toBe(4);
  await add('programmes.entity', {
    entity_no: 9,
    kind: 'company',
    name: 'E',
    area_code: 'T1-A',
    founded_on: '2015-01-01',
    purse: 'cooperative:9',
    files: '[]',
    ...BY,
  });
  await add('programmes.link', {
    link_no: 1,
    entity_no: 9,
    household_no: 'W1',
    form: 'worker',
    contract_kind: 'job',
    terms_text: 't',
    since: '2015-01-01',
    until: '2016-12-31',
    files: '[]',
    ...BY,
  });
  expect(await statusOf('F01')).toBe('fires'); // the contract had ended before the period
  await move('wage', 'household:W1', 'partner:dairy', 1);
  expect(await statusOf('F01')).toBe('quiet');
});

test('F03: households of cadres get more than their share, or a relative votes', async () => {
  await body('village_committee', ['W1', null]);
  await grant('W2', 100);
  expect(await statusOf('F03')).toBe('quiet');
  // A third of the people: half of the money is just 1.5 times as much.
  await grant('W1', 100);
  expect(await statusOf('F03')).toBe('quiet');
  await grant('W1', 1);
  expect(await found('F03')).toEqual({
    'area T1-A': { support_fen: 201, cadre_fen: 101, people: 6, cadre_people: 2, factor: 15_075 },
  });
  await add('governance.member_end', {
    body_no: 1,
    member_no: 1,
    last_day: '2017-12-30',
    reason: 'left',
    ...BY,
  });
  expect(await statusOf('F03')).toBe('cannot_be_judged');
  const meeting = await meet({ members: ['W7', 'W8', 'W9'], votes: '++x', household: 'W5' });
  expect(await statusOf('F03')).toBe('quiet');
  await add('governance.kinship', {
    body_no: 2,
    member_no: 3,
    household_no: 'W5',
    relation: 'brother',
    ...BY,
  });
  expect(await statusOf('F03')).toBe('quiet'); // he did not vote
  await add('governance.kinship', { body_no: 2, member_no: 1, household_no: 'W5', relation: 'aunt', ...BY });
  expect(await found('F03')).toEqual({ [`item ${meeting}/1`]: { relatives_voting: 1 } });
});

test('F04: decided without a majority, or by few', async () => {
  const two = ['expenditure', '1'] as const;
  await meet({ members: [null, null, null, null], votes: '++xx', subject: two });
  expect(await found('F04')).toEqual({ 'item 1/1': { members: 4, came: 2 } });
  // Put right by a fuller meeting; what is not closed, or about no money, does not count.
  await meet({ members: [null, null, null, null], votes: '+++x', subject: two, corrects: 1 });
  await meet({ members: [null, null], votes: 'xx' });
  await meet({ members: [null, null, null], votes: '+xx', subject: ['expenditure', '2'], isOpen: true });
  expect(await statusOf('F04')).toBe('quiet');
  await entity();
  const authorised = (
    decision: string,
    limit: number,
    payer = 'cooperative:1',
    payee: string | null = null,
  ) => ({
    payee,
    authorisation_no: next('ledger'),
    kind: 'collective_expense',
    payer,
    limit_amount: limit,
    valid_from: '2017-05-02',
    valid_to: '2017-12-31',
    decision,
    actor: 'Clerk',
    apart: '{}',
  });
  await meet({
    members: [null, null, null, null, null],
    votes: '++++-',
    subject: ['livelihood/shares', '1'],
  });
  await add(
    'ledger.authorisation',
    authorised('programmes/expenditure/1', 50),
    authorised('shares/round/1', 50),
  );
  expect(await statusOf('F04')).toBe('quiet'); // just half
  await add('ledger.authorisation', authorised('programmes/expenditure/1', 1, 'reserve:1', 'supplier:x'));
  expect(await found('F04')).toEqual({
    'purse reserve:1': { authorised_fen: 1, few_fen: 1, few_share: 10_000 },
  });
});
