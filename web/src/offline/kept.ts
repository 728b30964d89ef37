import { ApiFailure, isFailure } from '../api/client.ts';
import { presentVault } from './vault.ts';

interface Kept<Answer> {
  readonly at: string;
  readonly answer: Answer;
}

const PATIENCE_MS = 6000;

/** Routes about nobody, which every page needs: their answers are always kept. */
const ALWAYS: ReadonlySet<string> = new Set([
  'GET /content',
  'GET /counties/:county/areas',
  'GET /policies',
  'GET /procedure',
  'GET /public/consent',
]);
export const isAlwaysKept = (route: string): boolean => ALWAYS.has(route);
export const keptName = (route: string, args: object): string => `${route} ${JSON.stringify(args)}`;

/** When what is shown was received, where it came from the device. */
const since = new Map<string, string>();
export const keptSince = (name: string): string | undefined => since.get(name);

/**
 * Asks the server and keeps its answer, sealed, for the time without a connection; then, or when the signal is so weak
 * that no answer comes in some seconds, the last answer kept is given. Only for what is nobody's or one's own work.
 */
export async function askOrKept<Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer> {
  const vault = await presentVault();
  if (!vault) return ask();
  const record = `answer:${name}`;
  const asked = ask().then((answer) => {
    since.delete(name);
    void vault.write(record, { at: new Date().toISOString(), answer } satisfies Kept<Answer>);
    return answer;
  });
  // Whoever waits for the answer is told of its failure below, or no longer waits.
  asked.catch(() => undefined);
  const kept = await vault.read<Kept<Answer>>(record);
  if (!kept) return asked;
  return Promise.race([asked, tooLate()]).catch((error: unknown) => {
    if (!isFailure(error, 'network')) throw error;
    since.set(name, kept.at);
    return kept.answer;
  });
}

const tooLate = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new ApiFailure(0, SLOW)), PATIENCE_MS);
  });

const SLOW = {
  code: 'network',
  message: {
    zh: '信号太弱，服务器没有及时回答。',
    en: 'The signal is weak; the server did not answer in time.',
  },
};
