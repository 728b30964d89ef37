import type { Pages } from '../index.ts';

export default {
  routes: [{ path: 'me', lazy: async () => ({ Component: (await import('./me.tsx')).MePage }) }],
} satisfies Pages;
