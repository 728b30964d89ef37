import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** Small files of every kind that is kept as evidence, with and without what a camera notes beside a picture. */

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const segment = (marker: number, body: Buffer): Buffer => {
  const length = body.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), body]);
};

/** A TIFF block with the orientation and, if wanted, a directory of a place. */
export function cameraNotes({ orientation = 6, hasPlace = true } = {}): Buffer {
  const entries = [[0x0112, 3, orientation << 16], ...(hasPlace ? [[0x8825, 4, 64]] : [])] as const;
  const block = Buffer.alloc(80);
  block.write('MM\0*', 'latin1');
  block.writeUInt32BE(8, 4);
  block.writeUInt16BE(entries.length, 8);
  entries.forEach(([tag, type, value], i) => {
    block.writeUInt16BE(tag, 10 + 12 * i);
    block.writeUInt16BE(type, 12 + 12 * i);
    block.writeUInt32BE(1, 14 + 12 * i);
    block.writeUInt32BE(value, 18 + 12 * i);
  });
  block.write('PLACE 36.47N', 64, 'latin1');
  return block;
}

export const exifSegment = (notes = cameraNotes()): Buffer =>
  segment(0xe1, Buffer.concat([latin('Exif\0\0'), notes]));

const JFIF = segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0'));
const FRAME = segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0]));

/** One grey point; `seed` makes it another picture, `extra` stands before the frame, `tail` behind the end. */
export const jpeg = (seed = 0, { extra = [] as readonly Buffer[], tail = latin('') } = {}): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...extra,
    JFIF,
    segment(0xdb, Buffer.alloc(65, 1)),
    FRAME,
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, seed & 0x7f, 0xff, 0xd0, (seed >> 7) & 0x7f]),
    Buffer.from([0xff, 0xd9]),
    tail,
  ]);

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([latin(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

export const png = (...extra: readonly (readonly [type: string, data: string])[]): Buffer =>
  Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    ...extra.map(([type, data]) => chunk(type, latin(data))),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', latin('')),
  ]);

const riff = (type: string, data: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([latin(type), size, data, Buffer.alloc(data.length % 2)]);
};

export const webp = (flags = 0, ...extra: readonly (readonly [type: string, data: string])[]): Buffer => {
  const body = Buffer.concat([
    latin('WEBP'),
    riff('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riff('VP8L', Buffer.from([0x2f, 0, 0, 0, 0])),
    ...extra.map(([type, data]) => riff(type, latin(data))),
  ]);
  const head = latin('RIFF\0\0\0\0');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

export const pdf = (inside = 'a form'): Buffer => latin(`%PDF-1.4\n${inside}\n%%EOF\n`);

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
