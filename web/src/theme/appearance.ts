import { useSyncExternalStore } from 'react';

/** What a person has chosen about how things look, kept on the device. */
export interface Appearance {
  readonly isDark: boolean;
  /** 长辈版: large type, large targets. */
  readonly isLarge: boolean;
}
type Chosen = { readonly dark: boolean | null; readonly large: boolean | null };

const KEPT = 'terrace.appearance';
const dark = matchMedia('(prefers-color-scheme: dark)');
const narrow = matchMedia('(max-width: 767px)');
const listeners = new Set<() => void>();
/** Pages for households begin large; who has chosen keeps what was chosen. */
let isLargeFirst = false;
let chosen = read();
let now = current();
apply();

function read(): Chosen {
  try {
    return {
      dark: null,
      large: null,
      ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Chosen>),
    };
  } catch {
    return { dark: null, large: null };
  }
}
function current(): Appearance {
  return { isDark: chosen.dark ?? dark.matches, isLarge: chosen.large ?? isLargeFirst };
}
function apply(): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = now.isDark ? 'dark' : 'light';
  dataset['size'] = now.isLarge ? 'large' : 'standard';
}
function change(): void {
  now = current();
  apply();
  for (const listener of listeners) listener();
}
dark.addEventListener('change', change);

export function choose(news: { readonly isDark?: boolean; readonly isLarge?: boolean }): void {
  chosen = { dark: news.isDark ?? chosen.dark, large: news.isLarge ?? chosen.large };
  localStorage.setItem(KEPT, JSON.stringify(chosen));
  change();
}

export function preferLarge(): () => void {
  isLargeFirst = true;
  change();
  return () => {
    isLargeFirst = false;
    change();
  };
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useAppearance = (): Appearance => useSyncExternalStore(subscribe, () => now);

/** Whether the screen is a phone's. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener);
      return () => narrow.removeEventListener('change', listener);
    },
    () => narrow.matches,
  );
