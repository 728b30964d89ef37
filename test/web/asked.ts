import { inject } from 'vitest';

/** The long walks through the pages need some minutes of a machine to themselves: `npm run test:pages`. */
export const isAsked = process.env['TERRACE_PAGES'] !== undefined && inject('template').engine === 'embedded';
