import type { Pages } from '../index.ts';

export default {
  routes: [{ path: 'due', lazy: async () => ({ Component: (await import('./due.tsx')).DuePage }) }],
} satisfies Pages;
