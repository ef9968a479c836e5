import { freePort } from '../../tools/redis/free-port.ts';
import { startChild } from '../children/child.ts';

/** Starts, in a process of its own, a server that only verifies what is signed with this certificate's key. */
export async function startBareSns(
  certificate: string,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const child = await startChild(new URL('./sns-process.mjs', import.meta.url), {
    CERTIFICATE: certificate,
    PORT: String(port),
    NODE_ENV: 'production',
  });
  return { url: `http://127.0.0.1:${port}/sns`, stop: () => child.stop() };
}
