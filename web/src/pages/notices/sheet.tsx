import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import type { NoticeRow } from './status.tsx';
import { words } from './words.ts';

/** What a notice says, in the language of the screen; the words are frozen and come from the server. */
export function NoticeSheet({
  content,
  isDraft = false,
}: {
  readonly content: NoticeRow['content'];
  /** It is not written yet, and must not hang. */
  readonly isDraft?: boolean;
}) {
  const t = useWords(words);
  const say = useBilingual();
  return (
    <article className="sheet">
      {isDraft && <p className="watermark">{t('watermark')}</p>}
      <h3>{say(content.title)}</h3>
      {content.sentences.map((sentence, i) => (
        <p key={i}>{say(sentence)}</p>
      ))}
      <div className="sheet-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('no')}</th>
              {content.columns.map((column, i) => (
                <th key={i} scope="col">
                  {say(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {content.rows.map((row, i) => (
              <tr key={i}>
                <td>{i + 1}</td>
                {row.map((cell, j) => (
                  <td key={j}>{say(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="sheet-end">{say(content.footer)}</p>
    </article>
  );
}
