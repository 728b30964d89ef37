/**
 * Checks who imports whom (.dependency-cruiser.cjs) and draws the module graph of ARCHITECTURE.md.
 *
 *     node scripts/modules.ts            check the rules and that the drawn graph is current
 *     node scripts/modules.ts --write    draw the graph again
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const copy = join(root, '.cache', 'modules');
const page = join(root, 'ARCHITECTURE.md');
const BEGIN = '<!-- graph:begin -->';
const END = '<!-- graph:end -->';

copySources();
const graph = `\n\`\`\`mermaid\n${drawGraph()}\`\`\`\n`;
if (process.argv.includes('--write')) writeGraph();
else {
  const { status, stdout } = cruise(['--output-type', 'err', 'src', 'bin']);
  if (status !== 0) fail(stdout);
  checkGraph();
}

/** The sources as JavaScript with the same lines: only the types are blanked out, imports of types stay imports. */
function copySources(): void {
  rmSync(copy, { recursive: true, force: true });
  for (const file of globSync(['src/**/*.ts', 'test/**/*.ts', 'bin/*.js'], { cwd: root })) {
    const source = readFileSync(join(root, file), 'utf8')
      .replaceAll(/^((?:import|export)) type (?=[{*]|\w+ from)/gm, '$1 ')
      .replaceAll(/(from |import\(|import )(['"])(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2');
    const target = join(copy, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.endsWith('.ts') ? stripTypeScriptTypes(source) : source);
  }
  for (const file of globSync('src/**/*.json', { cwd: root }))
    copyFileSync(join(root, file), join(copy, file));
  writeFileSync(join(copy, 'package.json'), readFileSync(join(root, 'package.json')));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}

function cruise(options: readonly string[]): { status: number | null; stdout: string } {
  const config = join(root, '.dependency-cruiser.cjs');
  const { status, stdout, stderr } = spawnSync('depcruise', ['--config', config, ...options], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout: `${stdout}${stderr}`.replaceAll(/((?:src|test)\/[\w./-]+)\.js\b/g, '$1.ts') };
}

interface Cruised {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
}

/** Modules as boxes, an arrow for every module that another one imports. */
function drawGraph(): string {
  const { modules } = JSON.parse(cruise(['--output-type', 'json', 'src']).stdout) as Cruised;
  const arrows = new Set<string>();
  for (const { source, dependencies } of modules) {
    if (source.endsWith('.test.ts')) continue;
    for (const { resolved } of dependencies) {
      const [from, to] = [moduleOf(source), moduleOf(resolved)];
      if (from && to && from !== to) arrows.add(`  ${boxOf(from)} --> ${boxOf(to)}\n`);
    }
  }
  return `flowchart TD\n${[...arrows].sort().join('')}`;
}

function moduleOf(file: string): string | undefined {
  return /^src\/((?:prevention|livelihood)\/[^/]+|[^/]+)\//.exec(file)?.[1];
}

function boxOf(module: string): string {
  return `${module.replace('/', '_')}[${module}]`;
}

function writeGraph(): void {
  if (!existsSync(page)) fail('ARCHITECTURE.md does not exist.');
  writeFileSync(page, withGraph(readFileSync(page, 'utf8')));
}

function checkGraph(): void {
  const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
  if (withGraph(text) !== text) fail('The graph in ARCHITECTURE.md is not current: run "npm run graph".');
}

function withGraph(text: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) fail(`ARCHITECTURE.md lacks the marks ${BEGIN} and ${END}.`);
  return `${text.slice(0, begin + BEGIN.length)}${graph}${text.slice(end)}`;
}

function fail(reason: string): never {
  process.stderr.write(`${reason.trim()}\n`);
  process.exit(1);
}
