import type { Pages } from '../index.ts';

export default {
  routes: [{ path: 'checks', lazy: async () => ({ Component: (await import('./checks.tsx')).ChecksPage }) }],
} satisfies Pages;
