import { ANNOUNCE } from '../../announcements/scripts/announce.ts';
import { script } from '../../ledger/script.ts';
import { AUDIT } from './append.ts';

/** Numbers that a double holds exactly, with room to go on. */
const MOST = 9_000_000_000_000_000;

/**
 * Lets a broken chain go on: the head is set to where the repair continues, and the entry that says so is appended.
 * Nothing is taken away: a key that is no stream, or a stream that takes no further number, is put aside under another
 * name. Does nothing where the newest id or the head isn't what the caller has seen.
 * KEYS log, head, repaired, aside for the log, aside for the head, outbox, announcement or nothing · ARGV JSON list of
 *   {entry, begun}, seq to continue after, hash before the entry, newest id and head's seq and hash as seen, id and body
 *   of the announcement or nothing · Answers places, none where something has changed meanwhile.
 */
export const repairChain = script(`${AUDIT}${ANNOUNCE}
local kind = redis.call('TYPE', KEYS[1]).ok
local newest = ''
if kind == 'stream' then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for at = 1, #info, 2 do if info[at] == 'last-generated-id' then newest = info[at + 1] end end
end
local known = redis.call('TYPE', KEYS[2]).ok == 'hash' and redis.call('HMGET', KEYS[2], 'seq', 'hash') or {}
if newest ~= ARGV[4] or (known[1] or '') ~= ARGV[5] or (known[2] or '') ~= ARGV[6] then return {} end
local last = tonumber(string.match(newest, '^(%d+)')) or 0
local stuck = kind ~= 'none' and (kind ~= 'stream' or last > ${MOST})
if stuck and redis.call('RENAMENX', KEYS[1], KEYS[4]) == 0 then error('there is something put aside already') end
if not stuck and last > tonumber(ARGV[2]) then error('the repair would stand before the newest entry') end
local head = redis.call('TYPE', KEYS[2]).ok
if head ~= 'hash' and head ~= 'none' then redis.call('RENAME', KEYS[2], KEYS[5]) end
redis.call('HSET', KEYS[2], 'seq', ARGV[2], 'hash', ARGV[3])
local places = audit(KEYS[1], KEYS[2], nil, cjson.decode(ARGV[1]))
local seq, hash = string.match(places[1], '^(%d+) %d+ %S+ %x+ (%x+)$')
redis.call('HSET', KEYS[3], 'seq', seq, 'hash', hash)
if KEYS[7] then announce(KEYS[6], KEYS[7], ARGV[7], ARGV[8]) end
return places
`);

/**
 * What stands there, whatever it is. KEYS log, head · Answers the log's type, the newest id, and seq and hash of the
 * head, empty where it has none.
 */
export const seeChain = script(`
local kind = redis.call('TYPE', KEYS[1]).ok
local newest = ''
if kind == 'stream' then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for at = 1, #info, 2 do if info[at] == 'last-generated-id' then newest = info[at + 1] end end
end
local known = redis.call('TYPE', KEYS[2]).ok == 'hash' and redis.call('HMGET', KEYS[2], 'seq', 'hash') or {}
return {kind, newest, tostring(known[1] or ''), tostring(known[2] or '')}
`);
