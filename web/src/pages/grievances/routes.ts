import type { Pages } from '../index.ts';

export default {
  routes: [
    {
      path: 'grievances',
      lazy: async () => ({ Component: (await import('./grievances.tsx')).GrievancesPage }),
    },
  ],
} satisfies Pages;
