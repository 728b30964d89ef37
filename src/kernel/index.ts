/** The words every module shares: money, days, area codes, ID numbers, failures, exact splits. */
export * from './pure.ts';
