import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'village/new', lazy: async () => ({ Component: (await import('./new.tsx')).NewPage }) },
    {
      path: 'village/declarations/:draft',
      lazy: async () => ({ Component: (await import('./declare.tsx')).DeclarePage }),
    },
    {
      path: 'village/visits/:draft',
      lazy: async () => ({ Component: (await import('./visit.tsx')).VisitPage }),
    },
    { path: 'village/outbox', lazy: async () => ({ Component: (await import('./outbox.tsx')).OutboxPage }) },
  ],
} satisfies Pages;
