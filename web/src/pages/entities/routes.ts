import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'entities', lazy: async () => ({ Component: (await import('./list.tsx')).EntitiesPage }) },
    { path: 'entities/escrow', lazy: async () => ({ Component: (await import('./escrow.tsx')).EscrowPage }) },
    { path: 'entities/linked', lazy: async () => ({ Component: (await import('./linked.tsx')).LinkedPage }) },
    {
      path: 'entities/spending/:request',
      lazy: async () => ({ Component: (await import('./request.tsx')).RequestPage }),
    },
    {
      path: 'entities/inventories/:inventory',
      lazy: async () => ({ Component: (await import('./inventory.tsx')).InventoryPage }),
    },
    {
      path: 'entities/:entity',
      lazy: async () => ({ Component: (await import('./entity.tsx')).EntityPage }),
    },
  ],
} satisfies Pages;
