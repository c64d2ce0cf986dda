// Server-sent events by fetch: EventSource can neither send an API key nor say where to go on after a reload.

import { open, Problem } from "./api.js";

const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 10_000;

const pause = (millis, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });

/**
 * Yields {id, event, data}, data parsed, until `signal` says stop or the server refuses. When the connection breaks it
 * comes back with the last id it heard, and so misses nothing.
 */
export async function* events(request, signal) {
  let last = null;
  let wait = FIRST_PAUSE_MILLIS;
  while (!signal.aborted) {
    try {
      const headers = { ...request.headers, ...(last !== null && { "Last-Event-ID": last }) };
      const response = await open({ ...request, headers }, { signal });
      for await (const event of parsed(response.body)) {
        wait = FIRST_PAUSE_MILLIS;
        last = event.id ?? last;
        yield event;
      }
    } catch (problem) {
      if (problem instanceof Problem && problem.status >= 400 && problem.status < 500) {
        throw problem;
      }
    }
    await pause(wait, signal);
    wait = Math.min(2 * wait, LONGEST_PAUSE_MILLIS);
  }
}

async function* parsed(stream) {
  let text = "";
  for await (const chunk of chunks(stream.pipeThrough(new TextDecoderStream()))) {
    text += chunk.replaceAll("\r\n", "\n");
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const event = fields(text.slice(0, end));
      text = text.slice(end + 2);
      if (event.data !== undefined) {
        yield { ...event, data: JSON.parse(event.data) };
      }
    }
  }
}

// Safari cannot iterate over streams.
async function* chunks(stream) {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield next.value;
    }
  } finally {
    await reader.cancel();
  }
}

function fields(block) {
  const event = {};
  for (const line of block.split("\n")) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
    event[name] = name === "data" && event.data !== undefined ? `${event.data}\n${value}` : value;
  }
  return event;
}
