import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Source {
  readonly file: string;
  readonly text: string;
}

const IS_TEXT = /\.(tsx?|js|cjs|json|jsonc|sql|md|ya?ml|sh|html|css)$|^\.ci\/|^\.\w+$/;

/** Every text file of the project that git tracks or would track, without data and the lockfile. */
export function readSources(): Source[] {
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return stdout
    .split('\0')
    .filter((file) => IS_TEXT.test(file) && file !== 'package-lock.json' && existsSync(join(ROOT, file)))
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
}
