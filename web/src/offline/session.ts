import { isFailure } from '../api/client.ts';
import { closeVault, isSignOutOwed, openVault, oweSignOut, presentVault, wipeVault } from './vault.ts';

/** A browser that keeps nothing still works while there is a connection. */
const ifKept = async <Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> => {
  try {
    return await work();
  } catch {
    return otherwise;
  }
};

const SESSION = 'session';

/** Opens the device's vault for somebody, and keeps who it is for the time without a connection. */
export const rememberSession = (account: string, session: object): Promise<void> =>
  ifKept(async () => {
    await openVault(account);
    await (await presentVault())?.write(SESSION, session);
  }, undefined);

export const keptSession = async <Session>(): Promise<Session | undefined> =>
  (await presentVault())?.read<Session>(SESSION);

/** The server knows nobody: the vault is closed; work in it waits for its owner. */
export const forgetSession = (): Promise<void> => ifKept(closeVault, undefined);

export const wipeDevice = (): Promise<void> => ifKept(wipeVault, undefined);

/**
 * Tells the server of a sign-out: one that is asked for now, or one from a time without a connection. False while it is
 * still owed: until then nobody is signed in here.
 */
export async function isSignOutSettled(tell: () => Promise<unknown>, isAsked = false): Promise<boolean> {
  if (!isAsked && !(await ifKept(isSignOutOwed, false))) return true;
  try {
    await tell();
  } catch (error) {
    if (isFailure(error, 'network')) {
      await ifKept(() => oweSignOut(true), undefined);
      return false;
    }
  }
  await ifKept(() => oweSignOut(false), undefined);
  return true;
}
