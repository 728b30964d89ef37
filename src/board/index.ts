/** What anybody may read without signing in, and the pages of it. See README.md. */
export {
  accountYears,
  BOARD_SUM_NAMES,
  BOARD_SUMS,
  boardAccounts,
  type BoardAccounts,
  boardRows,
  type BoardRow,
  type BoardSum,
} from './accounts.ts';
export { countiesOnBoard, findPlaces, type Place, placesOf } from './places.ts';
export { yearSheet } from './sheets/build.ts';
export { statedRules } from './sheets/rules.ts';
export { checkSheet } from './sheets/check.ts';
export type { Sheet, SheetRule, StatedRule } from './sheets/model.ts';
export * from './pages/index.ts';
