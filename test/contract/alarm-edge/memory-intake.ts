import type { Notice } from '../../../src/domain/alarm/notice.ts';
import type { AlarmIntake } from '../../../src/domain/ports/alarm-inbox.ts';

/** An intake that remembers every id, and can be away. */
export class MemoryIntake implements AlarmIntake {
  readonly stored: Notice[] = [];
  writes = 0;
  away: 'no' | 'once' | 'refuses' | 'hangs' = 'no';

  async take(notices: readonly Notice[]): Promise<readonly ('stored' | 'duplicate')[]> {
    this.writes += 1;
    const { away } = this;
    if (away === 'once') this.away = 'no';
    if (away === 'once' || away === 'refuses') throw new Error('connect ECONNREFUSED');
    if (away === 'hangs') return new Promise(() => undefined);
    await Promise.resolve();
    return notices.map((notice) => {
      if (this.stored.some(({ id }) => id === notice.id)) return 'duplicate';
      this.stored.push(notice);
      return 'stored';
    });
  }
}
