import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'money', lazy: async () => ({ Component: (await import('./pool.tsx')).PoolPage }) },
    { path: 'money/ledger', lazy: async () => ({ Component: (await import('./ledger.tsx')).LedgerPage }) },
    {
      path: 'money/ledger/:account',
      lazy: async () => ({ Component: (await import('./statement.tsx')).StatementPage }),
    },
    {
      path: 'money/payments',
      lazy: async () => ({ Component: (await import('./payments.tsx')).PaymentsPage }),
    },
    {
      path: 'money/payments/:list',
      lazy: async () => ({ Component: (await import('./payment-list.tsx')).PaymentListPage }),
    },
    { path: 'money/samples', lazy: async () => ({ Component: (await import('./samples.tsx')).SamplesPage }) },
    {
      path: 'money/samples/:sample',
      lazy: async () => ({ Component: (await import('./sample.tsx')).SamplePage }),
    },
  ],
} satisfies Pages;
