import { AUDIT } from '../../audit/scripts/append.ts';
import { script } from '../../ledger/script.ts';

/**
 * The one script that changes incidents: all of these or none, and with them the news that they were made of is taken
 * off the inbox. Everything is asked before anything is written; the entries of the audit go first.
 *
 * An index names the newest it has heard of, so that a late write of an older incident doesn't turn it back: that of a
 * key holds \`NUMBER ID\`, that of an alarm \`AT NUMBER KEY\`, \`AT\` being when the alarm came into its state.
 *
 * KEYS inbox, open, due, notices, audit, head of the audit, over, reviews
 * ARGV change JSON, retention in ms, channel of changes, prefix of the incidents' keys, body of each incident … The change:
 *   inbox {from, next}   the first place as it was read, and the first that is to stay; absent: it isn't touched
 *   audit                list of {entry, begun} to append to the audit
 *   review {key, text}   a review to open; absent: none
 *   untold               list of {name, text, life}: what is remembered of an alarm for so long, '' for nothing any more
 *   writes               list of incidents, each
 *     id, number, key, channel, state, openedAt, events   of the incident
 *     was, revision      the revision that was read, '' of a new one; and the one that it gets
 *     hash, told, byNumber, ofKey   its keys
 *     alarms             list of {index, at}
 *     closedAt           when it closed; absent: it is open
 *     due                when it must be looked at again; absent: never
 *     tell               true: its story is behind
 * Answers {written, place in the audit …} | {conflict}.
 */
export const writeIncidents = script(`${AUDIT}
local change, retention = cjson.decode(ARGV[1]), ARGV[2]
local inbox = change.inbox
if inbox then
  local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
  if not first or first[1] ~= inbox.from then return {'conflict'} end
end
local mine = {}
for _, one in ipairs(change.writes) do
  if mine[one.id] then error('an incident is written twice in one step') end
  mine[one.id] = true
end
for _, one in ipairs(change.writes) do
  local known = redis.call('HMGET', one.hash, 'revision', 'state')
  if (known[1] or '') ~= one.was then return {'conflict'} end
  if one.state == 'open' and known[2] ~= 'open' then
    local newest = string.match(redis.call('GET', one.ofKey) or '', '^%d+ (%w+)$')
    if newest and not mine[newest] and redis.call('HGET', ARGV[4] .. newest, 'state') == 'open' then
      return {'conflict'}
    end
  end
end
local places = audit(KEYS[5], KEYS[6], nil, change.audit)
if change.review then redis.call('HSETNX', KEYS[8], change.review.key, change.review.text) end
-- What stands there already isn't written again: all that is written is also written to the disk.
local function put(key, value)
  if redis.call('GET', key) ~= value then redis.call('SET', key, value) end
end
local untold
for at, one in ipairs(change.writes) do
  local function keep(key)
    if one.state == 'closed' then redis.call('PEXPIRE', key, retention) else redis.call('PERSIST', key) end
  end
  redis.call('HSET', one.hash, 'revision', one.revision, 'body', ARGV[4 + at], 'number', one.number,
    'channel', one.channel, 'state', one.state, 'openedAt', one.openedAt, 'events', one.events)
  put(one.byNumber, one.id)
  local owned = cjson.decode(redis.call('HGET', one.told, 'roots') or '[]')
  for _, key in ipairs({one.hash, one.told, one.byNumber}) do owned[#owned + 1] = key end
  local number = tonumber(string.match(redis.call('GET', one.ofKey) or '', '^%d+') or 0)
  if number <= tonumber(one.number) then
    put(one.ofKey, one.number .. ' ' .. one.id)
    owned[#owned + 1] = one.ofKey
  end
  for _, alarm in ipairs(one.alarms) do
    local since, by = string.match(redis.call('GET', alarm.index) or '', '^(%S+) (%d+) ')
    local later = since and (tonumber(since) > tonumber(alarm.at)
      or (tonumber(since) == tonumber(alarm.at) and tonumber(by) > tonumber(one.number)))
    if not later then
      put(alarm.index, alarm.at .. ' ' .. one.number .. ' ' .. one.key)
      owned[#owned + 1] = alarm.index
    end
  end
  for _, key in ipairs(owned) do keep(key) end
  if one.state == 'open' then
    redis.call('ZADD', KEYS[2], one.openedAt, one.id)
    redis.call('ZREM', KEYS[7], one.id)
  else
    redis.call('ZREM', KEYS[2], one.id)
    redis.call('ZADD', KEYS[7], one.closedAt or now, one.id)
    redis.call('ZREMRANGEBYSCORE', KEYS[7], '-inf', now - 86400000)
  end
  if one.due then redis.call('ZADD', KEYS[3], one.due, one.id) else redis.call('ZREM', KEYS[3], one.id) end
  if one.tell then
    redis.call('ZADD', KEYS[4], now, one.id)
    untold = one.id
  end
end
for _, one in ipairs(change.untold) do
  if one.text == '' then redis.call('DEL', one.name) else redis.call('SET', one.name, one.text, 'PX', one.life) end
end
if inbox then redis.call('XTRIM', KEYS[1], 'MINID', inbox.next) end
if untold then redis.call('PUBLISH', ARGV[3], untold) end
return {'written', unpack(places)}
`);

/**
 * Incidents that must be looked at by now; those that have expired are taken off.
 * KEYS due · ARGV limit, prefix of the incidents' keys · Answers their ids, longest due first.
 */
export const dueIncidents = script(`
local due = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])) do
  if redis.call('EXISTS', ARGV[2] .. id) == 1 then due[#due + 1] = id else redis.call('ZREM', KEYS[1], id) end
end
return due
`);

/**
 * Stores how far an incident's story is told, unless somebody has written since, and which message tells it; both go
 * when the incident goes. \`roots\` are the names of all messages that have told it.
 * KEYS incident, told, the name of the message or nothing · ARGV id, version that the writer knows, story
 * Answers 1, or 0 when it was too late or the incident is gone.
 */
export const tellIncident = script(`
local life = redis.call('PTTL', KEYS[1])
if life == -2 then return 0 end
if (redis.call('HGET', KEYS[2], 'version') or '0') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[2], 'version', ARGV[2] + 1, 'story', ARGV[3])
if life > 0 then redis.call('PEXPIRE', KEYS[2], life) end
local root = KEYS[3]
if root then
  redis.call('SET', root, ARGV[1])
  if life > 0 then redis.call('PEXPIRE', root, life) end
  local roots = cjson.decode(redis.call('HGET', KEYS[2], 'roots') or '[]')
  for _, known in ipairs(roots) do
    if known == root then return 1 end
  end
  roots[#roots + 1] = root
  redis.call('HSET', KEYS[2], 'roots', cjson.encode(roots))
end
return 1
`);

/**
 * Counts a try of a remedy, once.
 * KEYS the alarm's remedies, dedupe · ARGV remedy, life of both in ms, after how many ms it helped or ''
 */
export const countTry = script(`
if not redis.call('SET', KEYS[2], 1, 'NX', 'PX', ARGV[2]) then return 0 end
redis.call('HINCRBY', KEYS[1], 'tried/' .. ARGV[1], 1)
if ARGV[3] ~= '' then
  redis.call('HINCRBY', KEYS[1], 'helped/' .. ARGV[1], 1)
  redis.call('HINCRBY', KEYS[1], 'took/' .. ARGV[1], ARGV[3])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`);
