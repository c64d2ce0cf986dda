// A path as a picture: row by row, turning at each end, so that it fits any width.

import { svg } from "../dom.js";
import { number, reference } from "../format.js";
import { href } from "../route.js";
import { shortened } from "../explore/labels.js";

const STEP = 172;
const ROW = 96;
const MOST = 60; // a longer path is not read as a picture

/** Draws the steps for a place `width` wide; edges of weight `narrowest` stand out. */
export function pathDrawing(steps, width, narrowest) {
  const columns = Math.max(2, Math.floor(width / STEP));
  const gap = width / columns;
  const places = steps.slice(0, MOST).map((step, i) => {
    const row = Math.floor(i / columns);
    const column = row % 2 === 0 ? i % columns : columns - 1 - (i % columns);
    return { ...step, x: gap * (column + 0.5), y: 34 + ROW * row };
  });
  const height = 34 + ROW * Math.floor((places.length - 1) / columns) + 42;
  const share = shares(steps);
  return svg(
    "svg",
    { class: "path-drawing", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "The path" },
    ...places.slice(1).map((to, i) => edge(places[i], to, share(to.weight), to.weight === narrowest)),
    ...places.map((place, i) => step(place, gap, i === 0 || i === steps.length - 1)),
  );
}

// Where a weight lies between the least and the largest, 0 to 1.
function shares(steps) {
  const weights = steps.map((step) => step.weight).filter(Number.isFinite);
  const [least, largest] = [Math.min(...weights), Math.max(...weights)];
  return (weight) => (largest > least && Number.isFinite(weight) ? (weight - least) / (largest - least) : 0);
}

function edge(from, to, share, narrow) {
  const emphasis = narrow ? " narrowest" : "";
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  // Between rows the line runs where the label of the upper vertex is: the weight stands beside it.
  const turn = from.y !== to.y;
  return svg(
    "g",
    {},
    svg("path", {
      class: `way${emphasis}`,
      d: `M${from.x},${from.y}L${to.x},${to.y}`,
      "stroke-width": 2 + 7 * share,
    }),
    to.weight === undefined
      ? null
      : svg("text", { class: `weight${emphasis}`, x: turn ? x + 22 : x, y: turn ? y + 12 : y - 9 }, number(to.weight)),
  );
}

function step(place, gap, end) {
  const name = reference(place);
  const room = Math.max(8, Math.floor(gap / 8.2));
  const label = name.length <= room ? name : shortened(name).slice(0, room - 1).replace(/…?$/, "…");
  return svg(
    "a",
    { class: end ? "step end" : "step", href: href({ panel: "explore", vertex: name }), "aria-label": name },
    svg("title", {}, name),
    svg("circle", { cx: place.x, cy: place.y, r: end ? 10 : 8 }),
    svg("text", { class: "halo", x: place.x, y: place.y + 28 }, label),
  );
}
