/** Which image of a repository: by a tag, which may move, or by its digest, which can't. */
export type ImageRef = { readonly tag: string } | { readonly digest: string };

/** What a person may say of an image: a tag (OCI distribution specification, "tag") or a digest. */
export const IMAGE_SAID = /^(?:sha256:[0-9a-f]{64}|\w[\w.-]{0,127})$/;

/** What a person said, as a reference. A tag can't hold a colon, so a digest is never taken for one. */
export const imageRef = (said: string): ImageRef =>
  said.startsWith('sha256:') ? { digest: said } : { tag: said };
