// The neighbourhood as SVG: each vertex an element that has a name, can be focused, and leads on.

import { drag, easeCubicOut, select, timer, zoom, zoomIdentity } from "../d3.js";
import { count, number, reference } from "../format.js";
import { placeNames, shortened } from "./labels.js";
import { middleOf, place } from "./layout.js";

const WALK_MILLIS = 450;
const MARGIN = { x: 60, y: 36 };
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Drawing {
  #svg;
  #links;
  #vertices;
  #zoom;
  #onWalk;
  #onPoint;
  #transform = zoomIdentity;
  #nodes = [];
  #edges = [];
  #pointed = null;
  #walk = null;
  #middle = null;

  /** Draws into `element`; `onWalk` gets a chosen vertex, `onPoint` the one that is looked at, or null. */
  constructor(element, { onWalk, onPoint }) {
    this.#svg = select(element);
    this.#onWalk = onWalk;
    this.#onPoint = onPoint;
    this.#links = Object.fromEntries(
      ["faint", "near", "in", "out"].map((kind) => [kind, this.#svg.append("path").attr("class", `links ${kind}`)]),
    );
    this.#vertices = this.#svg.append("g");
    this.#zoom = zoom()
      .scaleExtent([0.2, 8])
      // One finger scrolls the page; two move and zoom.
      .filter((event) => !event.button && (event.type !== "touchstart" || event.touches.length > 1))
      .on("zoom", ({ transform }) => {
        this.#transform = transform;
        this.#render();
      });
    this.#svg.call(this.#zoom).on("dblclick.zoom", null);
    this.#svg.on("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.fit()).observe(element);
  }

  /** Shows a subgraph. */
  show({ vertices, edges }) {
    const { width, height } = this.#size();
    const before = new Map(this.#nodes.map((node) => [node.id, { x: node.sx, y: node.sy }]));
    const hadFocus = this.#svg.node().contains(document.activeElement);
    const aspect = Math.min(2, Math.max(0.75, width / height));
    // Places on the screen come with the first rendering; until then what has the focus may be taken away, and tell.
    const unseen = { sx: 0, sy: 0, sr: 0 };
    this.#nodes = place(vertices, edges, aspect).map((node) => ({ ...node, ...unseen, label: shortened(reference(node)) }));
    const byId = new Map(this.#nodes.map((node) => [node.id, node]));
    this.#edges = edges.map((edge) => ({ ...edge, from: byId.get(edge.source), to: byId.get(edge.target) }));
    this.#middle = middleOf(this.#nodes);
    // Where many lines cross, each is fainter: their crowd is seen, and the vertices on it too.
    this.#svg.style("--faint", Math.min(0.45, Math.max(0.07, 60 / edges.length)));
    this.#pointed = null;
    this.#join();
    this.fit();
    this.#arrive(before);
    if (hadFocus) {
      this.#focus(this.#nodes[0]);
    }
  }

  /** Shows nothing. */
  clear() {
    this.#nodes = [];
    this.#edges = [];
    this.#join();
    this.#render();
  }

  /** Makes everything visible. */
  fit() {
    const { width, height } = this.#size();
    if (width === 0 || this.#nodes.length === 0) {
      return;
    }
    const xs = this.#nodes.map((node) => node.x);
    const ys = this.#nodes.map((node) => node.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min(
      1.6,
      (width - 2 * MARGIN.x) / Math.max(1, right - left),
      (height - 2 * MARGIN.y) / Math.max(1, bottom - top),
    );
    const fitted = zoomIdentity
      .translate(width / 2 - (scale * (left + right)) / 2, height / 2 - (scale * (top + bottom)) / 2)
      .scale(scale);
    this.#svg.call(this.#zoom.transform, fitted);
  }

  /** Zooms `in` or `out`. */
  zoom(way) {
    this.#svg.call(this.#zoom.scaleBy, way === "in" ? 1.4 : 1 / 1.4);
  }

  #size() {
    const { clientWidth: width, clientHeight: height } = this.#svg.node();
    return { width, height };
  }

  #join() {
    this.#vertices
      .selectAll("g")
      .data(this.#nodes, (node) => node.id)
      .join((enter) => this.#enter(enter))
      .attr("class", (node) => `vertex${node === this.#middle ? " middle" : node.hops > 1 ? " far" : ""}`)
      .attr("tabindex", (node) => (node === this.#nodes[0] ? 0 : -1))
      .attr("aria-label", (node) => this.#describe(node));
  }

  #enter(enter) {
    const group = enter
      .append("g")
      .attr("role", "button")
      .on("click", (event, node) => this.#onWalk(node))
      .on("pointerenter focus", (event, node) => this.#point(node))
      .on("pointerleave blur", () => this.#point(null));
    group.append("circle").attr("class", "ring");
    group.append("circle").attr("class", "dot");
    group.append("text").text((node) => node.label);
    group.call(
      drag().touchable(false).container(this.#svg.node()).on("drag", (event, node) => this.#drag(event, node)),
    );
    return group;
  }

  #describe(node) {
    return (
      `${reference(node)}${node === this.#middle ? ", in the middle" : ""}, PageRank ${number(node.rank)}, ` +
      `${count(node.outDegree)} links out, ${count(node.inDegree)} in`
    );
  }

  #drag(event, node) {
    node.x += event.dx / this.#transform.k;
    node.y += event.dy / this.#transform.k;
    this.#render();
  }

  // Those that were there glide to their new places, new ones come out of the one that was walked to.
  #arrive(before) {
    this.#walk?.stop();
    if (still.matches || before.size === 0) {
      this.#render();
      return;
    }
    const source = before.get(this.#nodes[0].id);
    const starts = this.#nodes.map((node) => {
      const { x, y } = before.get(node.id) ?? source ?? { x: node.x, y: node.y };
      const known = before.has(node.id) || source;
      return known ? this.#transform.invert([x, y]) : [node.x, node.y];
    });
    const ends = this.#nodes.map((node) => [node.x, node.y]);
    this.#walk = timer((elapsed) => {
      const t = easeCubicOut(Math.min(1, elapsed / WALK_MILLIS));
      this.#nodes.forEach((node, i) => {
        node.x = starts[i][0] + t * (ends[i][0] - starts[i][0]);
        node.y = starts[i][1] + t * (ends[i][1] - starts[i][1]);
      });
      this.#render();
      if (elapsed >= WALK_MILLIS) {
        this.#walk.stop();
        this.#walk = null;
      }
    });
  }

  #render() {
    const grow = Math.sqrt(Math.min(1.5, this.#transform.k));
    for (const node of this.#nodes) {
      [node.sx, node.sy] = this.#transform.apply([node.x, node.y]);
      node.sr = node.r * grow;
    }
    placeNames(this.#nodes, this.#size());
    const groups = this.#vertices.selectAll("g");
    groups.attr("transform", (node) => `translate(${node.sx},${node.sy})`).classed("named", (node) => node.named);
    groups.select(".dot").attr("r", (node) => node.sr);
    groups.select(".ring").attr("r", (node) => node.sr + 4);
    groups
      .select("text")
      .attr("x", (node) => node.text.dx)
      .attr("y", (node) => node.text.dy)
      .attr("text-anchor", (node) => node.text.anchor);
    this.#renderLinks();
  }

  #renderLinks() {
    const middle = this.#middle;
    const touches = (edge, node) => edge.from === node || edge.to === node;
    const line = (edge) => `M${edge.from.sx},${edge.from.sy}L${edge.to.sx},${edge.to.sy}`;
    const path = (edges, draw) => edges.map(draw).join("");
    const pointed = this.#pointed;
    this.#links.faint.attr("d", path(this.#edges.filter((edge) => !touches(edge, middle)), line));
    this.#links.near.attr("d", path(this.#edges.filter((edge) => touches(edge, middle)), line));
    this.#links.out.attr("d", path(this.#edges.filter((edge) => pointed && edge.from === pointed), arrow));
    this.#links.in.attr("d", path(this.#edges.filter((edge) => pointed && edge.to === pointed), arrow));
  }

  #point(node) {
    this.#pointed = node;
    this.#renderLinks();
    this.#vertices.selectAll("g").classed("lit", (other) => node !== null && this.#linked(node, other));
    this.#onPoint(node, this.#edges);
  }

  #linked(node, other) {
    return this.#edges.some(
      (edge) => (edge.from === node && edge.to === other) || (edge.to === node && edge.from === other),
    );
  }

  #focus(node) {
    const groups = this.#vertices.selectAll("g");
    groups.attr("tabindex", (other) => (other === node ? 0 : -1));
    groups.filter((other) => other === node).node()?.focus();
  }

  #key(event) {
    const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const node = select(event.target).datum();
    if (directions[event.key] && node) {
      this.#focus(this.#towards(node, directions[event.key]) ?? node);
    } else if ((event.key === "Enter" || event.key === " ") && node) {
      this.#onWalk(node);
    } else if (event.key === "Home") {
      this.#focus(this.#nodes[0]);
    } else if (event.key === "+" || event.key === "-") {
      this.zoom(event.key === "+" ? "in" : "out");
    } else if (event.key === "0") {
      this.fit();
    } else {
      return;
    }
    event.preventDefault();
  }

  // The nearest in that direction, straight ones before slanting ones.
  #towards(node, [dx, dy]) {
    let best = null;
    let least = Infinity;
    for (const other of this.#nodes) {
      const ahead = dx * (other.sx - node.sx) + dy * (other.sy - node.sy);
      const aside = Math.abs(dy * (other.sx - node.sx) - dx * (other.sy - node.sy));
      const cost = ahead + 2.5 * aside;
      if (other !== node && ahead > aside * 0.5 && ahead > 0 && cost < least) {
        best = other;
        least = cost;
      }
    }
    return best;
  }
}

// A line that ends in an arrow head at the rim of its target.
function arrow({ from, to }) {
  const length = Math.hypot(to.sx - from.sx, to.sy - from.sy);
  if (length === 0) {
    return "";
  }
  const [ux, uy] = [(to.sx - from.sx) / length, (to.sy - from.sy) / length];
  const [x, y] = [to.sx - ux * (to.sr + 2), to.sy - uy * (to.sr + 2)];
  const wing = (side) => `${x - 7 * ux + side * 3.5 * uy},${y - 7 * uy - side * 3.5 * ux}`;
  return `M${from.sx},${from.sy}L${x},${y}M${wing(1)}L${x},${y}L${wing(-1)}`;
}
