import { crc32, deflateSync } from 'node:zlib';
import { type FileReference, keepFile } from '../../evidence/index.ts';
import type { Db } from '../../platform/index.ts';

/** What is photographed in the story: one picture of each, since all of them show nothing. */
const STRIPES = { visit: 24, signatures: 12, notice: 6 } as const;
export type Photographed = keyof typeof STRIPES;
export type Pictures = Readonly<Record<Photographed, string>>;

const [WIDTH, HEIGHT] = [240, 160] as const;

/** Keeps the pictures of the story; answers their hashes. */
export async function keepPictures(db: Db, countyCode: string): Promise<Pictures> {
  const kept: Partial<Record<Photographed, string>> = {};
  for (const [shown, stripes] of Object.entries(STRIPES)) {
    const order = { actor: 'office', countyCode, name: `合成-${shown}.png`, bytes: stripedPng(stripes) };
    kept[shown as Photographed] = (await keepFile(db, order)).sha256;
  }
  return kept as Pictures;
}

export const photo = (pictures: Pictures, shown: Photographed, name: string): FileReference => ({
  name: `合成-${name}.png`,
  sha256: pictures[shown],
});

/** Grey stripes as PNG (ISO/IEC 15948): eight bits a pixel, no filter. */
function stripedPng(stripes: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header[8] = 8;
  const lines = Buffer.alloc(HEIGHT * (WIDTH + 1));
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      lines[y * (WIDTH + 1) + x + 1] = Math.floor(((x + y) * stripes) / WIDTH) % 2 === 0 ? 0xe8 : 0xb0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
