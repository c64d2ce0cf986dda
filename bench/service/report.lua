-- Prints what wrk measured as one line of JSON, after "RESULT ". Goes before the other scripts.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function done(summary, latency, requests)
  local errors = summary.errors
  local function total(name)
    local sum = 0
    for _, thread in ipairs(threads) do
      sum = sum + (thread:get(name) or 0)
    end
    return sum
  end
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.3f, "requestsPerSecond": %.1f, "p50Millis": %.3f, '
      .. '"p99Millis": %.3f, "maxMillis": %.3f, "notOk": %d, "broken": %d, "cached": %d, "accepted": %d, "refused": %d}\n',
    summary.requests, summary.duration / 1e6, summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    total("cached"), total("accepted"), total("refused")))
end
