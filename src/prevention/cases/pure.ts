/** The door of cases for the browser: the table of actions and the words for where a case stands. */
export { ACTIONS, type ActionName, CHAIN, PARTS, ROLES } from './chain.ts';
export { DEPARTMENT_NAMES } from './departments.ts';
export { STATUS_NAMES } from './status.ts';
