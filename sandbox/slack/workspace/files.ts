import { randomUUID } from 'node:crypto';

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
}

/** What became of posted bytes. */
export type Received = 'received' | 'no such upload' | 'wrong length';

/** The files of a workspace. Bytes stay here: messages carry only what a file is called and how long it is. */
export class Files {
  readonly #files: StoredFile[] = [];

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

  /** Takes the bytes posted to an upload's URL. They must be as many as were announced. */
  receive(upload: string, bytes: Uint8Array): Received {
    const file = this.#files.find((one) => one.upload === upload && !one.shared);
    if (file === undefined) return 'no such upload';
    if (bytes.byteLength !== file.size) return 'wrong length';
    file.bytes = bytes;
    return 'received';
  }
}
