import type { Pages } from '../index.ts';

export default {
  light: true,
  routes: [
    {
      path: 'rounds/:county',
      lazy: async () => ({ Component: (await import('./shell.tsx')).RoundsShell }),
      children: [
        { index: true, lazy: async () => ({ Component: (await import('./list.tsx')).Rounds }) },
        { path: ':round', lazy: async () => ({ Component: (await import('./round.tsx')).Round }) },
      ],
    },
  ],
} satisfies Pages;
