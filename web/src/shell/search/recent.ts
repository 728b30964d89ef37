/** What was opened from the search, the latest first: numbers and places only, never a name or what was typed. */
export interface Recent {
  readonly sort: 'households' | 'cases' | 'notices' | 'areas';
  readonly number: string;
  /** Of an area, which is no secret. */
  readonly place?: string;
}

interface Kept {
  readonly account: string;
  readonly recent: readonly Recent[];
}

const KEPT = 'terrace.search';
const MOST = 6;

/** Of this account; what another one opened here is nobody else's business. */
export function recentOf(account: string): readonly Recent[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Kept | null;
    return kept?.account === account ? kept.recent : [];
  } catch {
    return [];
  }
}

export function keepRecent(account: string, opened: Recent): void {
  const others = recentOf(account).filter(
    ({ sort, number }) => sort !== opened.sort || number !== opened.number,
  );
  const kept: Kept = { account, recent: [opened, ...others].slice(0, MOST) };
  localStorage.setItem(KEPT, JSON.stringify(kept));
}

/** Also at sign-out. */
export const forgetRecent = (): void => localStorage.removeItem(KEPT);
