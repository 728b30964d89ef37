/** A photo or paper as it is sent: made small, without what a camera notes (place, device, time). */
export interface Picture {
  readonly name: string;
  readonly sha256: string;
  readonly blob: Blob;
}

const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/**
 * Draws a photo anew, at most 1600 pixels long: some 300 kB, upright, and with nothing but what is seen. A PDF stays as
 * it is. Fails with a `TypeError` for what is no picture.
 */
export async function pictureOf(file: File): Promise<Picture> {
  const isPaper = file.type === 'application/pdf';
  const blob = isPaper ? file : await drawnAnew(file);
  const stem = file.name.replace(/\.\w+$/, '') || 'photo';
  return { name: `${stem}.${isPaper ? 'pdf' : 'jpg'}`, sha256: await hashOf(blob), blob };
}

async function drawnAnew(file: Blob): Promise<Blob> {
  const address = URL.createObjectURL(file);
  try {
    // An <img> turns the picture upright by itself, also in browsers that cannot decode a blob off the page.
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.addEventListener('load', resolve);
      image.addEventListener('error', () => reject(new TypeError('not a picture')));
      image.src = address;
    });
    const { naturalWidth, naturalHeight } = image;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(naturalWidth, naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(naturalWidth * scale);
    canvas.height = Math.round(naturalHeight * scale);
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new TypeError('not a picture'))),
        'image/jpeg',
        QUALITY,
      ),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function hashOf(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
