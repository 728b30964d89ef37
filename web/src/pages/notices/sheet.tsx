import { useBilingual } from '../../i18n/language.ts';
import type { NoticeRow } from './status.tsx';

/** What a notice says, in the language of the screen; the words are frozen and come from the server. */
export function NoticeSheet({ content }: { readonly content: NoticeRow['content'] }) {
  const say = useBilingual();
  return (
    <article className="sheet">
      <h3>{say(content.title)}</h3>
      {content.sentences.map((sentence, i) => (
        <p key={i}>{say(sentence)}</p>
      ))}
      <div className="sheet-table">
        <table>
          <thead>
            <tr>
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
