import { lightRoutes } from './index.ts';

export const lightHasPage = (path: string): boolean =>
  lightRoutes.some((route) => route.path?.split('/')[0] === path.slice(1));
