/** The pages of the board, as HTML that needs no script to be read. */
export { accountsPage, rowsPage } from './accounts.ts';
export { amountsPage } from './amounts.ts';
export { boardPage } from './board.ts';
export { type Complained, complainedPage, complaintPage } from './complaint.ts';
export type { Visit } from './frame.ts';
export { type Look, LOOK_COOKIE, readLook, withPlace, writeLook } from './look.ts';
export {
  endedPage,
  noticePage as publicNoticePage,
  objectedPage,
  objectionPage,
  type Typed,
} from './notice.ts';
export { choosePage } from './places.ts';
export { refusedPage } from './refused.ts';
