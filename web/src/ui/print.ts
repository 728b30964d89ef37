/** Tells pictures that nobody has scrolled to yet to draw themselves. */
export const BEFORE_PRINT = 'terrace:print';
const PATIENCE_MS = 8000;
const LOOK_MS = 100;

/** Prints the page with all its pictures. */
export async function printPage(): Promise<void> {
  dispatchEvent(new Event(BEFORE_PRINT));
  const end = Date.now() + PATIENCE_MS;
  do await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  while (document.querySelector('[role="img"][aria-busy="true"]') && Date.now() < end);
  print();
}
