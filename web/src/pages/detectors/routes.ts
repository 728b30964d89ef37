import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'detectors', lazy: async () => ({ Component: (await import('./board.tsx')).DetectorsPage }) },
    {
      path: 'detectors/:detector',
      lazy: async () => ({ Component: (await import('./detector.tsx')).DetectorPage }),
    },
  ],
} satisfies Pages;
