/** Who may do what, and the trail of what was done. Accounts and areas of responsibility join the funnel here. */
export { type Act, act, type Done } from './funnel.ts';
