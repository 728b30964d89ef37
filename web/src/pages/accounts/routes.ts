import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'accounts', lazy: async () => ({ Component: (await import('./accounts.tsx')).AccountsPage }) },
    { path: 'system', lazy: async () => ({ Component: (await import('./system.tsx')).SystemPage }) },
  ],
} satisfies Pages;
