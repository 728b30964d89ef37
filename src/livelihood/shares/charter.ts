import { type Bilingual, findFen } from '../../kernel/index.ts';
import type { ParameterInForce, PolicyVersion } from '../../policy/index.ts';
import { fail } from './errors.ts';
import type { CharterRules, ClassRules, StepName } from './rounds/model.ts';
import { CLASS_NAMES, type ClassCode, type HolderKind, STEP_NAMES, type Transfer } from './rounds/model.ts';

/** Reads a charter, which is a policy file, on a day. The rules that compute are plain data and are frozen into a round. */

export interface Charter {
  readonly policyId: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly posting: 'dividend' | 'land_rent';
  readonly needsAudit: boolean;
  readonly rules: CharterRules;
  readonly classes: readonly ClassCharter[];
}

/** Who may hold a class, and how it may change hands. */
export interface ClassCharter extends ClassRules {
  readonly holders: readonly HolderKind[];
  readonly transfer: Transfer;
  readonly inherits: boolean;
  /** Most of the class one household may hold, in ten-thousandths; null: no limit. */
  readonly largestBp: number | null;
  /** Groups it belongs to: it passes to the newly poor when its holder leaves them; null: it stays. */
  readonly passesTo: readonly string[] | null;
}

/** Fails with `shares.noCharter` when the policy says nothing of shares or its fractions are not 100 %. */
export function charterOf(policy: PolicyVersion): Charter {
  const classes = classesOf(policy);
  const steps = listOf(policy.parameter('charter.waterfall')) as readonly StepName[];
  const fractions = classes.flatMap(({ fractionBp }) => (fractionBp === null ? [] : [fractionBp]));
  const sum = fractions.reduce((all, one) => all + one, 0);
  const isSound =
    steps.length > 0 &&
    steps.every((step) => Object.hasOwn(STEP_NAMES, step)) &&
    (fractions.length === 0 || (sum === 10_000 && fractions.length === classes.length));
  if (!isSound) throw fail('shares.noCharter', { policy: policy.version });
  const ratio = (path: string): number | null => basisPoints(policy.parameter(path));
  const chosen = policy.parameter('guarantee.class')?.value;
  const bounds = listOf(policy.parameter('publication.amount_bounds'));
  return {
    policyId: policy.id,
    version: policy.version,
    title: policy.title,
    posting: policy.parameter('charter.posting')?.value === 'land_rent' ? 'land_rent' : 'dividend',
    needsAudit: policy.parameter('charter.audited')?.value !== false,
    rules: {
      steps,
      rates_bp: Object.fromEntries(
        (['reserve', 'risk', 'welfare', 'guarantee', 'volume', 'labour'] as const).flatMap((name) => {
          const rate = ratio(`${name}.rate`);
          return rate === null ? [] : [[name, rate]];
        }),
      ),
      volume_at_least_bp: ratio('volume.at_least'),
      guarantee_class: chosen === undefined ? null : (String(chosen) as ClassCode),
      classes: classes.map(({ code, fractionBp }) => ({ code, fraction_bp: fractionBp })),
      amounts: policy.parameter('publication.amounts')?.value === 'household' ? 'household' : 'classes',
      names: policy.parameter('publication.names')?.value === 'masked' ? 'masked' : 'none',
      amount_bounds_yuan: bounds.filter((bound) => findFen(bound) !== undefined),
    },
    classes,
  };
}

const CODES = Object.keys(CLASS_NAMES) as readonly ClassCode[];

const classesOf = (policy: PolicyVersion): ClassCharter[] =>
  CODES.filter((code) => policy.parameter(`class_${code}.holders`) !== undefined).map((code) => {
    const of = (name: string) => policy.parameter(`class_${code}.${name}`);
    const passesTo = listOf(of('passes_to'));
    return {
      code,
      fractionBp: basisPoints(of('fraction')),
      holders: listOf(of('holders')) as readonly HolderKind[],
      transfer: (of('transfer')?.value ?? 'none') as Transfer,
      inherits: of('inherits')?.value === true,
      largestBp: basisPoints(of('largest')),
      passesTo: passesTo.length === 0 ? null : passesTo,
    };
  });

const listOf = (parameter: ParameterInForce | undefined): readonly string[] =>
  Array.isArray(parameter?.value) ? parameter.value : [];

const basisPoints = (parameter: ParameterInForce | undefined): number | null =>
  parameter === undefined ? null : Math.round(Number(parameter.value) * 10_000);
