/** The access module's door for the browser: the actors and what each is responsible for. */
export { type Reach, type RoleName, ROLE_NAMES, roleOf } from './roles.ts';
