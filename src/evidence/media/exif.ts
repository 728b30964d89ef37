import { ascii, viewOf } from './bytes.ts';

/** What is asked of a camera's notes: which way up the picture is, and whether they tell where it was taken. */
export interface CameraNotes {
  /** 1 to 8; 1: as it is. */
  readonly orientation: number;
  readonly hasPlace: boolean;
}

const ORIENTATION = 0x0112;
const PLACE = 0x8825;
const ENTRY_BYTES = 12;

/** Reads a TIFF block, `II*` or `MM*` and its first directory; what cannot be read says nothing. */
export function readCameraNotes(tiff: Uint8Array): CameraNotes {
  const none = { orientation: 1, hasPlace: false };
  const order = ascii(tiff, 0, 2);
  if ((order !== 'II' && order !== 'MM') || tiff.length < 8) return none;
  const little = order === 'II';
  const view = viewOf(tiff);
  const start = view.getUint32(4, little);
  if (start + 2 > tiff.length) return none;
  const count = view.getUint16(start, little);
  let notes: CameraNotes = none;
  for (let entry = 0; entry < count; entry++) {
    const at = start + 2 + entry * ENTRY_BYTES;
    if (at + ENTRY_BYTES > tiff.length) break;
    const tag = view.getUint16(at, little);
    if (tag === PLACE) notes = { ...notes, hasPlace: true };
    const value = view.getUint16(at + 8, little);
    if (tag === ORIENTATION && value >= 1 && value <= 8) notes = { ...notes, orientation: value };
  }
  return notes;
}

/** The smallest block that says which way up a picture is, as a JPEG segment. */
export function orientationSegment(orientation: number): Buffer {
  const directory = [0, 1, ORIENTATION >> 8, ORIENTATION & 0xff, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const body = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'),
    Buffer.from([...directory, 0, 0, 0, 0]),
  ]);
  const length = body.length + 2;
  return Buffer.concat([Buffer.from([0xff, 0xe1, length >> 8, length & 0xff]), body]);
}
