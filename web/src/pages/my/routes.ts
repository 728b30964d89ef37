import type { Pages } from '../index.ts';

export default {
  light: true,
  routes: [
    {
      path: 'my',
      lazy: async () => ({ Component: (await import('./shell.tsx')).MyShell }),
      children: [
        { index: true, lazy: async () => ({ Component: (await import('./home.tsx')).Home }) },
        { path: 'cases/:case', lazy: async () => ({ Component: (await import('./case.tsx')).MyCase }) },
        { path: 'cases/:case/why', lazy: async () => ({ Component: (await import('./why.tsx')).Why }) },
        { path: 'cases/:case/say', lazy: async () => ({ Component: (await import('./say.tsx')).Say }) },
        { path: 'declare', lazy: async () => ({ Component: (await import('./declare.tsx')).Declare }) },
        { path: 'shares', lazy: async () => ({ Component: (await import('./shares.tsx')).MyShares }) },
        { path: 'notices', lazy: async () => ({ Component: (await import('./notices.tsx')).MyNotices }) },
      ],
    },
  ],
} satisfies Pages;
