import { useId, useState } from 'react';
import { formatYuan } from '../../../../src/kernel/pure.ts';
import { COLUMN_NAMES, type Sheet, type SheetLine } from '../../../../src/livelihood/shares/pure.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useShareLine } from '../../ui/share-line.ts';
import { words } from './words.ts';

const STEP = 50;

/** Finds a line by its number or a surname, and shows all lines, those of nothing too, a part at a time. */
export function Lines({ sheet }: { readonly sheet: Sheet }) {
  const t = useWords(words);
  const lineName = useShareLine();
  const id = useId();
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(STEP);
  const text = wanted.trim();
  const found =
    text === ''
      ? sheet.lines
      : sheet.lines.filter(
          (line) =>
            line.id.endsWith(text) ||
            lineName(line.id) === text ||
            (line.name !== '' && line.name.startsWith(text)),
        );
  const isOpen = sheet.groups.length === 0;
  return (
    <section>
      <h2>{t('find')}</h2>
      {!isOpen && <p>{t('closed')}</p>}
      <div className="light-field">
        <label htmlFor={id}>
          {t('findHelp', { example: lineName(sheet.lines.at(-1)?.id ?? 'member/57') })}
        </label>
        <input id={id} value={wanted} onChange={({ target }) => (setWanted(target.value), setShown(STEP))} />
      </div>
      {found.length === 0 ? (
        <p>{t('noLine')}</p>
      ) : (
        <table className="rounds-bars">
          <thead>
            <tr>
              <th>{t('line')}</th>
              {isOpen && <th className="number">{t('weight')}</th>}
              <th className="number">{t(isOpen ? 'amount' : 'amountClass')}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, shown).map((line) => (
              <Line key={line.id} line={line} isOpen={isOpen} />
            ))}
          </tbody>
        </table>
      )}
      {found.length > shown && (
        <button type="button" className="light-button" onClick={() => setShown(shown + STEP * 4)}>
          {t('more', { count: Math.min(STEP * 4, found.length - shown) })}
        </button>
      )}
      {!isOpen && <Groups sheet={sheet} />}
    </section>
  );
}

function Line({ line, isOpen }: { readonly line: SheetLine; readonly isOpen: boolean }) {
  const { yuan } = useFormat();
  const lineName = useShareLine();
  return (
    <tr>
      <td>
        {lineName(line.id)} {line.name}
      </td>
      {isOpen && <td className="number">{formatYuan(BigInt(line.weight ?? '0')).replace('.00', '')}</td>}
      <td className="number">{line.amount_yuan === null ? line.amount_class : yuan(line.amount_yuan)}</td>
    </tr>
  );
}

function Groups({ sheet }: { readonly sheet: Sheet }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan, count } = useFormat();
  return (
    <>
      <h2>{t('groups')}</h2>
      <table className="rounds-bars">
        <thead>
          <tr>
            <th>{t('weight')}</th>
            <th className="number">{t('groupLines')}</th>
            <th className="number">{t('amount')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.groups.map(({ column, weight, lines, amount_yuan }) => (
            <tr key={`${column}/${weight}`}>
              <td>
                {say(COLUMN_NAMES[column])} {formatYuan(BigInt(weight)).replace('.00', '')}
              </td>
              <td className="number">{count(lines)}</td>
              <td className="number">{yuan(amount_yuan)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
