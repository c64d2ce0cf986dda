// The page's state is the address behind its #: which graph, panel and vertex, and what was set where.
// So the back button walks back, and an address can be kept or sent.

const PANELS = ["explore", "paths", "ranking", "graphs", "networks", "jobs", "engine"];
const listeners = new Set();

const parameters = () => new URLSearchParams(location.hash.slice(1));

/** What the address says now. */
export function route() {
  const now = parameters();
  return {
    panel: PANELS.includes(now.get("panel")) ? now.get("panel") : "explore",
    get: (name, otherwise = null) => now.get(name) ?? otherwise,
    all: (name) => now.getAll(name),
  };
}

/** The address after `changes`: null removes a value, a list gives several. */
export function href(changes) {
  const next = parameters();
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null) {
        next.append(name, each);
      }
    }
  }
  return `#${next}`;
}

/** Goes there; with `replace`, without a step in the history. */
export function go(changes, { replace = false } = {}) {
  const target = href(changes);
  if (target === location.hash) {
    return;
  }
  if (replace) {
    history.replaceState(null, "", target);
    changed();
  } else {
    location.hash = target;
  }
}

/** Calls `listener` whenever the address changes. */
export function onRoute(listener) {
  listeners.add(listener);
}

function changed() {
  listeners.forEach((listener) => listener());
}

addEventListener("hashchange", changed);
