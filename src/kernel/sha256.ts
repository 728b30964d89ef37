/**
 * SHA-256 of a text's UTF-8 bytes in hex (FIPS 180-4), where a browser offers none: its own works on safe addresses only
 * and never at once, and a villager's phone may read a page over a plain one.
 */
export function sha256Hex(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const words = padded(bytes);
  const state = Uint32Array.from(START);
  for (let block = 0; block < words.length; block += 16) compress(state, words, block);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime !== 0)) PRIMES.push(n);
/** The first 32 bits behind the point, as the standard takes its constants from roots of primes. */
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32);
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUND = Uint32Array.from(PRIMES.map((prime) => fraction(Math.cbrt(prime))));

/** The message as big-endian words: a one bit behind it, zeros, and its length in bits in the last two. */
function padded(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array((((bytes.length + 8) >> 6) + 1) * 16);
  bytes.forEach((byte, i) => (words[i >> 2]! |= byte << (24 - (i & 3) * 8)));
  words[bytes.length >> 2]! |= 0x80 << (24 - (bytes.length & 3) * 8);
  words[words.length - 2] = Math.floor(bytes.length / 2 ** 29);
  words[words.length - 1] = bytes.length << 3;
  return words;
}

const schedule = new Uint32Array(64);
const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

function compress(state: Uint32Array, words: Uint32Array, block: number): void {
  for (let i = 0; i < 64; i++) {
    if (i < 16) schedule[i] = words[block + i]!;
    else {
      const [early, late] = [schedule[i - 15]!, schedule[i - 2]!];
      const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      schedule[i] = schedule[i - 16]! + small + schedule[i - 7]! + large;
    }
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let i = 0; i < 64; i++) {
    const mixed = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g));
    const first = (h + mixed + ROUND[i]! + schedule[i]!) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i]! += word));
}

type Eight = [number, number, number, number, number, number, number, number];
