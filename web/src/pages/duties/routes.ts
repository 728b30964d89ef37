import type { Pages } from '../index.ts';

export default {
  routes: [{ path: 'duties', lazy: async () => ({ Component: (await import('./duties.tsx')).DutiesPage }) }],
} satisfies Pages;
