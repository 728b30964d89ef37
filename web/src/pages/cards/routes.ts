import type { Pages } from '../index.ts';

export default {
  routes: [{ path: 'cards', lazy: async () => ({ Component: (await import('./cards.tsx')).CardsPage }) }],
} satisfies Pages;
