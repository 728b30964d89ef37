import { crc32 } from 'node:zlib';
import { ascii, Broken, viewOf } from './bytes.ts';

/** Chunks that a picture is drawn from; texts, times, camera notes, moving pictures and unknown ones are left out. */
const NEEDED = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs cICP'.split(' '));
const HEAD_BYTES = 8;

/** The picture without notes; each chunk's check sum is compared. */
export function cleanPng(bytes: Uint8Array): Buffer {
  const kept: Uint8Array[] = [bytes.subarray(0, HEAD_BYTES)];
  const view = viewOf(bytes);
  let hasData = false;
  for (let at = HEAD_BYTES; ;) {
    if (at + 12 > bytes.length) throw new Broken();
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw new Broken();
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) throw new Broken();
    const type = ascii(bytes, at + 4, 4);
    if (at === HEAD_BYTES && type !== 'IHDR') throw new Broken();
    if (NEEDED.has(type)) kept.push(bytes.subarray(at, end));
    hasData ||= type === 'IDAT';
    if (type === 'IEND') {
      if (!hasData) throw new Broken();
      return Buffer.concat(kept);
    }
    at = end;
  }
}
