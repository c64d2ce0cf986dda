-- Shortest paths from another source each time, so that no cache answers. Arguments: the number of
-- vertices, a stride that has no factor in common with it, and how many strides to begin with.
local vertices, stride
local source = 0
cached = 0

function init(args)
  vertices = tonumber(args[1])
  stride = tonumber(args[2])
  source = stride * tonumber(args[3]) % vertices
end

function request()
  source = (source + stride) % vertices
  local body = string.format('{"source": "#%d"}', source)
  return wrk.format("POST", nil, {["Content-Type"] = "application/json"}, body)
end

function response(status, headers, body)
  if body:find('"cached":true', 1, true) then
    cached = cached + 1
  end
end
