-- PageRank with another damping each time, so that neither a cache nor a run under way answers.
local number = 0
accepted = 0
refused = 0

function request()
  number = number + 1
  local body = string.format('{"damping": %.9f}', 0.5 + number / 1e8)
  return wrk.format("POST", nil, {["Content-Type"] = "application/json"}, body)
end

function response(status)
  if status == 200 then
    accepted = accepted + 1
  elseif status == 429 or status == 503 then
    refused = refused + 1
  end
end
