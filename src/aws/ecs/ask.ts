import type { Fault } from '../../domain/fault/fault.ts';
import { err, type Result } from '../../domain/result.ts';
import { type FailedCall, faultOf } from '../fault.ts';
import { Unreadable } from './required.ts';

/** Sends, then reads the answer: whatever goes wrong with either becomes a Fault. */
export const ask = async <O, T>(
  failed: FailedCall,
  send: () => Promise<O>,
  read: (output: O) => Result<T, Fault>,
): Promise<Result<T, Fault>> => {
  try {
    return read(await send());
  } catch (error) {
    if (!(error instanceof Unreadable)) return err(faultOf(error, failed));
    return err({ kind: 'malformed', call: failed.call, detail: error.message });
  }
};
