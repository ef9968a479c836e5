import { performance } from 'node:perf_hooks';
import type { Content } from './content.ts';
import type { Load, LoadResult } from './load.ts';
import { openLoop } from './open-loop.ts';

/** What came back. */
export interface Answer {
  /** Whether Slack would take it as an acknowledgement. */
  readonly acked: boolean;
  /** How it ended, in the transport's words. */
  readonly how: string;
  readonly body: string;
}

/** Carries a load out in an open loop; an answer counts when it is an acknowledgement whose body is expected. */
export async function carryOut(
  load: Load,
  form: (content: Content, n: number) => string,
  send: (form: string) => Promise<Answer>,
): Promise<LoadResult> {
  const good = new RegExp(load.expect);
  const ms: number[] = [];
  const late: number[] = [];
  const wrong: string[] = [];
  await openLoop(load, async (n, due) => {
    late.push(performance.now() - due);
    const { acked, how, body } = await send(form(load.content, n)).catch(
      (error: unknown): Answer => ({ acked: false, how: 'no answer', body: String(error) }),
    );
    if (acked && good.test(body)) ms.push(performance.now() - due);
    else wrong.push(`${how} ${body.slice(0, 300)}`);
  });
  const [firstWrong] = wrong;
  return { ms, late, wrong: wrong.length, ...(firstWrong === undefined ? {} : { firstWrong }) };
}
