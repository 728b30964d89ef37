import { writeFileSync } from 'node:fs';
import { formatYuan } from '../kernel/index.ts';
import {
  freezeRoll,
  holdingsOn,
  listBooks,
  listEntries,
  listRolls,
  type RollRow,
} from '../livelihood/shares/index.ts';
import { certificateOf } from '../app/certificates.ts';
import type { Context } from './context.ts';
import { dayOr } from './governance-options.ts';
import { dryRunNote, integer, type Options, reading, readingPersonal, writeOut } from './register-options.ts';
import { bookLine, charterOnOf, entityOf, entityOrder } from './share-options.ts';
import { textTable } from './text-table.ts';

/** What the commands of shares show: books, registers, histories, certificates, rolls. */

export async function runBooks(context: Context, options: Options): Promise<void> {
  const day = dayOr(options, 'on');
  await context.withStore('terrace share books', (store) =>
    reading(
      store,
      async (tx) => {
        const books = await listBooks(tx, options['county']!, day);
        context.answer(books, [...books.map(bookLine), `${books.length} books.`].join('\n'));
      },
      'see.shares',
    ),
  );
}

const HOLDING_COLUMNS = ['class', 'holder_kind', 'holder', 'head_name', 'units'];

export async function runRegister(context: Context, options: Options): Promise<void> {
  const [county, day] = [options['county']!, dayOr(options, 'on')];
  await context.withStore('terrace share register', (store) =>
    readingPersonal(store, { action: 'see.shares', countyCode: county }, async (tx, eyes) => {
      const held = (await holdingsOn(tx, county, entityOf(options), day)).map((one) => eyes(one));
      const rows = held.map(({ share_kind, holder_kind, holder_ref, head_name, units }) => ({
        class: share_kind,
        holder_kind,
        holder: holder_ref,
        head_name,
        units: formatYuan(BigInt(units!)),
      }));
      await writeOut(context, options['out'], HOLDING_COLUMNS, rows);
      context.answer(
        rows,
        [...textTable(HOLDING_COLUMNS, rows, new Set(['units'])), `${rows.length} holdings.`].join('\n'),
      );
    }),
  );
}

export async function runHistory(context: Context, options: Options): Promise<void> {
  const county = options['county']!;
  const householdNo = options['household'];
  await context.withStore('terrace share history', (store) =>
    reading(
      store,
      async (tx) => {
        const entries = await listEntries(
          tx,
          county,
          entityOf(options),
          householdNo === undefined ? {} : { householdNo },
        );
        const rows = entries.map(({ units, into_units, ...entry }) => ({
          ...entry,
          units: formatYuan(units),
          into_units: into_units === null ? null : formatYuan(into_units),
        }));
        const columns = [
          'entry_no',
          'day',
          'kind',
          'share_kind',
          'units',
          'giver_ref',
          'taker_ref',
          'document',
        ];
        context.answer(rows, textTable(columns, rows, new Set(['entry_no', 'units'])).join('\n'));
      },
      'see.shares',
    ),
  );
}

export async function runCertificate(context: Context, options: Options): Promise<void> {
  const county = options['county']!;
  const day = dayOr(options, 'on');
  await context.withStore('terrace share certificate', async (store) => {
    const charterOn = await charterOnOf(store.db);
    const page = await readingPersonal(
      store,
      { action: 'see.shares', countyCode: county, subject: options['household']! },
      (tx) =>
        certificateOf(tx, {
          countyCode: county,
          entityNo: entityOf(options),
          householdNo: options['household']!,
          day,
          charterOn,
          address: options['address'] ?? 'http://localhost:3000',
        }),
    );
    writeFileSync(context.path(options['out']!), page);
    context.answer({ out: context.path(options['out']!) }, context.path(options['out']!));
  });
}

export async function runFreeze(context: Context, options: Options): Promise<void> {
  const roll = await context.withStore('terrace roll freeze', async ({ db }) => {
    const order = await entityOrder(db, context, options);
    const year =
      options['year'] === undefined ? Number(order.day.slice(0, 4)) : integer(options['year'], '--year');
    return freezeRoll(db, { ...order, year });
  });
  context.answer(roll, `${rollLine(roll)}${dryRunNote(context, options)}`);
}

const rollLine = ({ roll_no, day, year, line_count, roll_hash }: RollRow): string =>
  `Roll ${roll_no} of ${day} (${year}): ${line_count} lines, hash ${roll_hash}`;

export async function runRolls(context: Context, options: Options): Promise<void> {
  await context.withStore('terrace roll list', (store) =>
    reading(
      store,
      async (tx) => {
        const rolls = await listRolls(tx, options['county']!, entityOf(options));
        context.answer(rolls, [...rolls.map(rollLine), `${rolls.length} rolls.`].join('\n'));
      },
      'see.shares',
    ),
  );
}
