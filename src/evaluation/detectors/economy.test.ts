import { expect, test } from 'vitest';
import { add, BY, entity, found, move, next, posting, stateOf, statusOf } from '../../../test/detectors.ts';

test('F13: supported, and no contract within six months, or nothing came of it', async () => {
  const [late, soon] = [await entity(), await entity()];
  const support = (entity_no: number, day: string) => ({
    contribution_no: next('contribution'),
    entity_no,
    kind: 'public_fund',
    contributor_class: 'treasury',
    contributor_name: 'county',
    what: 'w',
    value_fen: 100,
    valuation_method: 'paid',
    valuer_name: 'v',
    day,
    is_quantified: false,
    posting_no: next('ledger'),
    files: '[]',
    ...BY,
  });
  await add('programmes.contribution', support(soon, '2017-07-01'));
  const own = { kind: 'cash', contributor_class: 'enterprise', contributor_name: 'Dairy' };
  await add('programmes.contribution', { ...support(late, '2017-01-01'), ...own });
  expect(await statusOf('F13')).toBe('cannot_be_judged'); // it still has a day, and its own money asks for nothing
  await add('programmes.contribution', support(late, '2017-06-30'));
  expect(await found('F13')).toEqual({
    [`entity ${late}`]: {
      support_fen: 100,
      supported_on: '2017-06-30',
      contracts: 0,
      running: 0,
      flow_fen: 0,
      kept: 0,
    },
  });
  await add('programmes.link', {
    link_no: 1,
    entity_no: late,
    household_no: 'W1',
    form: 'worker',
    contract_kind: 'job',
    terms_text: 't',
    since: '2017-12-30',
    files: '[]',
    ...BY,
  });
  expect((await found('F13'))[`entity ${late}`]).toMatchObject({ contracts: 1, flow_fen: 0 });
  await move('dividend', 'household:W1', `cooperative:${late}`, 5);
  expect(await statusOf('F13')).toBe('quiet');
});

test('F25: a donor all of whose money is handed out', async () => {
  await move('donation', 'fund:relief', 'donor:Fund', 900);
  expect(await found('F25')).toEqual({
    'donor Fund': { given_fen: 900, productive_fen: 0, relief_share: 10_000 },
  });
  await add('programmes.contribution', {
    contribution_no: 1,
    entity_no: await entity(),
    kind: 'asset',
    contributor_class: 'donor',
    contributor_name: 'Fund',
    what: 'cows',
    value_fen: 1,
    valuation_method: 'agreed',
    valuer_name: 'v',
    day: '2017-02-01',
    is_quantified: true,
    files: '[]',
    ...BY,
  });
  expect(await statusOf('F25')).toBe('quiet'); // more than four fifths, but one productive item
});

test('F31: a round that shares more than was earned while financing came in; a loan among incomes', async () => {
  const e = await entity();
  await add('shares.book', { entity_no: e, area_code: 'T1-A', opened_on: '2016-01-01', ...BY });
  await add('shares.roll', {
    entity_no: e,
    roll_no: 1,
    day: '2017-12-01',
    year: 2017,
    charter_id: 'c',
    line_count: 1,
    roll_hash: 'h',
    ...BY,
  });
  await add('shares.round', {
    round_no: 1,
    entity_no: e,
    roll_no: 1,
    year: 2017,
    round_ref: 'r',
    charter_version: 'c',
    rules: '{}',
    capital: '{}',
    surplus_fen: 100,
    shared_fen: 100,
    paid_fen: 100,
    payable_count: 1,
    kept_fen: 0,
    audited_by: 'A',
    audited_on: '2017-12-01',
    audit_document: 'd',
    day: '2017-12-02',
    sheet_hash: 'h',
    ...BY,
  });
  await add('shares.round_source', {
    round_no: 1,
    source_no: 1,
    source_kind: 'income',
    label_zh_name: 'x',
    label_en_name: 'x',
    source_fen: 100,
    document: 'd',
  });
  expect(await statusOf('F31')).toBe('cannot_be_judged');
  await move('collective_income', `cooperative:${e}`, 'partner:dairy', 60);
  expect(await statusOf('F31')).toBe('quiet'); // less than said, but nothing was borrowed
  await move('share_paid_in', `cooperative:${e}`, `share_capital:${e}:W1`, 40);
  expect(await found('F31')).toEqual({ 'round 1': { said_fen: 100, earned_fen: 60, financing_fen: 40 } });
  await move('opening_asset', `cooperative:${e}`, 'opening:2017', 40);
  expect(await statusOf('F31')).toBe('quiet');
  const item = (no: string, stream: string) => ({
    household_no: no,
    year: 2017,
    month: 0,
    class: 'transfer',
    stream,
    amount_fen: 10,
    one_off: true,
    import_no: 1,
  });
  await add('income.item', item('W1', '小额贷款'), item('W1', '低保金'), item('W2', '扶贫贷款贴息'));
  expect(await found('F31')).toEqual({ 'household W1': { said_fen: 20, financing_fen: 10 } });
});

