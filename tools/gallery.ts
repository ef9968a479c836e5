/**
 * Writes docs/gallery.md, every message in every state: `node tools/gallery.ts`. A unit test fails while the page is
 * older than the views, or a view isn't in it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { galleryPage } from './gallery/page.ts';

/** Where the page is. */
export const GALLERY_PAGE = new URL('../docs/gallery.md', import.meta.url);

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(GALLERY_PAGE, galleryPage());
