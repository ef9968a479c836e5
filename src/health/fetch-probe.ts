import type { DurationMs } from '../domain/clock.ts';
import type { HealthProbe } from '../domain/ports/health-probe.ts';
import { silenceOf } from './silence.ts';

/** The port on Node's own fetch: one connection a question, and `timeout` for all of it, from the name to the answer's head. */
export const fetchProbe = (timeout: DurationMs): HealthProbe => ({
  async get(url) {
    const began = performance.now();
    try {
      const response = await fetch(url, {
        // A health endpoint that sends people to a login page isn't well: its own status is what counts.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
        headers: { 'user-agent': 'wheelhouse-health', connection: 'close' },
      });
      const tookMs = Math.round(performance.now() - began);
      // Unread, the body would hold its connection.
      await response.body?.cancel().catch(() => undefined);
      return { kind: 'answered', status: response.status, tookMs };
    } catch (error) {
      return { kind: 'silent', why: silenceOf(error, timeout) };
    }
  },
});
