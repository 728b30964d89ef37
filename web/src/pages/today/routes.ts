import type { Pages } from '../index.ts';

export default {
  routes: [{ path: 'today', lazy: async () => ({ Component: (await import('./today.tsx')).TodayPage }) }],
} satisfies Pages;
