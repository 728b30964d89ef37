const PATHS = {
  hourglass: 'M4 1.5h8M4 14.5h8M5 2v2.5L8 8l3-3.5V2M5 14v-2.5L8 8l3 3.5V14',
  pause: 'M5.5 3v10M10.5 3v10',
  phone: 'M4.5 1.5h7v13h-7zM7 12.5h2',
  lock: 'M3.5 7h9v7h-9zM5.5 7V4.5a2.5 2.5 0 0 1 5 0V7',
  clip: 'M12 6.5 7.5 11a1.8 1.8 0 0 1-2.6-2.6l5-5a2.8 2.8 0 0 1 4 4l-5.4 5.4a4 4 0 0 1-5.6-5.6l4.6-4.7',
  speaker: 'M2 6h2.5L8 3v10l-3.5-3H2zM10.5 5.5a3.5 3.5 0 0 1 0 5M12.5 3.5a6 6 0 0 1 0 9',
};

/** Shapes that many a system's fonts lack: drawn, in the colour of the text, beside words that say the same. */
export function Shape({ of }: { readonly of: keyof typeof PATHS }) {
  return (
    <svg className="shape" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[of]} />
    </svg>
  );
}
