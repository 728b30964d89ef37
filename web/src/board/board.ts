import { checkSheet, type Sheet, type StatedRule } from '../../../src/board/pure.ts';

/** The one script of the public board: works a sheet out again with the rules the server used, and says what it found. */

const part = document.querySelector<HTMLElement>('#recompute[data-sheet]');
const button = part?.querySelector('button');
const told = part?.querySelector<HTMLElement>('[role=status]');
const lang = part?.dataset['lang'] === 'en' ? 'en' : 'zh';

if (part && button && told) {
  button.disabled = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    work(part.dataset['sheet']!)
      .then((lines) => told.replaceChildren(...lines))
      .catch(() => told.replaceChildren(paragraph('wrong', SAID.noAnswer[lang])))
      .finally(() => (button.disabled = false));
  });
}

const SAID = {
  noAnswer: {
    zh: '没有取到数据，什么也没有改变。请过一会儿再点。',
    en: 'The data did not arrive; nothing was changed. Press again in a while.',
  },
  agrees: {
    zh: '✓ {lines} 行全部一致，合计 {total} 元，差额 0.00',
    en: '✓ All {lines} lines agree; {total} yuan in all, difference 0.00',
  },
  differs: {
    zh: '✕ {what} 不同：公布 {stated}，算出 {found}',
    en: '✕ {what} differs: published {stated}, worked out {found}',
  },
} as const;

/** The rules come from the policy, not from the sheet: a sheet with rules of its own would be found. */
async function work(address: string): Promise<HTMLElement[]> {
  const sheet = await get<Sheet>(address);
  const stated = new Map<string, readonly StatedRule[]>();
  for (const version of new Set(sheet.rules.map(({ policy_version }) => policy_version))) {
    const { rules } = await get<{ rules: StatedRule[] }>(
      `/api/v1/public/policies/${encodeURIComponent(version.split('#')[0]!)}/rules`,
    );
    stated.set(version, rules);
  }
  const { lines, firstDifference } = checkSheet(sheet, (version) => stated.get(version));
  return [
    firstDifference
      ? paragraph(
          'wrong',
          fill(SAID.differs[lang], {
            what: firstDifference.what[lang],
            stated: firstDifference.stated,
            found: firstDifference.found,
          }),
        )
      : paragraph('right', fill(SAID.agrees[lang], { lines: String(lines.length), total: sheet.total_yuan })),
  ];
}

async function get<Reply>(address: string): Promise<Reply> {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(address);
  return (await reply.json()) as Reply;
}

function paragraph(name: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = name;
  element.textContent = text;
  return element;
}

const fill = (text: string, details: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => details[name]!);
