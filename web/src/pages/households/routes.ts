import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'households', lazy: async () => ({ Component: (await import('./list.tsx')).HouseholdsPage }) },
    {
      path: 'households/:household',
      lazy: async () => ({ Component: (await import('./household.tsx')).HouseholdPage }),
    },
  ],
} satisfies Pages;
