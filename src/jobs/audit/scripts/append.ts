import { GENESIS } from '../../../domain/audit/chain.ts';
import { ANNOUNCE } from '../../announcements/scripts/announce.ts';
import { script } from '../../ledger/script.ts';
import { LINK } from './link.ts';

/**
 * What Lua must know of the audit. `audit(log, head, number, entries)` appends entries, each `{entry, begun}`, and answers their places
 * as texts `seq at number prev hash`; number is that of the run, or nothing. Appending breaks where the chain isn't what
 * its head says: then the script that does it does nothing else, so it must stand before every other write.
 */
export const AUDIT = `${LINK}
local function audit(log, head, number, entries)
  local places = {}
  if #entries == 0 then return places end
  local known = redis.call('HMGET', head, 'seq', 'hash')
  local seq, prev = tonumber(known[1] or 0), known[2] or '${GENESIS.hash}'
  if not seq or (known[1] and not known[2]) then error('the head of the audit can not be read') end
  local run = number and string.format('%.0f', number) or '-'
  for _, one in ipairs(entries) do
    seq = seq + 1
    local hash = link(one.begun, prev, seq, now, number)
    places[#places + 1] = string.format('%.0f %.0f %s %s %s', seq, now, run, prev, hash)
    redis.call('XADD', log, string.format('%.0f-0', seq), 'place', places[#places], 'entry', one.entry)
    prev = hash
  end
  redis.call('HSET', head, 'seq', seq, 'hash', prev)
  return places
end
`;

/** Appends entries that are about no run. KEYS log, head · ARGV JSON list of {entry, begun} · Answers their places. */
export const appendEntries = script(`${AUDIT}
return audit(KEYS[1], KEYS[2], nil, cjson.decode(ARGV[1]))
`);

/**
 * Appends what a process found as its policy, and announces it where told, unless another was kept meanwhile.
 * KEYS log, head, policy, outbox, announcement or nothing · ARGV JSON list of {entry, begun}, the policy that the
 *   writer knows or '', the policy that it has, id and body of the announcement or nothing
 * Answers places, none where another was kept.
 */
export const appendPolicy = script(`${AUDIT}${ANNOUNCE}
if (redis.call('GET', KEYS[3]) or '') ~= ARGV[2] then return {} end
local places = audit(KEYS[1], KEYS[2], nil, cjson.decode(ARGV[1]))
redis.call('SET', KEYS[3], ARGV[3])
if KEYS[5] then announce(KEYS[4], KEYS[5], ARGV[4], ARGV[5]) end
return places
`);

/**
 * Cuts the oldest entries off, up to one that is older than the retention, keeps where, and appends the entry that says
 * so. KEYS log, head, anchor · ARGV JSON list of {entry, begun}, seq of the last one to go, retention in ms
 * Answers places, none where nothing may go. The newest entry always stays.
 */
export const cutOldest = script(`${AUDIT}
local id = ARGV[2] .. '-0'
local last = redis.call('XRANGE', KEYS[1], id, id)[1]
local newest = tonumber(redis.call('HGET', KEYS[2], 'seq') or 0)
if not last or tonumber(ARGV[2]) >= newest then return {} end
local seq, at, hash = string.match(last[2][2], '^(%d+) (%d+) %S+ %x+ (%x+)$')
if seq ~= ARGV[2] or tonumber(at) > now - ARGV[3] then return {} end
local places = audit(KEYS[1], KEYS[2], nil, cjson.decode(ARGV[1]))
redis.call('HSET', KEYS[3], 'seq', seq, 'hash', hash)
redis.call('XTRIM', KEYS[1], 'MINID', string.format('%.0f-0', seq + 1))
return places
`);
