/** The evaluation module's door for the browser: the verdicts of answers, in words. */
export { type Verdict, VERDICTS } from './detectors/verdicts.ts';