test('F32: money out of a purse under escrow that nobody co-signed', async () => {
  const e = await entity();
  const purse = `cooperative:${e}`;
  await move('collective_expense', 'supplier:x', purse, 1); // before
  const escrow_no = next('ledger');
  await add('ledger.escrow', {
    escrow_no,
    account: purse,
    agent: 'Agency',
    since: '2017-01-01',
    decision: 'd/1',
    actor: 'a',
  });
  expect(await statusOf('F32')).toBe('cannot_be_judged');
  const authorisation_no = next('ledger');
  await add('ledger.authorisation', {
    authorisation_no,
    kind: 'collective_expense',
    payer: purse,
    limit_amount: 9,
    valid_from: '2017-01-01',
    valid_to: '2017-12-31',
    decision: 'd/2',
    actor: 'a',
    apart: '{}',
  });
  const because = `ledger/escrow/${escrow_no}`;
  const early = posting('collective_expense', 'supplier:x', purse, 2, { authorisation_no });
  await add('ledger.posting', early);
  await add('ledger.authorisation_step', {
    step_no: next('ledger'),
    authorisation_no,
    step: 'resumed',
    because,
    actor: 'agent',
  });
  const late = posting('collective_expense', 'supplier:x', purse, 3, { authorisation_no });
  await add('ledger.posting', late);
  expect(await found('F32')).toEqual({
    [`posting ${early['posting_no'] as number}`]: { amount_fen: 2, posted_on: '2017-06-01' },
  });
  expect((await stateOf('F32')).judged).toBe(2);
  await add('ledger.escrow_end', {
    end_no: next('ledger'),
    escrow_no,
    last_day: '2017-12-31',
    decision: 'd/3',
    actor: 'a',
  });
  await move('collective_expense', 'supplier:x', purse, 4);
  expect((await stateOf('F32')).judged).toBe(2); // after the end it is the entity's own
});

test('F33: the subsidy of a plot went to somebody else', async () => {
  const e = await entity();
  await add('programmes.land_contract', {
    contract_no: 1,
    entity_no: e,
    household_no: 'W1',
    plot_name: 'p',
    mu_hundredths: 100,
    rent_per_mu_fen: 1,
    since: '2016-01-01',
    until: '2020-12-31',
    due_month_day: '11-30',
    signed_on: '2016-01-01',
    files: '[]',
    ...BY,
  });
  const paid = (year: number, no: string) => ({
    contract_no: 1,
    subsidy_year: year,
    household_no: no,
    amount_fen: 70,
    paid_on: `${year}-05-01`,
    ...BY,
  });
  await add('programmes.subsidy_receipt', paid(2016, 'W1'));
  expect(await statusOf('F33')).toBe('quiet');
  await add('programmes.subsidy_receipt', paid(2017, 'W2'));
  expect(await found('F33')).toEqual({ 'contract 1/2017': { amount_fen: 70, paid_on: '2017-05-01' } });
});

test('F38: little electricity, few posts, no sale', async () => {
  const e = await entity({ kind: 'photovoltaic_station' });
  const report = (kind: string, since: string, until: string, planned: number, actual: number) => ({
    output_no: next('output'),
    entity_no: e,
    kind,
    since,
    until,
    planned_hundredths: planned,
    actual_hundredths: actual,
    files: '[]',
    ...BY,
  });
  const put = (...of: Parameters<typeof report>) => add('programmes.output', report(...of));
  await put('electricity', '2016-01-01', '2016-12-31', 1000, 0); // before the period
  await put('electricity', '2017-01-01', '2017-06-30', 1000, 100);
  await put('electricity', '2017-01-01', '2017-06-30', 1000, 600); // put right
  await put('electricity', '2017-07-01', '2017-12-31', 1000, 800);
  expect(await statusOf('F38')).toBe('quiet'); // just 70 %
  await put('posts', '2017-01-01', '2017-03-31', 1000, 100);
  expect(await found('F38')).toEqual({ [`entity ${e}`]: { planned: 1000, actual: 100, share: 1000 } });
  await put('posts', '2017-04-01', '2017-06-30', 1000, 500);
  expect(await statusOf('F38')).toBe('quiet');
  await put('sales', '2017-09-01', '2017-10-02', 0, 5);
  expect(await statusOf('F38')).toBe('quiet'); // 90 days ago
  await put('sales', '2017-09-01', '2017-10-01', 0, 5);
  expect(await found('F38')).toEqual({ [`entity ${e}`]: { last_sale_on: '2017-10-01' } });
});
