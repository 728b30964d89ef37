import type { Pages } from '../index.ts';

export default {
  light: true,
  routes: [
    { path: 'sign-in', lazy: async () => ({ Component: (await import('./sign-in.tsx')).SignInPage }) },
  ],
} satisfies Pages;
