/** A schema's own message for a text that isn't there; of one that is too long it is said how long it may be. */
export const unlessTooLong =
  (message: string) =>
  ({ code }: { readonly code?: string | undefined }): string | undefined =>
    code === 'too_big' ? undefined : message;
