import { randomUUID } from 'node:crypto';
import type { SlackFile } from '../blocks/elements.ts';
import { pictureType } from './picture-type.ts';

/** A file as a message shows it. */
export interface SharedFile {
  id: string;
  name: string;
  title: string;
  /** In bytes. */
  size: number;
}

/** A file on its way: asked for, uploaded, or shared. */
export interface StoredFile extends SharedFile {
  /** The last part of the URL its bytes are posted to. */
  readonly upload: string;
  bytes: Uint8Array | undefined;
  shared: boolean;
  /** When its upload was completed, in milliseconds since the epoch. */
  completedAt?: number;
}

/** What became of posted bytes. */
export type Received = 'received' | 'no such upload' | 'wrong length';

/** The files of a workspace. Bytes stay here: messages carry only what a file is called and how long it is. */
export class Files {
  readonly #files: StoredFile[] = [];
  readonly #now: () => number;
  readonly #processingMs: number;

  /** `processingMs` is how long Slack looks at a file that was completed before blocks can show it. */
  constructor(now: () => number, processingMs: number) {
    this.#now = now;
    this.#processingMs = processingMs;
  }

  /** A file that is to come, with `size` bytes. */
  expect(name: string, size: number): StoredFile {
    const id = `F${String(this.#files.length + 1).padStart(9, '0')}`;
    const file: StoredFile = {
      id,
      name,
      title: name,
      size,
      upload: randomUUID(),
      bytes: undefined,
      shared: false,
    };
    this.#files.push(file);
    return file;
  }

  find(id: string): StoredFile | undefined {
    return this.#files.find((file) => file.id === id);
  }

  /** Completes an upload: from now on Slack looks at the file, under this title. */
  complete(file: StoredFile, title: string): void {
    Object.assign(file, { title, shared: true, completedAt: this.#now() } satisfies Partial<StoredFile>);
  }

  /**
   * Whether blocks of the bot can show a file: one that it completed, in a channel or for itself alone, that is a picture,
   * and that Slack has looked at.
   */
  isShown({ id, url = '' }: SlackFile): boolean {
    const file = this.find(id ?? /\/(F[A-Z0-9]{8,})\//.exec(url)?.[1] ?? '');
    if (file?.completedAt === undefined || file.bytes === undefined) return false;
    return pictureType(file.bytes) !== undefined && this.#now() - file.completedAt >= this.#processingMs;
  }

  /** Takes the bytes posted to an upload's URL. They must be as many as were announced. */
  receive(upload: string, bytes: Uint8Array): Received {
    const file = this.#files.find((one) => one.upload === upload && !one.shared);
    if (file === undefined) return 'no such upload';
    if (bytes.byteLength !== file.size) return 'wrong length';
    file.bytes = bytes;
    return 'received';
  }
}
