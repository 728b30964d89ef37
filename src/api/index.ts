/** The HTTP interface: composition only. */
export { buildServer } from './server.ts';
export { buildWeb, isWebCurrent } from './web/build.ts';
