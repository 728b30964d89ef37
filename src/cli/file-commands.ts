import { writeWhole } from '../platform/index.ts';
import { type FileModule, filesOf, openFile } from '../evidence/index.ts';
import { choiceArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { keepGiven, subjectArgument } from './governance-options.ts';
import { adder, COUNTY, DRY_RUN, dryRunNote, type Options } from './register-options.ts';

const MODULES: readonly FileModule[] = ['cases', 'meeting', 'notice', 'draft'];

export const fileCommands: Define = (program, begin) => {
  const group = program.command('file').description('photos and papers kept as evidence');
  const add = adder(begin);
  add(
    group,
    'keep <file>',
    'keep a photo or paper (JPEG, PNG, WebP, PDF; 5 MB) without the notes of the camera',
    [COUNTY, DRY_RUN],
    runKeep,
  );
  add(
    group,
    'list',
    'the files of a case, meeting, notice or draft',
    [COUNTY, ['--subject <module:number>', `!${MODULES.map((module) => `${module}:17`).join(', ')}`]],
    runList,
  );
  add(group, 'get <sha256>', 'write a kept file out again', [COUNTY, ['--out <file>', '!where to']], runGet);
};

async function runKeep(context: Context, options: Options, file: string): Promise<void> {
  const kept = await context.withStore('terrace file keep', ({ db }) =>
    keepGiven(db, context, options, file),
  );
  const { name, sha256, mediaType, byteCount } = kept;
  context.answer(
    { name, sha256, media_type: mediaType, byte_count: byteCount },
    `${sha256}  ${mediaType}  ${byteCount}  ${name}${dryRunNote(context, options)}`,
  );
}

async function runList(context: Context, options: Options): Promise<void> {
  const { module, id } = subjectArgument(options['subject']!);
  const subject = { module: choiceArgument(module, '--subject', MODULES), id };
  const rows = await context.withStore('terrace file list', ({ db, viewer, purpose }) =>
    filesOf(db, { viewer, purpose, countyCode: options['county']!, ...subject }),
  );
  const missing = context.words({ zh: '尚未传到', en: 'not here yet' });
  const lines = rows.map(
    ({ sha256, media_type, byte_count, file_name }) =>
      `${sha256}  ${media_type === null ? missing : `${media_type}  ${byte_count}`}  ${file_name}`,
  );
  context.answer(rows, lines.join('\n') || context.words({ zh: '没有文件。', en: 'No files.' }));
}

async function runGet(context: Context, options: Options, sha256: string): Promise<void> {
  const file = await context.withStore('terrace file get', ({ db, viewer, purpose }) =>
    openFile(db, { viewer, purpose, countyCode: options['county']!, sha256 }),
  );
  const out = context.path(options['out']!);
  writeWhole(out, file.bytes);
  context.answer({ name: file.name, media_type: file.mediaType, out }, options['out']!);
}
