import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'register', lazy: async () => ({ Component: (await import('./register.tsx')).RegisterPage }) },
  ],
} satisfies Pages;
