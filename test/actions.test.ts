import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mayDo, ROLE_NAMES, type RoleName } from '../src/access/roles.ts';
import { ACTIONS, type ActionName } from '../src/prevention/cases/chain.ts';

/** Every act of the program against the table of roles. */

const source = (file: string) => readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8');
const files = readdirSync(new URL('../src/', import.meta.url), { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
);

/** Names built from a variable, spelt out. */
const BUILT: Readonly<Record<string, readonly string[]>> = {
  'cases.${action}': Object.keys(ACTIONS)
    .filter((name) => ACTIONS[name as ActionName].through === undefined)
    .map((name) => `cases.${name}`),
  'finding.${kind}': ['finding.declared', 'finding.visit'],
  'import.${kind.name}': [
    'areas',
    'households',
    'persons',
    'expenses',
    'incomes',
    'causes',
    'land',
    'houses',
  ].map((kind) => `import.${kind}`),
  'register.condition.${verdict}': ['register.condition.approve', 'register.condition.refuse'],
  'register.event.${verdict}': ['register.event.approve', 'register.event.refuse'],
  'payout.pool.${order.kind}': ['premium', 'pool_top_up', 'pool_refund', 'pool_carry_over'].map(
    (kind) => `payout.pool.${kind}`,
  ),
  'payout.grievance.${action}': ['payout.grievance.receive', 'payout.grievance.escalate'],
};

/** Names as they stand in the calls of `act`, of an `enact` under its module's name, and in orders. */
function namesIn(file: string): string[] {
  const text = source(file);
  const [module = ''] =
    /^(governance|prevention\/payout|livelihood\/[a-z]+)\b/.exec(file)?.[0].split('/').slice(-1) ?? [];
  const enacted =
    module === ''
      ? []
      : [...text.matchAll(/\benact\(\s*db,\s*[^'`]*?(['`])([\w.${}]+)\1/g)].map(
          ([, , name]) => `${module}.${name}`,
        );
  const told = [...text.matchAll(/\baction(?: =|:) (['`])([a-z]\w*\.[\w.${}]+)\1/g)].map(
    ([, , name]) => name!,
  );
  return [...enacted, ...told];
}

test('every act is somebody’s, and none is the public’s', () => {
  const names = [...new Set(files.flatMap(namesIn))].flatMap((name) => {
    if (!name.includes('$')) return [name];
    expect(Object.keys(BUILT), `a built name: ${name}`).toContain(name);
    return BUILT[name]!;
  });
  expect(names.length).toBeGreaterThan(70);
  // Signing in and out happens outside the funnel.
  const nobodys = names.filter(
    (name) => !name.startsWith('session.') && !ROLE_NAMES.some((role) => mayDo(role, name)),
  );
  expect(nobodys).toEqual([]);
  for (const role of ['consumer', 'donor'] as const)
    expect(names.filter((name) => mayDo(role, name))).toEqual([]);
});

/** Who has which part in the chain, from domain.md M06 and §5; a missing level passes its step to its parent. */
const PARTS: Readonly<Record<(typeof ACTIONS)[ActionName]['role'], readonly RoleName[]>> = {
  discoverer: ['county_office', 'township', 'village_committees', 'helper'],
  county_office: ['county_office'],
  department: ['check_department'],
  township: ['township', 'county_office'],
  visitor: ['township', 'village_committees', 'helper', 'insurer'],
  village: ['village_committees', 'township'],
  county_approver: ['county_office'],
  payer: ['county_finance', 'insurer'],
  household: ['household', 'helper', 'township', 'county_office'],
};

test.each(Object.keys(ACTIONS).filter((name) => ACTIONS[name as ActionName].through === undefined))(
  'in a case, %s belongs to those who have its part',
  (name) => {
    const able = ROLE_NAMES.filter((role) => mayDo(role, `cases.${name}`));
    // The insurer visits before the payment; measures and what follows are not its business.
    const expected = PARTS[ACTIONS[name as ActionName].role].filter(
      (role) => role !== 'insurer' || name === 'visit' || name === 'pay',
    );
    expect(able.toSorted()).toEqual(expected.toSorted());
  },
);
