-- For wrk: lets tickets live. Each is submitted, and then accepted, progressed and resolved by whoever got the offer.
-- The argument is the file with the daemon's token.

local waiting, first, last = {}, 1, 0
local submitted = 0
refused = 0
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  local file = assert(io.open(arguments[1]))
  wrk.headers["Authorization"] = "Bearer " .. file:read("*l")
  wrk.headers["Content-Type"] = "application/json"
  file:close()
end

function request()
  if first <= last then
    local step = waiting[first]
    waiting[first] = nil
    first = first + 1
    return wrk.format("POST", step[1], nil, step[2])
  end
  submitted = submitted + 1
  local contact = string.format("138%08d", submitted % 1000)
  return wrk.format("POST", "/v1/tickets", nil,
    '{"channel":"wechat","description":"系统故障，订单页面打不开，请尽快处理","customer":{"name":"张三","contact":"' ..
    contact .. '"},"region":"上海","orderNumber":"SO-' .. submitted .. '"}')
end

local function later(number, step, body)
  last = last + 1
  waiting[last] = { "/v1/tickets/" .. number .. "/" .. step, body }
end

function response(status, headers, body)
  if status ~= 200 and status ~= 201 then
    refused = refused + 1
    return
  end
  local number, agent = body:match('"number":"([^"]+)"'), body:match('"agent":"([^"]+)"')
  local life = body:match('"lifeCycle":"([^"]+)"')
  if not agent then return end
  if life == "offered" then
    later(number, "accept", '{"agent":"' .. agent .. '"}')
  elseif life == "accepted" then
    later(number, "progress", '{"agent":"' .. agent .. '","note":"正在排查"}')
  elseif life == "in-progress" then
    later(number, "resolve", '{"agent":"' .. agent .. '","solution":"已修复"}')
  end
end

-- One line that a program reads: requests, microseconds, refused, p50 and p99 in microseconds.
function done(summary, latency)
  local all = 0
  for _, thread in ipairs(threads) do all = all + thread:get("refused") end
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    all + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
