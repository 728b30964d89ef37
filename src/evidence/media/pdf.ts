import { Broken } from './bytes.ts';
import { readCameraNotes } from './exif.ts';

const TAIL_BYTES = 1024;

/** A document is kept as it is; one that holds a photo which tells its place is told by `hasPlace`. */
export function lookAtPdf(bytes: Uint8Array): { readonly hasPlace: boolean } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!all.subarray(-TAIL_BYTES).includes('%%EOF')) throw new Broken();
  if (all.includes('GPSLatitude')) return { hasPlace: true };
  for (let at = all.indexOf('Exif\0\0'); at >= 0; at = all.indexOf('Exif\0\0', at + 1))
    if (readCameraNotes(all.subarray(at + 6)).hasPlace) return { hasPlace: true };
  return { hasPlace: false };
}
