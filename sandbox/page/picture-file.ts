import type { SlackSandbox } from '../slack/sandbox.ts';
import { pictureType } from '../slack/workspace/picture-type.ts';
import type { StaticFile } from './static-files.ts';

/** A picture of the workspace at `/picture/ID`, for messages that show it; undefined for every other file. */
export function pictureFile(slack: SlackSandbox, pathname: string): StaticFile | undefined {
  const id = /^\/picture\/(F[A-Z0-9]{8,})$/.exec(pathname)?.[1];
  const bytes = id === undefined ? undefined : slack.fileBytes(id);
  const contentType = bytes && pictureType(bytes);
  return contentType && { contentType, content: Buffer.from(bytes) };
}
