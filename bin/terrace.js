#!/usr/bin/env node
// Starts Terrace on the Node.js that the lockfile pins, whichever Node.js started this file.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PINNED_MAJOR = 26;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const main = join(root, 'src', 'cli', 'main.ts');

if (Number(process.versions.node.split('.')[0]) >= PINNED_MAJOR) {
  // The second start compiles nothing: of the three seconds of a command, one.
  module.enableCompileCache();
  const { main: run } = await import(pathToFileURL(main).href);
  process.exitCode = await run(process.argv.slice(2));
} else {
  const node = findPinnedNode();
  if (node === undefined) {
    process.stderr.write(
      `Terrace needs Node.js ${PINNED_MAJOR}; this is ${process.versions.node}. Run "npm ci" in ${root}, which installs it.\n`,
    );
    process.exitCode = 1;
  } else {
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? (signal === null ? 1 : 130);
    });
  }
}

function findPinnedNode() {
  const name = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  for (const pack of [`node-${name}`, `node-bin-${name}`]) {
    try {
      const folder = dirname(require.resolve(`${pack}/package.json`));
      const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
      if (existsSync(file)) return file;
    } catch {
      // The package of another platform is not installed.
    }
  }
  return undefined;
}
