import { type TSchema, Type } from 'typebox';
import { type PlainDate, plainDate } from '../kernel/index.ts';

/** Parts that many requests and replies share. */

export const Day = Type.String({ format: 'date', description: 'A day, 2026-11-22.' });
export const County = Type.String({
  pattern: '^[0-9A-Za-z-]{1,12}$',
  description: 'Code of the county (GB/T 2260).',
});
export const Yuan = Type.String({ description: 'Yuan with two decimals, as text: money is never a float.' });
/** An amount as requests bring it. */
export const YuanIn = Type.String({ pattern: '^\\d{1,9}(\\.\\d{1,2})?$' });
/** A whole number that may pass 2^53, as text. */
export const Big = Type.String({ pattern: '^-?\\d{1,19}$' });
export const Words = Type.Object({ zh: Type.String(), en: Type.String() });
export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
/** A personal field: as it is, masked, or null, as the roles of the viewer allow (src/access/fields.ts). */
export const Personal = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([schema, Type.String({ description: 'Masked.' }), Type.Null()]);
export const Text = Type.String({ minLength: 1, maxLength: 500 });
export const DryRun = Type.Optional(
  Type.Boolean({ description: 'Everything happens, then nothing is kept.' }),
);
export const Area = Type.String({ minLength: 1, maxLength: 12 });
export const HouseholdNo = Type.String({ minLength: 1, maxLength: 64 });
/** The body of a request that brings a file. */
export const CsvFile = Type.String({ minLength: 1, description: 'A CSV file, UTF-8, with its header.' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** A photo or paper that shows something; its content comes before or after by `POST …/files`. */
export const FileName = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200 }), sha256: Sha256 },
  {
    additionalProperties: false,
    description: 'A file by name and SHA-256; POST …/files brings its content.',
  },
);
export const Evidence = Type.Array(FileName, { maxItems: 50, description: 'Files that show it.' });

export const On = Type.Optional(Day);
export const PolicyName = Type.Optional(
  Type.String({
    maxLength: 100,
    description: 'Rules that hold, as id or id@day; else those of the procedure.',
  }),
);
/** Number of something in its county. */
export const No = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
export const AfterNo = Type.Optional(
  Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: '`next` of the page before.' }),
);
export const Newest = Type.Optional(
  Type.Boolean({ description: 'The latest first; `after` is then the number to end before.' }),
);
/** A number of the ledger's series, as text. */
export const AfterBig = Type.Optional(
  Type.String({ pattern: '^\\d{1,18}$', description: '`next` of the page before.' }),
);
export const ofCounty = Type.Object({ county: County });
export const GivenYuan = Type.String({ pattern: '^\\d{1,12}(\\.\\d{1,2})?$', description: 'Yuan as text.' });
export const Count = Type.String({ pattern: '^\\d{1,18}$', description: 'A whole number, as text.' });
/** What is decided, made public or contested: something of a module, such as cases:17. */
export const SubjectName = Type.Object(
  {
    module: Type.String({ pattern: '^[a-z][a-z0-9_/-]{0,40}$' }),
    id: Type.String({ pattern: '^[^\\s:]{1,60}$' }),
  },
  { additionalProperties: false },
);

/** Where a list by day, then by number, ended. */
export const DayCursor = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d\\.\\d{1,18}$' });
export const cursorText = (day: PlainDate, no: number | bigint): string => `${day}.${no}`;
export function cursorOf(text: string): { readonly day: PlainDate; readonly no: bigint } {
  const [day, no] = text.split('.');
  return { day: plainDate(day!), no: BigInt(no!) };
}

/** Rows of a list that is read page by page: `next` goes into `after` of the next request; null at the end. */
export const Page = <Row extends TSchema, Cursor extends TSchema>(row: Row, cursor: Cursor) =>
  Type.Object({ rows: Type.Array(row), next: Nullable(cursor) });
export const PAGE = { default: 50, minimum: 1, maximum: 500 } as const;
export const Limit = Type.Optional(Type.Integer({ ...PAGE, description: 'Rows on a page.' }));

/** Strict: a misspelt field is refused, not ignored. */
export const Body = <Fields extends Record<string, TSchema>>(fields: Fields) =>
  Type.Object(fields, { additionalProperties: false });

/** Where in a list that is computed as a whole a page begins. */
export const Position = Type.Optional(Type.Integer({ minimum: 0 }));

/** A page of a list that is at hand; `after` is the number of rows before it. */
export function pageAt<Row>(
  all: readonly Row[],
  { after = 0, limit = PAGE.default }: { readonly after?: number; readonly limit?: number },
): { readonly rows: readonly Row[]; readonly next: number | null } {
  const end = after + limit;
  return { rows: all.slice(after, end), next: end < all.length ? end : null };
}
