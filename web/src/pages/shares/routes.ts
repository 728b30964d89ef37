import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'shares', lazy: async () => ({ Component: (await import('./books.tsx')).BooksPage }) },
    {
      path: 'shares/rounds/:round',
      lazy: async () => ({ Component: (await import('./round.tsx')).RoundPage }),
    },
    { path: 'shares/:entity', lazy: async () => ({ Component: (await import('./book.tsx')).BookPage }) },
  ],
} satisfies Pages;
