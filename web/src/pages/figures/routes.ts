import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'figures', lazy: async () => ({ Component: (await import('./figures.tsx')).FiguresPage }) },
  ],
} satisfies Pages;
