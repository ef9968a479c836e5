import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SOURCE = new URL('../../../src/wiring/log-lines.ts', import.meta.url).href;

/** A process that writes lines by these words of JavaScript, `lines` being its output. */
const writer = (act: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { standardOutput } from '${SOURCE}'; const lines = standardOutput(); ${act}`,
    ],
    { cwd: fileURLToPath(new URL('../../../', import.meta.url)), stdio: ['pipe', 'pipe', 'ignore'] },
  );

/** All that it has said when it is over, and how it ended. */
async function whole(child: ChildProcess): Promise<{ readonly said: string; readonly code: unknown }> {
  const ended = once(child, 'exit');
  const said = child.stdout ? await text(child.stdout) : '';
  const [code] = await ended;
  return { said, code };
}

/** The lines up to that number. */
const upTo = (count: number): string => Array.from({ length: count }, (_, n) => `${n}\n`).join('');
const WRITE = 'for (let n = 0; n < 5_000; n += 1) lines.write(String(n) + "\\n");';

describe('what a process logs is there in its order, and each line once', () => {
  test.each([
    ['it comes to its end', '', 0],
    ['it ends itself at once', 'process.exit(3);', 3],
    ['nobody catches an error', "throw new Error('unexpected');", 1],
  ])('when %s', async (_, end, code) => {
    expect(await whole(writer(`${WRITE}${end}`))).toEqual({ said: upTo(5_000), code });
  });

  test('while it goes on, without anything else being said', async () => {
    const child = writer("lines.write('first\\n'); process.stdin.resume();");
    try {
      const [said] = child.stdout ? await once(child.stdout, 'data') : [];
      expect(String(said)).toBe('first\n');
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('when it hurries and then does nothing any more', async () => {
    const child = writer("lines.write('first\\n'); lines.write('second\\n'); lines.hurry(); for (;;);");
    try {
      const [said] = child.stdout ? await once(child.stdout, 'data') : [];
      expect(String(said)).toBe('first\nsecond\n');
    } finally {
      child.kill('SIGKILL');
    }
  });
});
