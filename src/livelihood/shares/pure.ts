/** The door for the browser: rounds computed and replayed with the code of the server; no `node:` import behind it. */
export * from './rounds/allotment.ts';
export * from './rounds/canonical.ts';
export * from './rounds/explain.ts';
export * from './rounds/is-sheet.ts';
export * from './rounds/model.ts';
export * from './rounds/replay.ts';
export * from './rounds/sheet.ts';
export * from './rounds/waterfall.ts';
