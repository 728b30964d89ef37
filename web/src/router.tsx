import { createBrowserRouter, Navigate } from 'react-router';
import { lightRoutes, staffRoutes } from './pages/index.ts';
import { PageFault, UnknownPage } from './shell/fault.tsx';

export const router = createBrowserRouter([
  {
    errorElement: <PageFault />,
    hydrateFallbackElement: <></>,
    children: [
      ...lightRoutes,
      {
        lazy: async () => ({ Component: (await import('./shell/staff.tsx')).default }),
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./shell/start.tsx')).Start }) },
          { errorElement: <PageFault />, children: [...staffRoutes] },
          { path: 'sign-out', element: <Navigate to="/sign-in" replace /> },
          { path: '*', element: <UnknownPage /> },
        ],
      },
    ],
  },
]);
