/** The board's door for the browser: what works a sheet out again. */
export { type CheckedLine, checkSheet, type SheetCheck } from './sheets/check.ts';
export { HOTLINE } from './hotline.ts';
export type { Sheet, SheetRule, StatedRule } from './sheets/model.ts';
