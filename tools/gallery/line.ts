/** A line as a person reads it: its text without markup, and the same as Markdown. */
export interface Line {
  readonly text: string;
  readonly markdown: string;
}

/** Text that Markdown leaves as it is. */
export const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, (mark) => `\\${mark}`);

/** A line without any markup. */
export const plainLine = (text: string): Line => ({ text, markdown: escaped(text) });
