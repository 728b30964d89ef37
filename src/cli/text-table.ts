/** Lines with aligned columns; those named in `right` stand to the right. */
export function textTable(
  columns: readonly string[],
  rows: readonly object[],
  right: ReadonlySet<string>,
): string[] {
  const cells = [
    [...columns],
    ...rows.map((row) =>
      columns.map((name) => String((row as Record<string, string | number | null>)[name] ?? '')),
    ),
  ];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => widthOf(line[i]!))));
  return cells.map((line) =>
    line
      .map((text, i) => {
        const space = ' '.repeat(widths[i]! - widthOf(text));
        return right.has(columns[i]!) ? space + text : text + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Chinese characters take two places on a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (width, char) => width + (/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(char) ? 2 : 1),
    0,
  );
