import { Check, Errors } from 'typebox/value';
import { parse } from 'yaml';
import { error, type PolicyFinding } from './finding.ts';
import { PolicyDocument } from './model.ts';

/** What a text of YAML or JSON holds: a document of the right shape, or what is wrong with it. */
export type Parsed =
  | { readonly document: PolicyDocument; readonly findings: readonly [] }
  | { readonly document?: undefined; readonly findings: readonly PolicyFinding[] };

/** Reads a policy text and checks its shape. Numbers are not judged here; that is `lint`. */
export function parsePolicyText(text: string): Parsed {
  try {
    return checkShape(parse(text));
  } catch (fault) {
    const sentence = (fault instanceof Error ? fault.message : String(fault)).split('\n')[0];
    return {
      findings: [
        error('shape.yaml', '(file)', `不是有效的 YAML：${sentence}`, `not valid YAML: ${sentence}`),
      ],
    };
  }
}

/** The plain value of a YAML or JSON text; undefined when it is neither. */
export function parsePolicyValue(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Checks that a value has the shape of a policy document. */
export function checkShape(value: unknown): Parsed {
  if (Check(PolicyDocument, value)) return { document: value, findings: [] };
  const faults = Errors(PolicyDocument, value);
  const unions = faults
    .filter(({ keyword }) => keyword === 'anyOf')
    .map(({ schemaPath }) => `${schemaPath}/anyOf/`);
  const telling = faults.filter(
    ({ keyword, schemaPath }) =>
      keyword !== 'boolean' && !unions.some((union) => schemaPath.startsWith(union)),
  );
  return { findings: telling.flatMap(sentencesOf) };
}

interface SchemaFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

function sentencesOf({ keyword, instancePath, params, message }: SchemaFault): PolicyFinding[] {
  const path = instancePath.slice(1).replaceAll('/', '.') || '(file)';
  const named = params as Readonly<Record<string, unknown>>;
  const within = (key: unknown) => (path === '(file)' ? String(key) : `${path}.${String(key)}`);
  switch (keyword) {
    case 'required':
      return list(named['requiredProperties']).map((key) => missing(key, within(key)));
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return list(named['additionalProperties'] ?? named['unevaluatedProperties']).map((key) =>
        error('shape.unknown_key', within(key), '这里没有这一项', 'there is no such entry here'),
      );
    case 'enum':
      return [
        path.endsWith('.unit')
          ? error('unit.unknown', path, '未知的单位', 'this unit is unknown')
          : error(
              'shape.value',
              path,
              `只能是以下之一：${list(named['allowedValues']).join('、')}`,
              `must be one of ${list(named['allowedValues']).join(', ')}`,
            ),
      ];
    case 'pattern':
      return [
        error('shape.value', path, '写法不对（日期写作 2017-01-01）', `has the wrong form: ${message}`),
      ];
    default:
      return [error('shape.value', path, `写法不对：${message}`, message)];
  }
}

const MISSING: Readonly<Record<string, readonly [code: string, zh: string, en: string]>> = {
  source: ['source.missing', '缺少出处', 'has no source'],
  from: ['start.missing', '缺少起始日', 'has no start date'],
  unit: ['unit.missing', '缺少单位', 'has no unit'],
  examples: ['example.missing', '缺少算例', 'has no example'],
};

function missing(key: string, path: string): PolicyFinding {
  const [code, zh, en] = MISSING[key] ?? ['shape.missing', '缺少这一项', 'is missing'];
  return error(code, path, zh, en);
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
