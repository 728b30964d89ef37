import { Navigate } from 'react-router';
import { useMe } from '../session.ts';
import { menuOf } from './menu.ts';

/** Everybody lands on their work, never on a page of pictures. */
export function Start() {
  const me = useMe();
  return <Navigate to={menuOf(me)[0]?.path ?? '/me'} replace />;
}
