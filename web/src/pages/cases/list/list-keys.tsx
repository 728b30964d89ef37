import { useWords } from '../../../i18n/words.ts';
import { Keys, type useRowCursor } from '../../../ui/keys.tsx';
import { words } from '../words.ts';

/** J, K, Enter and X over the rows of a list; `/` goes to its search. */
export function ListKeys({
  cursor,
  onOpen,
  onSelect,
  onEnd,
}: {
  readonly cursor: ReturnType<typeof useRowCursor>;
  readonly onOpen: () => unknown;
  readonly onSelect: () => unknown;
  /** After the last row. */
  readonly onEnd: () => unknown;
}) {
  const t = useWords(words);
  return (
    <Keys
      keys={[
        {
          key: 'j',
          does: t('keyDown'),
          act: () => {
            cursor.down();
            onEnd();
          },
        },
        { key: 'k', does: t('keyUp'), act: cursor.up },
        { key: 'Enter', does: t('keyOpen'), act: () => void onOpen() },
        { key: 'x', does: t('keySelect'), act: () => void onSelect() },
        {
          key: '/',
          does: t('keySearch'),
          act: () => document.querySelector<HTMLInputElement>('.filters input')?.focus(),
        },
      ]}
    />
  );
}
