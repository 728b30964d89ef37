import { ascii, Broken, viewOf } from './bytes.ts';
import { orientationSegment, readCameraNotes } from './exif.ts';

const [SOI, EOI, SOS, APP0, APP1, APP2, APP14, APP15, COM] = [
  0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe,
];
/** Begin a frame: baseline, progressive and the rarer ones. Without one there is no picture. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * The picture without the camera's notes (EXIF, XMP, IPTC, comments, small second pictures, what hangs on behind the
 * end): what is needed to draw it stays as it is, and which way up it is held.
 */
export function cleanJpeg(bytes: Uint8Array): Buffer {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let [at, hasFrame, orientation] = [2, false, 1];
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined || marker === SOI) throw new Broken();
    if (marker === EOI) {
      if (!hasFrame) throw new Broken();
      kept.push(bytes.subarray(at, at + 2));
      const turned = orientation === 1 ? [] : [orientationSegment(orientation)];
      return Buffer.concat([kept[0]!, ...turned, ...kept.slice(1)]);
    }
    if (at + 4 > bytes.length) throw new Broken();
    let end = at + 2 + viewOf(bytes).getUint16(at + 2);
    if (marker === SOS) end = endOfScan(bytes, end);
    if (end > bytes.length || end < at + 4) throw new Broken();
    if (isFrame(marker)) hasFrame = true;
    if (marker === APP1 && ascii(bytes, at + 4, 6) === 'Exif\0\0')
      orientation = readCameraNotes(bytes.subarray(at + 10, end)).orientation;
    if (isNeeded(bytes, at, marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
}

/** Colours are told by the JFIF head, the ICC profile and Adobe's transform; all else of APPn and COM is notes. */
function isNeeded(bytes: Uint8Array, at: number, marker: number): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  return (
    (marker === APP0 && ascii(bytes, at + 4, 5) === 'JFIF\0') ||
    (marker === APP2 && ascii(bytes, at + 4, 12) === 'ICC_PROFILE\0') ||
    (marker === APP14 && ascii(bytes, at + 4, 5) === 'Adobe')
  );
}

/** Where the packed data of a scan end: at the next marker that is no restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new Broken();
}
