import type { SharedFile } from '../workspace/files.ts';
import type { Message } from '../workspace/message.ts';

const TYPES: Readonly<Record<string, { mimetype: string; filetype: string; pretty: string }>> = {
  csv: { mimetype: 'text/csv', filetype: 'csv', pretty: 'CSV' },
  json: { mimetype: 'application/json', filetype: 'json', pretty: 'JSON' },
  log: { mimetype: 'text/plain', filetype: 'text', pretty: 'Plain Text' },
  md: { mimetype: 'text/markdown', filetype: 'markdown', pretty: 'Markdown (raw)' },
  png: { mimetype: 'image/png', filetype: 'png', pretty: 'PNG' },
  txt: { mimetype: 'text/plain', filetype: 'text', pretty: 'Plain Text' },
};
const BINARY = { mimetype: 'application/octet-stream', filetype: 'binary', pretty: 'Binary' };

const fileJson = (team: string, user: string, ts: string, file: SharedFile) => {
  const { mimetype, filetype, pretty } = TYPES[file.name.split('.').at(-1) ?? ''] ?? BINARY;
  const created = Math.floor(Number(ts));
  return {
    ...file,
    created,
    timestamp: created,
    mimetype,
    filetype,
    pretty_type: pretty,
    user,
    mode: filetype === 'text' ? 'snippet' : 'hosted',
    is_external: false,
    is_public: true,
    permalink: `https://${team}.slack.com/files/${user}/${file.id}/${encodeURIComponent(file.name)}`,
  };
};

/** What a message with files shows of them. https://docs.slack.dev/reference/objects/file-object */
export const filesJson = (team: string, { files = [], user, ts }: Message) => ({
  files: files.map((file) => fileJson(team, user, ts, file)),
  upload: false,
  display_as_bot: false,
});
