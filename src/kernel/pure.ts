/** The kernel's door for the browser: no `node:` import anywhere behind it. */
export * from './allocation.ts';
export * from './area-code.ts';
export * from './failure.ts';
export * from './fen.ts';
export * from './html.ts';
export * from './id-number.ts';
export * from './person-name.ts';
export * from './plain-date.ts';
export * from './sha256.ts';
export * from './working-days.ts';
