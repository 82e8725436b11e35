-- Takes one from a bucket: a burst, then one in each period, by this server's clock. All times in microseconds.
-- KEYS[1] the bucket: the moment at which it is full again; ARGV[1] the period; ARGV[2] the burst.
-- Answers {1, how many are left} or {0, how long until there is one}.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local period, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = tonumber(redis.call('GET', KEYS[1]) or now)
-- Further away than any bucket can be: this clock was set back, or the burst was larger once.
if full < now or full > now + period * burst then
    full = now
end
full = full + period
local wait = full - period * burst - now
if wait > 0 then
    return {0, wait}
end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
return {1, math.floor(-wait / period)}
