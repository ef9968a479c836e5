import { script } from '../ledger/script.ts';

/**
 * Which of these clusters are to be recorded by now. One that nobody has recorded yet is due an interval from now: a
 * process that has just started has more urgent things to do.
 * KEYS due · ARGV interval in ms, cluster, …
 */
export const dueTurns = script(`
local due = {}
for at = 2, #ARGV do
  local when = redis.call('ZSCORE', KEYS[1], ARGV[at])
  if not when then redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[at])
  elseif tonumber(when) <= now then due[#due + 1] = ARGV[at] end
end
return due
`);

/** Says when a cluster is recorded next. KEYS due · ARGV cluster, ms from now */
export const restTurn = script(`return redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])`);

/**
 * Notes what was seen of a service when all of it was kept. All notes of a cluster go together, so that each service is
 * looked at closely again once in a while. KEYS notes · ARGV service, what was seen, life in ms
 */
export const noteWhole = script(`
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1
`);
