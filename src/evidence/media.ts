import { fail } from './errors.ts';
import { ascii, Broken } from './media/bytes.ts';
import { cleanJpeg } from './media/jpeg.ts';
import { lookAtPdf } from './media/pdf.ts';
import { cleanPng } from './media/png.ts';
import { cleanWebp } from './media/webp.ts';
import { LARGEST_FILE_BYTES, type MediaType } from './model.ts';

/** A file as it may be kept. */
export interface CleanFile {
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array;
}

/**
 * What a file is, told by its content, and the content without what a camera noted beside the picture: place, device,
 * time, comments. A picture without such notes stays as it is, to the byte.
 *
 * Fails with `evidence.large`, `evidence.kind`, `evidence.broken`, `evidence.located`.
 */
export function cleanFile(name: string, bytes: Uint8Array): CleanFile {
  const particulars = { file: name };
  if (bytes.length > LARGEST_FILE_BYTES)
    throw fail('evidence.large', { ...particulars, megabytes: LARGEST_FILE_BYTES / 1_000_000 });
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === undefined) throw fail('evidence.kind', particulars);
  try {
    if (mediaType !== 'application/pdf') return { mediaType, bytes: CLEANERS[mediaType](bytes) };
    if (lookAtPdf(bytes).hasPlace) throw fail('evidence.located', particulars);
    return { mediaType, bytes };
  } catch (error) {
    if (error instanceof Broken) throw fail('evidence.broken', particulars);
    throw error;
  }
}

const CLEANERS = { 'image/jpeg': cleanJpeg, 'image/png': cleanPng, 'image/webp': cleanWebp };

function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const head = ascii(bytes, 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  if (head.startsWith('%PDF-')) return 'application/pdf';
  return undefined;
}
