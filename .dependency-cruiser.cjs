/**
 * The rules of ARCHITECTURE.md about who may import whom. `node scripts/modules.ts` applies them.
 *
 * The cruiser cannot parse this project's TypeScript itself, so it reads a copy with the types blanked out,
 * in which every file ends in .js; type-only imports count like all others.
 */

/** From the ground up. A module imports only from lower ranks, never from its own. */
const RANKS = [
  ['kernel'],
  ['platform'],
  ['access'],
  ['policy', 'ledger'],
  ['registry'],
  ['evidence'],
  ['governance', 'responsibility'],
  ['income'],
  ['prevention/feeds'],
  ['prevention/screening'],
  ['prevention/compensation', 'prevention/studies'],
  ['prevention/cases', 'prevention/payout'],
  ['livelihood/programmes'],
  ['livelihood/shares'],
  ['board', 'desk', 'demo', 'evaluation', 'prevention/drafts', 'prevention/own-file'],
  ['app'],
  ['api'],
  ['cli'],
];

const any = (modules) => `^src/(${modules.join('|')})/`;
const TEST = '\\.test\\.js$';
/** A module: a folder under src, or one of a family's folders. */
const MODULE = '^src/((?:prevention|livelihood)/[^/]+|[^/]+)/';

const ranks = RANKS.slice(0, -1).flatMap((modules, rank) => {
  const above = RANKS.slice(rank + 1).flat();
  return modules.map((module) => ({
    name: `rank-of-${module.replace('/', '-')}`,
    comment: `${module} imports only what stands below it in the list of ranks.`,
    severity: 'error',
    from: { path: any([module]), pathNot: TEST },
    to: { path: any([...above, ...modules.filter((other) => other !== module)]) },
  }));
});

module.exports = {
  forbidden: [
    ...ranks,
    {
      name: 'module-has-a-rank',
      comment: 'Every module stands in the list of ranks above.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: any(RANKS.flat()) },
    },
    {
      name: 'one-door',
      comment: "Other modules import a module's index.ts or pure.ts, nothing behind it.",
      severity: 'error',
      from: { path: MODULE, pathNot: TEST },
      to: { path: '^src/', pathNot: ['^src/$1/', '/(index|pure)\\.js$', any(['app'])] },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'A file that nothing imports and that imports nothing is left over.',
      severity: 'error',
      from: { orphan: true, pathNot: [TEST, '/index\\.js$', '/pure\\.js$'] },
      to: {},
    },
    {
      name: 'rules-are-pure',
      comment: 'rules.ts takes plain values: no Node.js module, no package (STYLE.md).',
      severity: 'error',
      from: { path: '/rules\\.js$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    {
      name: 'pure-door',
      comment: 'Nothing behind a pure.ts reaches a Node.js module: the browser loads it.',
      severity: 'error',
      from: { path: '/pure\\.js$' },
      to: {
        reachable: true,
        path: '^(node:|fs$|path$|crypto$|url$|util$|os$|buffer$|child_process$|worker_threads$)',
      },
    },
    {
      name: 'pure-door-stays-low',
      comment: 'Nothing behind a pure.ts reaches the platform.',
      severity: 'error',
      from: { path: '/pure\\.js$' },
      to: { reachable: true, path: '^src/platform/' },
    },
    {
      name: 'no-test-in-product',
      comment: 'The product does not import tests or what only tests need.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: [TEST, '^(test|bench|scripts)/'] },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      mainFields: ['module', 'main'],
    },
    builtInModules: { add: ['node:sqlite', 'node:test'] },
  },
};
