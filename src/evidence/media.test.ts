import { describe, expect, test } from 'vitest';
import { cameraNotes, exifSegment, jpeg, pdf, png, webp } from '../../test/pictures.ts';
import { fc } from '../../test/properties.ts';
import { cleanFile } from './media.ts';
import { LARGEST_FILE_BYTES } from './model.ts';

const clean = (bytes: Uint8Array) => Buffer.from(cleanFile('a', bytes).bytes);
const refusal = (code: string) => expect.objectContaining({ code });

describe('a picture without notes stays as it is, to the byte', () => {
  test.each([
    ['image/jpeg', jpeg()],
    ['image/png', png()],
    ['image/webp', webp()],
    ['application/pdf', pdf()],
  ])('%s, whatever its name says', (mediaType, bytes) => {
    const kept = cleanFile('photo.exe', bytes);
    expect(kept.mediaType).toBe(mediaType);
    expect(Buffer.from(kept.bytes)).toEqual(bytes);
  });
});

describe('what a camera noted goes', () => {
  const SECRET = /PLACE|Nokia|second|GPS/;
  const comment = Buffer.from('\xff\xfe\0\x07Nokia', 'latin1');
  const iptc = Buffer.from('\xff\xed\0\x07PLACE', 'latin1');
  const profile = Buffer.from('\xff\xe2\0\x10ICC_PROFILE\0\x01\x01', 'latin1');
  const tail = jpeg(3, { extra: [exifSegment()] });

  test.each([
    [
      'EXIF, IPTC, a comment and a second picture of a JPEG',
      jpeg(0, { extra: [exifSegment(), iptc, comment], tail }),
    ],
    [
      'texts, times and EXIF of a PNG',
      png(['tEXt', 'GPS\0PLACE'], ['eXIf', 'MM PLACE'], ['tIME', 'second!'], ['prVt', 'PLACE']),
    ],
    [
      'EXIF and XMP of a WebP',
      webp(0x0c, ['EXIF', 'MM PLACE'], ['XMP ', 'exif:GPSLatitude'], ['WHAT', 'PLACE']),
    ],
  ])('%s', (_, bytes) => {
    expect(bytes.toString('latin1')).toMatch(SECRET);
    expect(clean(bytes).toString('latin1')).not.toMatch(SECRET);
    expect(clean(clean(bytes))).toEqual(clean(bytes));
  });

  test('but which way up the picture is, and its colours', () => {
    expect(clean(jpeg(0, { extra: [exifSegment(cameraNotes({ orientation: 1 })), profile] }))).toEqual(
      jpeg(0, { extra: [profile] }),
    );
    const turned = exifSegment(
      Buffer.from([
        ...Buffer.from('MM\0*'),
        0,
        0,
        0,
        8,
        0,
        1,
        1,
        0x12,
        0,
        3,
        0,
        0,
        0,
        1,
        0,
        6,
        0,
        0,
        0,
        0,
        0,
        0,
      ]),
    );
    expect(clean(jpeg(0, { extra: [exifSegment()] }))).toEqual(jpeg(0, { extra: [turned] }));
  });

  test('of a WebP the head no longer announces them', () => {
    expect(clean(webp(0x2c, ['EXIF', 'x']))).toEqual(webp(0x20));
  });
});

describe('a document that tells where a photo in it was taken', () => {
  const exif = (hasPlace: boolean) =>
    pdf(Buffer.concat([Buffer.from('Exif\0\0'), cameraNotes({ hasPlace })]).toString('latin1'));
  test.each([
    ['in EXIF', exif(true)],
    ['in XMP', pdf('<exif:GPSLatitude>36,47N</exif:GPSLatitude>')],
  ])('%s is refused', (_, bytes) => {
    expect(() => clean(bytes)).toThrow(refusal('evidence.located'));
  });
  test('without a place it is kept', () => {
    expect(clean(exif(false))).toEqual(exif(false));
  });
});

describe('what is refused', () => {
  const flip = (bytes: Buffer, at: number) =>
    Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)));
  test.each([
    ['a program', Buffer.from('MZ\x90'), 'evidence.kind'],
    ['a page', Buffer.from('<html><script>'), 'evidence.kind'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'evidence.kind'],
    ['nothing', Buffer.alloc(0), 'evidence.kind'],
    ['half a JPEG', jpeg().subarray(0, -2), 'evidence.broken'],
    ['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'evidence.broken'],
    ['half a PNG', png().subarray(0, -1), 'evidence.broken'],
    ['a PNG with a wrong bit', flip(png(), 20), 'evidence.broken'],
    ['half a WebP', webp().subarray(0, -3), 'evidence.broken'],
    ['a WebP without a picture', Buffer.from('RIFF\x04\0\0\0WEBP', 'latin1'), 'evidence.broken'],
    ['half a PDF', pdf().subarray(0, -7), 'evidence.broken'],
    ['more than 5 MB', Buffer.concat([jpeg(), Buffer.alloc(LARGEST_FILE_BYTES)]), 'evidence.large'],
  ])('%s', (_, bytes, code) => {
    expect(() => clean(bytes)).toThrow(refusal(code));
  });

  test('anything cut off or changed is kept clean or refused, never a fault', () => {
    const whole = [
      jpeg(1, { extra: [exifSegment()] }),
      png(['tEXt', 'a\0b']),
      webp(8, ['EXIF', 'abc']),
      pdf('Exif\0\0MM\0*'),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 4 }),
        fc.nat(300),
        (bytes, changes, length) => {
          const hurt = Buffer.from(bytes.subarray(0, length));
          for (const [at, value] of changes) if (at < hurt.length) hurt[at] = value;
          try {
            clean(hurt);
          } catch (error) {
            expect((error as { code?: string }).code).toMatch(/^evidence\./);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
