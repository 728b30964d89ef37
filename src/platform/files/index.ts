export { CsvFile, csvText, writeCsv } from './csv-writer.ts';
export { CopyBuffer } from './copy-buffer.ts';
export { choice, day, integer, requiredText, text, yesNo, yuan } from './cells.ts';
export { type CellType, type FileColumn, FileRow, type Problem, type Warning } from './file-row.ts';
export { fileSource, generatedSource, type TableSource } from './table-source.ts';
export { KeySet } from './key-set.ts';
export { KeySieve } from './key-sieve.ts';
export { CsvReader, type CsvRow } from './csv-reader.ts';
export { readWhole, writeWhole } from './whole-file.ts';
