import type { Pages } from '../index.ts';

export default {
  routes: [{ path: 'audit', lazy: async () => ({ Component: (await import('./audit.tsx')).AuditPage }) }],
} satisfies Pages;
