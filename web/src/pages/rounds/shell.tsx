import { Outlet } from 'react-router';
import { LookControls } from '../../shell/controls.tsx';
import './rounds.css';

/** Pages for everybody: no sign-in, one column. */
export function RoundsShell() {
  return (
    <div className="light rounds">
      <header className="rounds-head no-print">
        <strong>梯田 Terrace</strong>
        <LookControls />
      </header>
      <main>
        <Outlet />
      </main>
    </div>
  );
}
