/** A key nobody else has. `crypto.randomUUID` is missing from older phones, and everywhere without HTTPS. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
