/** Keeps the pages themselves on the device, so that they open without a connection (worker.ts). */
export function registerShell(): void {
  // While pages are developed they change under the worker's hands.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.register('/worker.js').catch(() => undefined);
}
