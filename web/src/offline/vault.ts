import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * What a phone keeps without a connection, sealed with AES-GCM.
 *
 * The key is made when somebody first signs in on this device, is never readable by a page (not extractable), and is
 * deleted at sign-out together with everything sealed with it. It lies beside the records in IndexedDB, because a page that is
 * opened again without a connection must be able to read them, and there is nobody to ask for a password's proof. So the
 * sealing protects what is left on the device after sign-out, and from anybody who gets hold of the records alone; while somebody is
 * signed in, the phone's own lock protects it. When the server ends the session (half an hour unused), nothing is lost: the same account signs
 * in again and goes on; another account sees nothing of it.
 */
interface Device extends DBSchema {
  keys: { key: string; value: CryptoKey };
  records: { key: [account: string, name: string]; value: Sealed };
  settings: { key: string; value: string };
}
interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** The setting that says whose vault is open. */
const PRESENT = 'present';
const IV_BYTES = 12;
const HIGHEST = '\uffff';

let opening: Promise<IDBPDatabase<Device>> | undefined;
/** Fails where a browser keeps nothing (some private windows). */
const device = (): Promise<IDBPDatabase<Device>> =>
  (opening ??= openDB<Device>('terrace', 1, {
    upgrade: (db) => {
      db.createObjectStore('keys');
      db.createObjectStore('records');
      db.createObjectStore('settings');
    },
  }));

/** The records of one account on this device. */
export class Vault {
  readonly account: string;
  readonly #db: IDBPDatabase<Device>;
  readonly #key: CryptoKey;

  constructor(account: string, db: IDBPDatabase<Device>, key: CryptoKey) {
    this.account = account;
    this.#db = db;
    this.#key = key;
  }

  async read<Value>(name: string): Promise<Value | undefined> {
    const bytes = await this.readBytes(name);
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Value);
  }

  write(name: string, value: unknown): Promise<void> {
    return this.writeBytes(name, new TextEncoder().encode(JSON.stringify(value)));
  }

  async readBytes(name: string): Promise<ArrayBuffer | undefined> {
    const sealed = await this.#db.get('records', [this.account, name]);
    // What another key sealed (an answer that arrived while somebody signed out) is as good as nothing.
    return sealed && this.#unseal(name, sealed).catch(() => undefined);
  }

  #unseal(name: string, { iv, data }: Sealed): Promise<ArrayBuffer> {
    return crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound(name) }, this.#key, data);
  }

  /** Sealed to its name: a record cannot be passed off as another. */
  async writeBytes(name: string, bytes: BufferSource): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const data = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: bound(name) },
      this.#key,
      bytes,
    );
    await this.#db.put('records', { iv, data }, [this.account, name]);
  }

  remove(name: string): Promise<void> {
    return this.#db.delete('records', [this.account, name]);
  }

  /** Names of records that begin so, in order. */
  names(prefix: string): Promise<string[]> {
    return namesOf(this.#db, this.account, prefix);
  }
}

const bound = (name: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(name);

async function namesOf(db: IDBPDatabase<Device>, account: string, prefix: string): Promise<string[]> {
  const range = IDBKeyRange.bound([account, prefix], [account, prefix + HIGHEST]);
  return (await db.getAllKeys('records', range)).map(([, name]) => name);
}

/**
 * Opens the vault of whoever has signed in. Others' vaults are closed, and emptied unless work of theirs is in them that
 * was not sent; they send it when they sign in here again.
 */
export async function openVault(account: string): Promise<void> {
  const db = await device();
  for (const other of await db.getAllKeys('keys'))
    if (other !== account && (await namesOf(db, other, WORK)).length === 0) await wipe(db, other);
  if ((await db.get('keys', account)) === undefined) await db.put('keys', await newKey(), account);
  await db.put('settings', account, PRESENT);
}

/** Records whose name begins so are work that the server has not received. */
export const WORK = 'work:';

const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/** The open vault; undefined where nobody is signed in, or the browser keeps nothing. */
export async function presentVault(): Promise<Vault | undefined> {
  try {
    const db = await device();
    const account = await db.get('settings', PRESENT);
    const key = account === undefined ? undefined : await db.get('keys', account);
    return account !== undefined && key ? new Vault(account, db, key) : undefined;
  } catch {
    return undefined;
  }
}

/** Closes the vault without losing anything: the server has ended the session. */
export async function closeVault(): Promise<void> {
  await (await device()).delete('settings', PRESENT);
}

/** At sign-out: first the key, so that nothing can be read even if the rest is interrupted. */
export async function wipeVault(): Promise<void> {
  const db = await device();
  const account = await db.get('settings', PRESENT);
  if (account !== undefined) await wipe(db, account);
  await db.delete('settings', PRESENT);
}

async function wipe(db: IDBPDatabase<Device>, account: string): Promise<void> {
  await db.delete('keys', account);
  await db.delete('records', IDBKeyRange.bound([account], [account, []]));
}

/** Who else has work on this device that was not sent, and how much. */
export async function othersUnsent(): Promise<{ readonly account: string; readonly count: number }[]> {
  const db = await device();
  const present = await db.get('settings', PRESENT);
  const others = (await db.getAllKeys('keys')).filter((account) => account !== present);
  const counted = await Promise.all(
    others.map(async (account) => ({ account, count: (await namesOf(db, account, WORK)).length })),
  );
  return counted.filter(({ count }) => count > 0);
}

const SIGN_OUT = 'signed-out';
/** A sign-out that the server has not heard of yet. */
export const isSignOutOwed = async (): Promise<boolean> =>
  (await (await device()).get('settings', SIGN_OUT)) !== undefined;
export async function oweSignOut(isOwed: boolean): Promise<void> {
  const db = await device();
  await (isOwed ? db.put('settings', 'yes', SIGN_OUT) : db.delete('settings', SIGN_OUT));
}

/** A name for this device, made once: whose hand wrote a value, when two devices of one account write. */
export async function deviceId(): Promise<string> {
  const db = await device();
  const known = await db.get('settings', 'device');
  if (known !== undefined) return known;
  const { newId } = await import('../api/id.ts');
  const made = newId();
  await db.put('settings', made, 'device');
  return made;
}
