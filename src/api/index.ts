/** The HTTP interface: composition only. */
export { buildServer } from './server.ts';
