import { readdir, readFile } from 'node:fs/promises';
import { extname, sep } from 'node:path';

/** A file as it is served. */
export interface StaticFile {
  contentType: string;
  content: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * The page's files by URL path, folders and all, `/` being index.html. Read once, so that a request can only name
 * what is there: no path is ever made from a URL.
 */
export const staticFiles = async (folder: URL): Promise<ReadonlyMap<string, StaticFile>> => {
  const files = new Map<string, StaticFile>();
  for (const found of await readdir(folder, { recursive: true })) {
    const name = found.replaceAll(sep, '/');
    const contentType = TYPES[extname(name)];
    if (contentType === undefined) continue;
    const content = await readFile(new URL(name, folder));
    files.set(name === 'index.html' ? '/' : `/${name}`, { contentType, content });
  }
  return files;
};
