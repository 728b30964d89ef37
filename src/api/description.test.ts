import { afterAll, beforeAll, expect, test } from 'vitest';
import { testStore } from '../../test/store.ts';
import type { Store } from '../platform/index.ts';
import { buildServer } from './server.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly [keyword: string]: unknown;
}
interface Description {
  readonly paths: Readonly<
    Record<
      string,
      Record<string, { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }>
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

let store: Store;
let description: Description;
beforeAll(async () => {
  store = await testStore();
  const server = await buildServer(store);
  description = (await server.inject('/api/openapi.json')).json<Description>();
  await server.close();
});
afterAll(() => store.close());

const SAYS_SOMETHING = ['type', 'enum', 'const', '$ref', 'anyOf', 'properties'];

/** Paths of the parts of a schema that allow anything. */
function untyped(schema: Schema, path: string): string[] {
  if (!SAYS_SOMETHING.some((keyword) => keyword in schema)) return [path];
  const { properties = {}, items, anyOf = [], additionalProperties } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, each]) => untyped(each, `${path}.${name}`)),
    ...(items ? untyped(items, `${path}[]`) : []),
    ...anyOf.flatMap((each, i) => untyped(each, `${path}|${i}`)),
    ...(typeof additionalProperties === 'object' ? untyped(additionalProperties, `${path}.*`) : []),
  ];
}

test('every field of every answer has a type, from which the pages take theirs', () => {
  const answers = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.entries(responses).flatMap(([status, { content = {} }]) =>
        Object.values(content).flatMap(({ schema }) => untyped(schema, `${method} ${path} ${status}`)),
      ),
    ),
  );
  const named = Object.entries(description.components.schemas).flatMap(([name, schema]) =>
    untyped(schema, name),
  );
  expect([...answers, ...named]).toEqual([]);
});

test('documents that many answers hold have a name', () => {
  expect(Object.keys(description.components.schemas)).toEqual(
    expect.arrayContaining(['Failure', 'Explanation', 'PolicyFile']),
  );
});
