import { describe, expect, test } from 'vitest';
import { by, TODAY } from '../../../../test/governance.ts';
import { COUNTY } from '../../../../test/imports.ts';
import { company, D, entity, reading, store } from '../../../../test/shares.ts';
import { contribute } from '../../programmes/index.ts';
import { addEntries, holdingsOn, issueByRegister } from '../index.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const held = async (day: number) =>
  (await reading((tx) => holdingsOn(tx, COUNTY, 1, D(day)))).map(
    ({ share_kind, holder_ref, units }) => `${share_kind} ${holder_ref} ${Number(units) / 100}`,
  );
const enter = (entry: object) =>
  addEntries(store.db, {
    ...entity('Keeper'),
    entries: [{ day: D(5), document: 'Contract', share: 'member', units: 100n, ...entry } as never],
  });
const house = (ref: string) => ({ kind: 'household' as const, ref });

describe('what was put in', () => {
  const give = (more: object) =>
    contribute(store.db, {
      ...by('Keeper'),
      entityNo: 1,
      kind: 'land',
      what: 'land',
      quantityHundredths: 200n,
      valueFen: 100_000n,
      method: 'agreed',
      valuer: 'Keeper',
      day: D(2),
      today: TODAY,
      contributor: 'household',
      householdNo: '1',
      ...more,
    } as never);
  const issue = (ref: string, more: object = {}) =>
    enter({ kind: 'issue', to: house(ref), contributionNo: 1, ...more });

  test('becomes shares of who put it in, once', async () => {
    await company();
    await give({});
    await expect(issue('2')).rejects.toEqual(refusal('shares.contributor'));
    await expect(issue('1', { contributionNo: 2 })).rejects.toEqual(refusal('shares.contribution'));
    await issue('1');
    await expect(issue('1')).rejects.toEqual(refusal('shares.contributionUsed'));
    expect(await held(5)).toContain('member 1 1');
  });

  test('by a donor, to be quantified, becomes shares of the members, once', async () => {
    await company();
    await give({
      kind: 'asset',
      quantityHundredths: undefined,
      contributor: 'donor',
      householdNo: undefined,
      contributorName: 'Fund',
      isQuantified: true,
    });
    const order = {
      ...entity('Keeper'),
      day: D(5),
      share: 'member',
      by: 'persons',
      contributionNo: 1,
    } as const;
    const { entries } = await issueByRegister(store.db, order);
    expect(entries).toBeGreaterThan(1);
    await expect(issueByRegister(store.db, order)).rejects.toEqual(refusal('shares.contributionUsed'));
  });
});
