import type { Page } from 'playwright-core';
import { settled } from '../test/browser.ts';
import { type OpenPage, type RunningCounty, startCounty } from '../test/web/county.ts';
import { check, median } from './measure.ts';
import type { Bench, Report, Result } from './model.ts';

/** The day up to which the demonstration county is told. */
const TODAY = '2026-11-22';
const KILOBYTE = 1000;
const STAFF_KB = 600;
const LIGHT_KB = 250;

interface Device {
  readonly name: string;
  readonly width: 390 | 1440;
  /** Times slower than the machine that measures. */
  readonly cpu: number;
  readonly kilobitsPerSecond: number;
  readonly roundTripMs: number;
}
/** An office behind a cable; a cheap phone on 3G at the edge of its cell (the usual "slow 4G" of web measurements). */
const DEVICES: readonly Device[] = [
  { name: 'desk', width: 1440, cpu: 1, kilobitsPerSecond: 20_000, roundTripMs: 20 },
  { name: 'cheap phone', width: 390, cpu: 4, kilobitsPerSecond: 1600, roundTripMs: 150 },
];

interface Visit {
  readonly name: string;
  readonly account: string | undefined;
  readonly path: string;
  /** What somebody comes for: the first row of work, the amount, the notice. */
  readonly useful: string;
  readonly atMostKb: number;
}
const VISITS: readonly Visit[] = [
  {
    name: 'home of the county office',
    account: 'office',
    path: '/',
    useful: '.section .status',
    atMostKb: STAFF_KB,
  },
  { name: 'a case', account: 'office', path: '/cases/1', useful: '.case-story .section', atMostKb: STAFF_KB },
  {
    name: 'due work of a village',
    account: 'village',
    path: '/due',
    useful: '.section .status',
    atMostKb: STAFF_KB,
  },
  {
    name: 'a household’s own file',
    account: 'household',
    path: '/my',
    useful: '.my-amount',
    atMostKb: LIGHT_KB,
  },
  {
    name: 'notices on the public board',
    account: undefined,
    path: '/public/130434',
    useful: '.notices li',
    atMostKb: LIGHT_KB,
  },
  { name: 'sign-in', account: undefined, path: '/sign-in', useful: 'form', atMostKb: LIGHT_KB },
];

interface First {
  readonly kilobytes: number;
  readonly usefulMs: number;
  /** When the last script and the last answer were there that came before. */
  readonly scriptsMs: number;
  readonly answersMs: number;
  readonly answers: number;
}

/** First visits, nothing kept from before, in a real browser that is slowed down as the device is. */
export async function webJob({ runs, say }: Bench): Promise<Pick<Report, 'people' | 'results' | 'sizes'>> {
  process.env['TERRACE_TODAY'] ??= TODAY;
  const county = await startCounty();
  const results: Result[] = [];
  try {
    const people = await peopleIn(county);
    for (const visit of VISITS) {
      say(`First visit: ${visit.name} …`);
      const times: Result[] = [];
      let kilobytes = 0;
      for (const device of DEVICES) {
        const firsts: First[] = [];
        // One visit more, which is not counted: the server has to read its pages once, too.
        for (let run = 0; run <= runs; run++) firsts.push(await firstVisit(county, visit, device));
        const counted = firsts.slice(1);
        kilobytes = Math.max(kilobytes, ...counted.map((first) => first.kilobytes));
        times.push(timeOf(visit, device, counted));
      }
      results.push(sizeOf(visit, kilobytes), ...times);
    }
    return { people, results, sizes: [] };
  } finally {
    await county.close();
  }
}

async function peopleIn({ origin }: RunningCounty): Promise<number> {
  const content = (await (await fetch(`${origin}/api/v1/content`)).json()) as { persons: number };
  return content.persons;
}

const sizeOf = ({ name, atMostKb }: Visit, kilobytes: number): Result => ({
  job: `${name}: JavaScript of the first visit`,
  size: 'compressed',
  unit: 'kB',
  values: [kilobytes],
  targets: [{ kind: 'kB', atMost: atMostKb }],
  dominates: 'Every script that the page asked for until it was at rest.',
});

function timeOf({ name }: Visit, device: Device, firsts: readonly First[]): Result {
  const middle = median(firsts.map(({ usefulMs }) => usefulMs));
  const near = firsts.toSorted((a, b) => Math.abs(a.usefulMs - middle) - Math.abs(b.usefulMs - middle))[0]!;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  return {
    job: `${name}: time to first useful content, ${device.name}`,
    size: `${device.width} pixels, processor ÷ ${device.cpu}, ${device.kilobitsPerSecond / 1000} Mbit/s, ${device.roundTripMs} ms`,
    unit: 's',
    values: firsts.map(({ usefulMs }) => usefulMs / 1000),
    targets: [],
    dominates: `Of ${seconds(near.usefulMs)}: the last script had arrived after ${seconds(near.scriptsMs)}, the last of ${near.answers} answers after ${seconds(near.answersMs)}.`,
  };
}

async function firstVisit(county: RunningCounty, visit: Visit, device: Device): Promise<First> {
  const { page, context, faults }: OpenPage = await county.open(visit.account, {
    width: device.width,
    language: 'zh',
  });
  await slowDown(page, device);
  await page.addInitScript(watchFor(visit.useful));
  let bytes = 0;
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) bytes += Number(response.headers()['content-length']);
  });
  await page.goto(visit.path);
  await page.locator(visit.useful).first().waitFor({ state: 'attached', timeout: 60_000 });
  await settled(page);
  const first = (await page.evaluate(MEASURED)) as Omit<First, 'kilobytes'>;
  await context.close();
  check(faults.length === 0, `${visit.path} opens without a fault: ${faults.join(', ')}`);
  check(Number.isFinite(first.usefulMs), `${visit.path} notes when its content was there`);
  check(Number.isFinite(bytes), `${visit.path} loads scripts whose size is known`);
  return { ...first, kilobytes: bytes / KILOBYTE };
}

async function slowDown(page: Page, { cpu, kilobitsPerSecond, roundTripMs }: Device): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const bytesPerSecond = (kilobitsPerSecond * 1000) / 8;
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: roundTripMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond / 2,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
}

/** In the page, at every change: whether what somebody comes for is there. */
const watchFor = (selector: string): string => `
  new MutationObserver((_, observer) => {
    if (!document.querySelector(${JSON.stringify(selector)})) return;
    observer.disconnect();
    requestAnimationFrame(() => { window.usefulMs = performance.now(); });
  }).observe(document, { childList: true, subtree: true });`;

const MEASURED = `(() => {
  const before = performance.getEntriesByType('resource').filter(({ responseEnd }) => responseEnd <= window.usefulMs);
  const last = (entries) => Math.max(0, ...entries.map(({ responseEnd }) => responseEnd));
  const scripts = before.filter(({ name }) => name.endsWith('.js'));
  const answers = before.filter(({ name }) => name.includes('/api/'));
  return { usefulMs: window.usefulMs, scriptsMs: last(scripts), answersMs: last(answers), answers: answers.length };
})()`;
