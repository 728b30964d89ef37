import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'notices', lazy: async () => ({ Component: (await import('./list.tsx')).NoticesPage }) },
    { path: 'notices/new', lazy: async () => ({ Component: (await import('./draft.tsx')).DraftPage }) },
    {
      path: 'notices/objections',
      lazy: async () => ({ Component: (await import('./objections.tsx')).ObjectionsPage }),
    },
    {
      path: 'notices/objections/:objection',
      lazy: async () => ({ Component: (await import('./objection.tsx')).ObjectionPage }),
    },
    { path: 'notices/:notice', lazy: async () => ({ Component: (await import('./notice.tsx')).NoticePage }) },
  ],
} satisfies Pages;
