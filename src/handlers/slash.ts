/** The one slash command. */
export const SLASH = '/ops';
