import { expect, test } from 'vitest';
import { by, TODAY } from '../../../../test/governance.ts';
import { COUNTY } from '../../../../test/imports.ts';
import {
  approve,
  authorised,
  company,
  D,
  earn,
  freeze,
  issueMembers,
  moves,
  paid,
  propose,
  reading,
  store,
} from '../../../../test/shares.ts';
import { beginEscrow } from '../../programmes/index.ts';
import { cosignRound, listRounds, payRound, statesOf } from '../index.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const status = async () => {
  const rounds = await reading((tx) => listRounds(tx, COUNTY));
  const states = await reading((tx) => statesOf(tx, COUNTY, rounds, TODAY));
  return states.map((state) => state.status);
};

test('a round from a purse under escrow waits for the agent, who neither proposed, authorised nor pays (F32)', async () => {
  await company();
  await issueMembers();
  await freeze();
  await earn(100);
  await beginEscrow(store.db, {
    ...by('Office'),
    entityNo: 1,
    agent: 'Agency',
    since: D(1),
    document: 'Agreement 1',
    today: TODAY,
  });
  await propose(100);
  await approve();
  await authorised();
  expect(await status()).toEqual(['awaiting_agent']);
  await expect(paid()).rejects.toEqual(refusal('ledger.authorisation_suspended'));
  await expect(cosignRound(store.db, moves('Keeper'))).rejects.toEqual(refusal('ledger.escrow_cosigner'));
  await expect(cosignRound(store.db, moves('Township'))).rejects.toEqual(refusal('ledger.escrow_cosigner'));
  await cosignRound(store.db, moves('Escrow'));
  expect(await status()).toEqual(['authorised']);
  await expect(cosignRound(store.db, moves('Escrow'))).resolves.toMatchObject({ status: 'authorised' });
  await expect(payRound(store.db, moves('Escrow'))).rejects.toEqual(refusal('ledger.escrow_poster'));
  await paid();
  expect(await status()).toEqual(['paid']);
});
