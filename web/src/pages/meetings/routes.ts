import type { Pages } from '../index.ts';

export default {
  routes: [
    { path: 'meetings', lazy: async () => ({ Component: (await import('./list.tsx')).MeetingsPage }) },
    { path: 'meetings/new', lazy: async () => ({ Component: (await import('./call.tsx')).CallPage }) },
    { path: 'meetings/bodies', lazy: async () => ({ Component: (await import('./bodies.tsx')).BodiesPage }) },
    {
      path: 'meetings/bodies/:body',
      lazy: async () => ({ Component: (await import('./body.tsx')).BodyPage }),
    },
    {
      path: 'meetings/:meeting',
      lazy: async () => ({ Component: (await import('./meeting.tsx')).MeetingPage }),
    },
    {
      path: 'meetings/:meeting/screen',
      lazy: async () => ({ Component: (await import('./screen.tsx')).ScreenPage }),
    },
  ],
} satisfies Pages;
