import { parseArgs } from 'node:util';
import { type ManifestTransport, manifest } from '../manifest.ts';
import type { Terminal } from './terminal.ts';

/** `manifest --url https://…` or `manifest --socket`: the Slack app's manifest on stdout. */
export function printManifest(args: readonly string[], terminal: Terminal): void {
  const options = { url: { type: 'string' }, socket: { type: 'boolean' } } as const;
  const { url, socket } = parseArgs({ args: [...args], options }).values;
  const transport = transportOf(url, socket ?? false);
  if (transport === undefined) {
    terminal.refuse(
      'manifest needs --url https://HOST, the address at which Slack reaches the bot, or --socket for Socket Mode',
    );
    return;
  }
  terminal.print(JSON.stringify(manifest(transport), null, 2));
}

/** Exactly one of the two. */
function transportOf(url: string | undefined, socket: boolean): ManifestTransport | undefined {
  if (socket) return url === undefined ? { kind: 'socket' } : undefined;
  const isAddress = url !== undefined && URL.canParse(url) && url.startsWith('https://');
  return isAddress ? { kind: 'http', url: new URL(url) } : undefined;
}
