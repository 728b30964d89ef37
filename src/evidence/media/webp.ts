import { ascii, Broken, viewOf } from './bytes.ts';

const NEEDED = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);
const DRAWN = new Set(['VP8 ', 'VP8L']);
const HEAD_BYTES = 12;
/** Bits of the extended head that announce camera notes, XMP and a moving picture. */
const NOTES = 0x08 | 0x04 | 0x02;

/** The picture without EXIF, XMP and unknown chunks. A moving one shows nothing and is refused. */
export function cleanWebp(bytes: Uint8Array): Buffer {
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) throw new Broken();
  const kept: Buffer[] = [];
  let hasPicture = false;
  for (let at = HEAD_BYTES; at < end;) {
    if (at + 8 > end) throw new Broken();
    const size = view.getUint32(at + 4, true);
    const next = at + 8 + size + (size % 2);
    if (at + 8 + size > end) throw new Broken();
    const type = ascii(bytes, at, 4);
    if (NEEDED.has(type)) {
      const chunk = Buffer.alloc(next - at);
      chunk.set(bytes.subarray(at, Math.min(next, end)));
      if (type === 'VP8X') chunk[8]! &= ~NOTES;
      kept.push(chunk);
    }
    hasPicture ||= DRAWN.has(type);
    at = next;
  }
  if (!hasPicture) throw new Broken();
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}
