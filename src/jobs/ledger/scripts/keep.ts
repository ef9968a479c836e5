import { script } from '../script.ts';

/**
 * Keeps a claimed run from looking abandoned, as long as the caller is still its claimant.
 * KEYS run, due · ARGV id, epoch, lease in ms · Answers 1, or 0 when somebody else has claimed it.
 */
export const keep = script(`
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[2] then return 0 end
if redis.call('HGET', KEYS[1], 'status') ~= 'running' then return 0 end
redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
return 1
`);
