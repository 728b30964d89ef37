/** A file that shows something, by the name it came under and the hash of its content. */
export interface FileReference {
  readonly name: string;
  readonly sha256: string;
}

export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** A photo that a phone has made smaller, or some scanned pages. */
export const LARGEST_FILE_BYTES = 5_000_000;

/** What a file may belong to. `account`: whoever brought it, until it is used. */
export type FileModule = 'cases' | 'meeting' | 'notice' | 'draft' | 'entity';

export interface FileSubject {
  readonly module: FileModule;
  readonly id: string;
  readonly areaCode: string;
  readonly householdNo?: string | undefined;
}
