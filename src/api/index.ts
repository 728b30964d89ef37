/** The HTTP interface: composition only. */
export { LIST_FORMATS, writeList } from './downloads.ts';
export { CASE_FIELDS, FINDING_FIELDS, HOUSEHOLD_FIELDS } from './list-fields.ts';
export { buildServer } from './server.ts';
export { buildWebApart, isWebCurrent } from './web/build.ts';
export { columnsOf, type TableField } from './tables.ts';
