import { dyesIn, type Viewer } from './county.ts';
import { GROUPS, IMPERSONAL, isDim, type Kind, KIND_OF_HEADING, kindOfField, sightOf } from './telling.ts';

/** Compares answers with the telling. */

export interface Seen {
  readonly route: string;
  readonly url: string;
  /** Of JSON a value, of anything else its text. */
  readonly body: unknown;
  readonly text: string;
}

const PUBLIC = /^\/(public|content|demonstration)/;
/** Where areas are named that are nobody's secret: the tree itself, counts for a whole county, who is responsible above. */
const MAP = /^\/(content|session|accounts)|\/(areas|search|cohort-accounts|colleagues)$/;
/** What accounts are responsible for, and what the trail says they did to what, by number. */
const SCOPES = /^\/(accounts|audit-entries)$/;
/** The books and contracts of collectives, where those bound to them stand by number. */
const COLLECTIVE = /\/(entities|inventories|expenditures|escrows|linked-households|ledger)(\/|$)/;
/** With a day of birth in it: a long count is no ID number. */
const ID = /(?<!\d)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?!\d)/g;
const MASKED_ID = /\d{4}\*{10}[\dX]{4}/;
const PHONE = /(?<!\d)139\d{8}(?!\d)/g;
const HOUSEHOLD = /\bW\d{7}\b/g;

/** What an answer gives away that the viewer must not see; nobody: `undefined`. */
export function faultsOf(
  viewer: Viewer | undefined,
  { route, body, text }: Seen,
  ids: ReadonlyMap<string, string>,
): string[] {
  const faults = new Set<string>();
  const sight = (kind: string) => (viewer ? sightOf(viewer.role, kind) : 'none');
  const isBound = (no: string): boolean => COLLECTIVE.test(route) && (viewer?.bound.has(no) ?? false);
  const needs = (kind: string, owner: string, what: string): void => {
    // What a department wrote of a house or a business is a class already.
    if (sight(kind) === 'none' || (kind !== 'assets' && sight(kind) !== 'clear'))
      faults.add(`${kind} is not theirs: ${what}`);
    if (viewer && !viewer.households.has(owner) && !viewer.areas.has(owner) && !isBound(owner))
      faults.add(`${kind} of ${owner} elsewhere`);
  };
  for (const { kind, owner } of dyesIn(text)) needs(kind, owner, `of ${owner}`);
  for (const [no] of text.matchAll(ID)) needs('id', ids.get(no) ?? 'nobody', no);
  for (const [no] of text.matchAll(PHONE)) needs('phone', `W${no.slice(4)}`, no);
  if (MASKED_ID.test(text) && sight('id') === 'none') faults.add('ID numbers, masked');
  for (const [no] of text.matchAll(HOUSEHOLD))
    if (!viewer?.households.has(no) && !isBound(no) && !SCOPES.test(route)) faults.add(`household ${no}`);
  for (const [, no] of text.matchAll(/household:(W\d{7})/g))
    if (sight('claim') === 'none' && !isBound(no!)) faults.add(`an account of household ${no}`);
  if (typeof body === 'string') for (const fault of tableFaults(body, sight)) faults.add(fault);
  else if (!PUBLIC.test(route))
    walk(body, '', (key, value, path) => {
      if (/^(area|township)_code$/.test(key) && viewer && !MAP.test(route) && !viewer.above.has(value))
        faults.add(`area ${value} at ${path}`);
      if (IMPERSONAL.test(route)) return;
      if (GROUPS.includes(value) && sight('group') !== 'clear') faults.add(`group at ${path}`);
      // The key of an account is no name.
      const isNone = path.includes('.kinship[]') || (key === 'payee' && /^[a-z_]+:/.test(value));
      const kind = isNone ? undefined : kindOfField.get(key);
      const fault = kind && fieldFault(kind, value, sight(kind));
      if (fault !== undefined) faults.add(`${kind} ${fault} at ${path}`);
    });
  return [...faults];
}

function fieldFault(kind: Kind, value: string, sight: 'clear' | 'dim' | 'none'): string | undefined {
  if (value === '' || sight === 'clear') return undefined;
  if (sight === 'none') return 'is not theirs';
  return isDim(kind, value) ? undefined : 'is theirs only dimly';
}

/** Calls with every text, number and truth, under the name of its field. */
function walk(
  value: unknown,
  path: string,
  each: (key: string, value: string, path: string) => void,
  key = '',
): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) for (const one of value) walk(one, `${path}[]`, each, key);
  else if (typeof value === 'object')
    for (const [name, one] of Object.entries(value)) walk(one, `${path}.${name}`, each, name);
  else each(key, JSON.stringify(value).replace(/^"|"$/g, ''), path);
}

function tableFaults(text: string, sight: (kind: string) => 'clear' | 'dim' | 'none'): string[] {
  const [head = '', ...lines] = text.replace('\uFEFF', '').split(/\r?\n/);
  return head.split(',').flatMap((heading, column) => {
    const kind = KIND_OF_HEADING[heading];
    if (!kind) return [];
    const fault = lines
      .map((line) => fieldFault(kind, line.split(',')[column] ?? '', sight(kind)))
      .find((found) => found !== undefined);
    return fault === undefined ? [] : [`${kind} ${fault} under ${heading}`];
  });
}

/** The kinds that an answer shows clearly. */
export function clearIn({ route, body, text }: Seen): Kind[] {
  const kinds = new Set<Kind>(dyesIn(text).map(({ kind }) => kind as Kind));
  if (typeof body !== 'string' && !IMPERSONAL.test(route) && !PUBLIC.test(route))
    walk(body, '', (key, value) => {
      const kind = GROUPS.includes(value) ? 'group' : kindOfField.get(key);
      if (kind && value !== '' && !isDim(kind, value)) kinds.add(kind);
    });
  return [...kinds];
}
