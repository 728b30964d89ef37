/** Photos and papers that show what happened. See README.md. */
export { attachFiles, filesOf, keepFile, type KeptReference, openFile } from './actions.ts';
export { type FileModule, type FileReference, LARGEST_FILE_BYTES, MEDIA_TYPES } from './model.ts';
