import type { RouteObject } from 'react-router';

/**
 * The routes of a folder of pages. Pages for the public and for households stand on their own (`light`), without Ant
 * Design and the staff's shell, so that an old phone loads them quickly.
 */
export interface Pages {
  readonly light?: true;
  readonly routes: readonly RouteObject[];
}

const folders = import.meta.glob<{ readonly default: Pages }>('./*/routes.ts', { eager: true });
const all = Object.values(folders).map((folder) => folder.default);

export const lightRoutes = all.filter(({ light }) => light).flatMap(({ routes }) => routes);
export const staffRoutes = all.filter(({ light }) => !light).flatMap(({ routes }) => routes);

/** Whether a menu entry leads somewhere. */
export const hasPage = (path: string): boolean =>
  staffRoutes.some((route) => route.path === path.slice(1) || (path === '/' && route.index === true));
