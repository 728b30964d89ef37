/** Takes in the departments' files: checked row by row, kept or refused with line and reason. */
export { DEMONSTRATION, importFile, importInto, type ImportOrder } from './import.ts';
export { fail as failImport } from './errors.ts';
export { readHeader } from './header.ts';
export { readTable, type TableColumn, type TableRow } from './table.ts';
export {
  checkMapping,
  type FieldDescription,
  fieldsOf,
  findMapping,
  listSources,
  type Mapping,
} from './mapping.ts';
export { type Preview, previewFile } from './preview.ts';
export { undoImport, type UndoReport } from './undo.ts';
export { KINDS, PERIL_NAMES } from './kinds.ts';
export { type AffectedFinding, FILE_KINDS, type FileKindName, type ImportReport } from './model.ts';
export { type ImportRow, listImports, sourcesOfImports } from './list.ts';
