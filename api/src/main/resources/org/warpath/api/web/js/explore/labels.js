// Where the names of vertices stand: as many as fit, the most important first.

const LONGEST = 26;
const HEIGHT = 14;
const GAP = 3;
const measure = document.createElement("canvas").getContext("2d");
const widths = new Map();

/** The name as the drawing shows it. */
export const shortened = (name) => (name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`);

function width(text) {
  if (!widths.has(text)) {
    measure.font = "600 12px Inter, system-ui, sans-serif";
    widths.set(text, measure.measureText(text).width + 4);
  }
  return widths.get(text);
}

const beside = (anchor, dx, dy, left, right, top) => ({ anchor, dx, dy, left, right, top, bottom: top + HEIGHT });

/** The places a name may take, the best first: where its text begins, and the box that it fills. */
function places({ sx, sy, sr, label }) {
  const w = width(label);
  const off = sr + GAP;
  return [
    beside("middle", 0, off + 11, sx - w / 2, sx + w / 2, sy + off),
    beside("middle", 0, -off - 2, sx - w / 2, sx + w / 2, sy - off - HEIGHT),
    beside("start", off, 4, sx + off, sx + off + w, sy - HEIGHT / 2),
    beside("end", -off, 4, sx - off - w, sx - off, sy - HEIGHT / 2),
  ];
}

const apart = (a, b) => a.right < b.left || a.left > b.right || a.bottom < b.top || a.top > b.bottom;

/**
 * Gives each node, the most important first, a place for its name that covers no circle and no other name, within
 * `size` where it can; `named` says whether there was one.
 */
export function placeNames(nodes, size) {
  const taken = nodes.map(({ sx, sy, sr }) => ({ left: sx - sr, right: sx + sr, top: sy - sr, bottom: sy + sr }));
  for (const node of nodes) {
    const choices = places(node);
    const free = choices.find(
      (place) => place.left >= 0 && place.right <= size.width && taken.every((other) => apart(place, other)),
    );
    node.named = free !== undefined;
    node.text = free ?? choices[0];
    if (free) {
      taken.push(free);
    }
  }
}
