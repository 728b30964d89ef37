import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'feeds', lazy: async () => ({ Component: (await import('./feeds.tsx')).FeedsPage }) },
    { path: 'feeds/new', lazy: async () => ({ Component: (await import('./wizard.tsx')).WizardPage }) },
    { path: 'feeds/jobs/:job', lazy: async () => ({ Component: (await import('./job.tsx')).JobPage }) },
  ],
} satisfies Pages;
