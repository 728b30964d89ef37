import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'policies', lazy: async () => ({ Component: (await import('./policies.tsx')).PoliciesPage }) },
    { path: 'policies/what-if', lazy: async () => ({ Component: (await import('./what-if.tsx')).WhatIfPage }) },
    {
      path: 'policies/scenarios',
      lazy: async () => ({ Component: (await import('./scenarios.tsx')).ScenariosPage }),
    },
    {
      path: 'policies/proposals',
      lazy: async () => ({ Component: (await import('./proposals.tsx')).ProposalsPage }),
    },
    { path: 'policies/:policy', lazy: async () => ({ Component: (await import('./policy.tsx')).PolicyPage }) },
  ],
} satisfies Pages;
