import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { track } from '../browser.ts';

type Language = 'zh' | 'en';

/** What one hears and gets of a page while it is open: its faults, refusals of the server, and all texts of the data. */
export interface Heard {
  readonly faults: string[];
  /** Texts the server sent, without those meant for the other language. */
  readonly texts: string[];
}

/** To be called before the page goes anywhere. */
export function listen(page: Page, language: Language): Heard {
  const heard: Heard = { faults: [], texts: [] };
  track(page);
  page.on('pageerror', (error) => heard.faults.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    const from = message.location().url;
    // That nobody has signed in is an answer; the browser prints every status above 399 as an error.
    const isNobody = message.text().includes('401') && from.endsWith('/api/v1/session');
    if (message.type() === 'error' && !isNobody) heard.faults.push(`console: ${message.text()} ${from}`);
  });
  page.on('response', (response) => {
    if (!response.headers()['content-type']?.includes('json')) return;
    response.json().then(
      (body: unknown) => collect(body, language === 'zh' ? 'en' : 'zh', heard.texts),
      // The page went on before the answer was read.
      () => undefined,
    );
  });
  return heard;
}

/** Accounts have names like codes; whatever else looks like a code is one, and is to be shown in words. */
const NAMES_SOMEBODY = /source|name|account|actor|owner|handler|person|assigned|apart|_by$|^by$|^id$|policy/;
const BARE_CODE = /^[a-z]+(_[a-z]+)*$/;

function collect(value: unknown, without: Language, into: string[], of = ''): void {
  if (typeof value === 'string') {
    if (!BARE_CODE.test(value) || NAMES_SOMEBODY.test(of)) into.push(value);
  } else if (Array.isArray(value)) for (const each of value) collect(each, without, into, of);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) if (key !== without) collect(inner, without, into, key);
}

/** Graver than a designer may overlook: axe's serious and critical findings, and targets smaller than 24 pixels. */
export async function accessFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** At rest: a page that was just made narrow draws itself anew. */
export async function widthFaults(page: Page): Promise<string[]> {
  const excess = async (): Promise<number> =>
    Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  let tooWide = await excess();
  for (let turn = 0; tooWide > 0 && turn < TURNS; turn++) {
    await page.waitForTimeout(TURN_MS);
    tooWide = await excess();
  }
  return tooWide > 0 ? [`${tooWide} pixels too wide at ${page.viewportSize()!.width}`] : [];
}
const TURNS = 20;
const TURN_MS = 250;

/** Words that stay as they are in both languages. */
const SAME =
  /梯田|中文|pg_dump|\.\/data|\S+\.(?:csv|md|xlsx|png)\b|\b(?:Terrace|English|Excel|CSV|XLSX|JSON|Ctrl|Enter|Shift|Tab|Esc|SHA-256|PGlite|PostgreSQL|OpenAPI)\b/g;
const HAN = /\p{Script=Han}+/gu;
const LATIN = /[A-Za-z]{4,}/g;
/** Of machines: names with an underline or a dot, JSON, what was never filled in. */
const CODE =
  /\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+(?:\.[a-z_]+)+\b|^\{"|\b[A-Z]+_[A-Z_]+\b|\{\w+\}|\bundefined\b|\bNaN\b|\[object/g;

/** Words of the other language that are not data, codes meant for machines, gaps nothing was put into. */
export async function wordFaults(page: Page, language: Language, { texts }: Heard): Promise<string[]> {
  const shown = (await page.evaluate(SHOWN_TEXTS)) as string[];
  const data = texts.join('\n');
  const foreign = language === 'zh' ? LATIN : HAN;
  return [
    ...new Set(
      shown.flatMap((text) => [
        ...(text.replaceAll(SAME, ' ').match(foreign) ?? [])
          .filter((word) => !data.includes(word))
          .map((word) => `untranslated: ${word} in "${text.slice(0, 80)}"`),
        ...(text.replaceAll(SAME, ' ').match(CODE) ?? []).map(
          (code) => `a code: ${code} in "${text.slice(0, 80)}"`,
        ),
      ]),
    ),
  ];
}

/**
 * In the page: every text that can be seen or is read out, but for what says that it is in another language. The icons of
 * the component library carry English names; they count where
 * they are the only name of a control that can be reached by keys.
 */
const SHOWN_TEXTS = `(() => {
  const own = document.documentElement.lang.slice(0, 2);
  const isOther = (element) => {
    const lang = element.closest('[lang]')?.getAttribute('lang');
    return (lang && !lang.startsWith(own)) || element.closest('code, script, style, noscript, [aria-hidden="true"]') !== null;
  };
  const isMereIcon = (element) => {
    if (!element.classList.contains('anticon')) return false;
    const control = element.closest('button, a, [role="button"]');
    return !control || control.tabIndex < 0 || control.hasAttribute('aria-label') || control.textContent.trim() !== '';
  };
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.data.trim() && !isOther(node.parentElement)) texts.push(node.data.trim());
  for (const element of document.querySelectorAll('[placeholder], [aria-label], [title], [alt]')) {
    if (isOther(element) || isMereIcon(element)) continue;
    for (const name of ['placeholder', 'aria-label', 'title', 'alt'])
      if (element.getAttribute(name)) texts.push(element.getAttribute(name));
  }
  return texts;
})()`;
