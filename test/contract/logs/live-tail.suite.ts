import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Written } from '../../../sandbox/logs/written.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { LogLine } from '../../../src/domain/logs/log-line.ts';
import type { Heard, LiveTail } from '../../../src/domain/ports/live-tail.ts';
import type { LogTarget } from '../../../src/domain/ports/logs.ts';
import type { Result } from '../../../src/domain/result.ts';
import { waitFor } from '../../support/wait-for.ts';

/** An implementation of the port, and the world that it follows. */
export interface LiveTailUnderTest {
  readonly tail: LiveTail;
  write(region: string, group: string, lines: readonly Written[]): void;
  /** Sends what was written to those who follow. */
  update(): void;
  end(how: 'over' | 'broken'): void;
  readonly open: () => number;
  stop(): Promise<void>;
}

export const tailAccount = '123456789012';
export const tailGroup = '/ecs/shop';
const target: LogTarget = { account: tailAccount, region: 'us-east-1', logGroup: tailGroup };
const NOW = Date.UTC(2026, 10, 21, 3, 0, 0);
const line = (n: number, message: string): Written => ({ at: NOW + n, stream: 'ecs/app/0123', message });

/** What every implementation of LiveTail does. */
export const liveTailContract = (make: () => Promise<LiveTailUnderTest>): void => {
  let on: LiveTailUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());

  /** Follows until somebody ends it; answers once it has begun. */
  async function following(pattern?: string) {
    const heard: Heard[] = [];
    const stop = new AbortController();
    let end: Result<'stopped' | 'over', Fault> | undefined;
    const over = on.tail
      .follow(target, {
        ...(pattern === undefined ? {} : { pattern }),
        hear: (one) => heard.push(one),
        stop: stop.signal,
      })
      .then((how) => {
        end = how;
        return how;
      });
    await waitFor(() => heard.length > 0 || end !== undefined, { what: 'the beginning' });
    const lines = (): LogLine[] => heard.flatMap((one) => (one.kind === 'lines' ? one.lines : []));
    return {
      heard,
      lines,
      over,
      stop: () => stop.abort(),
      /** Waits until so many lines were heard. */
      hears: (many: number) =>
        waitFor(
          () => {
            on.update();
            return lines().length >= many;
          },
          { what: `${many} lines` },
        ),
    };
  }

  it('says that it has begun, and then each line that is written, in order', async () => {
    on.write('us-east-1', tailGroup, [line(0, 'before')]);
    const it = await following();
    expect(it.heard[0]).toEqual({ kind: 'begun' });
    on.write('us-east-1', tailGroup, [line(1, 'one\n'), line(2, 'two')]);
    on.write('us-east-1', '/ecs/other', [line(3, 'elsewhere')]);
    await it.hears(2);
    on.write('us-east-1', tailGroup, [line(4, 'three')]);
    await it.hears(3);
    expect(it.lines().map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(it.lines()[0]).toEqual({ at: NOW + 1, stream: 'ecs/app/0123', text: 'one' });
    it.stop();
    expect(await it.over).toEqual({ ok: true, value: 'stopped' });
  });

  it('hears only what the pattern lets through', async () => {
    const it = await following('?ERROR ?FATAL');
    on.write('us-east-1', tailGroup, [line(1, 'INFO a'), line(2, 'FATAL b'), line(3, 'ERROR c')]);
    await it.hears(2);
    expect(it.lines().map(({ text }) => text)).toEqual(['FATAL b', 'ERROR c']);
    it.stop();
    await it.over;
  });

  it('says where there were too many lines for all to come', async () => {
    const it = await following();
    on.write(
      'us-east-1',
      tailGroup,
      Array.from({ length: 600 }, (_, n) => line(n, `line ${n}`)),
    );
    await it.hears(500);
    expect(it.heard.filter((one) => one.kind === 'lines' && one.extent === 'sampled')).toHaveLength(1);
    expect(it.lines()).toHaveLength(500);
    it.stop();
    await it.over;
  });

  it('ends when it is stopped, and leaves no session behind', async () => {
    const it = await following();
    expect(on.open()).toBe(1);
    it.stop();
    expect(await it.over).toEqual({ ok: true, value: 'stopped' });
    await waitFor(() => on.open() === 0, { what: 'the end of the session' });
  });

  it('does not begin where it is stopped already', async () => {
    const never = await on.tail.follow(target, { hear: () => undefined, stop: AbortSignal.abort() });
    expect(never).toEqual({ ok: true, value: 'stopped' });
    await waitFor(() => on.open() === 0, { what: 'the end of the session' });
  });

  it('is over when CloudWatch says so', async () => {
    const it = await following();
    on.end('over');
    expect(await it.over).toEqual({ ok: true, value: 'over' });
  });

  it('is told as broken when the connection dies, with what was heard', async () => {
    const it = await following();
    on.write('us-east-1', tailGroup, [line(1, 'the last words')]);
    await it.hears(1);
    on.end('broken');
    expect(await it.over).toMatchObject({
      ok: false,
      fault: { kind: 'unanswered', call: 'logs:StartLiveTail' },
    });
    expect(it.lines().map(({ text }) => text)).toEqual(['the last words']);
  });

  it('is missing where there is no such group', async () => {
    const nowhere = { ...target, logGroup: '/ecs/nowhere' };
    const { signal } = new AbortController();
    expect(await on.tail.follow(nowhere, { hear: () => undefined, stop: signal })).toMatchObject({
      ok: false,
      fault: { kind: 'missing' },
    });
  });
};
