-- Neighbours of random vertices. Arguments: the number of vertices.
local vertices

function init(args)
  vertices = tonumber(args[1])
  math.randomseed(42)
end

function request()
  local path = "/v1/graphs/simplewiki/vertices/%23" .. math.random(0, vertices - 1) .. "/neighbors"
  return wrk.format("GET", path)
end
