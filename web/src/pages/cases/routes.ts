import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'cases', lazy: async () => ({ Component: (await import('./list/list.tsx')).ListPage }) },
    { path: 'cases/:case', lazy: async () => ({ Component: (await import('./case/case.tsx')).CasePage }) },
  ],
} satisfies Pages;
