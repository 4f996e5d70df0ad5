"""What the queue does in one step of its own. Each script may be repeated without harm, but for counting a try.

Keys: `{prefix}inbox:N` streams of waiting updates, one for each shard; `seen:ID` marks of two days; `tries` a hash of
starts that have not ended; `lease:NAME` who may work on something; `workers` who is there, with the end of their time.
"""

PUSH = """
local new = 0
for i = 3, #ARGV, 5 do
  local id, shard, chat, album, payload = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  if redis.call('SET', KEYS[1] .. 'seen:' .. id, 1, 'NX', 'EX', ARGV[1]) then
    local now = redis.call('TIME')
    redis.call('XADD', KEYS[1] .. 'inbox:' .. shard, '*', 'id', id, 'chat', chat, 'album', album,
      'at', now[1] .. '.' .. string.format('%06d', now[2]), 'update', payload)
    new = new + 1
  end
end
if new > 0 then redis.call('PUBLISH', KEYS[1] .. 'news', ARGV[2]) end
return new
"""
"""Keep updates that are new. ARGV: seconds to remember an id, who puts them in, then id, shard, chat, album,
payload of each."""

START = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #ARGV, 2 do
  if #redis.call('XRANGE', KEYS[2], ARGV[i], ARGV[i]) == 0 then return 0 end
end
for i = 3, #ARGV, 2 do redis.call('HINCRBY', KEYS[3], ARGV[i], 1) end
return 1
"""
"""Count a try unless the lease is another's or an update is done. ARGV: token, then place and id of each."""

FINISH = """
for i = 3, #ARGV, 3 do
  redis.call('XDEL', KEYS[1], ARGV[i])
  redis.call('HDEL', KEYS[2], ARGV[i + 1])
  redis.call('SET', KEYS[3] .. 'seen:' .. ARGV[i + 1], 1, 'EX', ARGV[1])
  if ARGV[i + 2] ~= '' then redis.call('SET', KEYS[3] .. 'album:' .. ARGV[i + 2], 1, 'EX', ARGV[1]) end
end
return redis.status_reply('OK')
"""
"""Forget the words of updates, remember their ids and albums. ARGV: seconds, nothing, then place, id, album."""

TAKE = """
local held = redis.call('GET', KEYS[1])
if held == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) return 1 end
if held then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
"""Take or renew a lease: whether it is held now. ARGV: token, milliseconds."""

RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""
"""Give a lease back. ARGV: token."""

PRESENT = """
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ms)
redis.call('ZADD', KEYS[1], ms + ARGV[2], ARGV[1])
return redis.call('ZCARD', KEYS[1])
"""
"""Say that a worker is there: how many are. ARGV: worker, milliseconds."""
