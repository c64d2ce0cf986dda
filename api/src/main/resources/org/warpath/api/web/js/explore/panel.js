// Explore: one vertex, what lies around it, and the way on.

import { announce, byId, el } from "../dom.js";
import { count, counted, number, reference } from "../format.js";
import { showCurl } from "../curl.js";
import { empty, loader } from "../load.js";
import { algorithm, subgraph } from "../requests.js";
import { go, href } from "../route.js";
import { Drawing } from "./drawing.js";

const STARTS = 40;
const options = byId("explore-options");
const card = byId("hover-card");
const status = loader(byId("explore-status"), "Drawing…");
const walk = (vertex) => go({ panel: "explore", vertex: reference(vertex) });
const drawing = new Drawing(byId("neighbourhood"), { onWalk: walk, onPoint: point });

let shown = null;
let lines = [];
let lastSearch = null;

options.addEventListener("change", () => go(Object.fromEntries(new FormData(options))));
options.addEventListener("submit", (event) => event.preventDefault());
options.addEventListener("click", (event) => {
  const way = event.target.closest("[data-zoom]")?.dataset.zoom;
  if (way === "fit") {
    drawing.fit();
  } else if (way) {
    drawing.zoom(way);
  }
});

/** Shows the line for a search in the top bar. */
export function showSearch(search) {
  lastSearch = search;
  showLines(lines);
}

/** Shows the vertex that the address names, else where one could begin. */
export function show(route, graph) {
  const vertex = route.get("vertex");
  const settings = {
    direction: route.get("direction", "both"),
    hops: route.get("hops", "1"),
    limit: route.get("limit", "50"),
  };
  for (const [name, value] of Object.entries(settings)) {
    options.elements[name].value = value;
  }
  const wanted = JSON.stringify([graph?.name, graph?.version, vertex, settings]);
  if (wanted !== shown) {
    shown = wanted;
    lastSearch = null;
    showVertex(graph, vertex, settings);
  }
  return vertex ?? "Explore";
}

function showVertex(graph, vertex, settings) {
  byId("explore-actions").hidden = graph === null || vertex === null;
  options.querySelectorAll("[data-around]").forEach((option) => (option.hidden = vertex === null));
  byId("explore-title").textContent = vertex ?? "Explore";
  byId("explore-facts").textContent = "";
  byId("explore").dataset.settled = "false";
  if (graph === null) {
    drawNothing();
    showLines([]);
    status.clear(empty("No graph is chosen. ", el("a", { href: href({ panel: "graphs" }) }, "See the graphs")));
  } else if (vertex === null) {
    showSummits(graph);
  } else {
    showAround(graph, vertex, settings);
  }
}

function showAround(graph, vertex, settings) {
  byId("rank-around").href = href({ panel: "ranking", around: [vertex] });
  byId("path-from").href = href({ panel: "paths", from: vertex });
  byId("path-to").href = href({ panel: "paths", to: vertex });
  const request = subgraph(graph.name, {
    vertices: [vertex],
    hops: Number(settings.hops),
    direction: settings.direction,
    limit: Number(settings.limit),
  });
  showLines([["Neighbourhood", request]]);
  status.load(request, showNeighbourhood, {
    choose: (name) => go({ vertex: name }),
    failed: () => {
      byId("explore-actions").hidden = true;
      drawNothing();
    },
  });
}

function drawNothing() {
  drawing.clear();
  byId("around").replaceChildren();
}

function showNeighbourhood(answer) {
  const [middle, ...others] = answer.vertices;
  const name = reference(middle);
  const links = answer.edges.length;
  byId("explore-title").textContent = name;
  byId("explore-facts").textContent =
    `PageRank ${number(middle.rank)} · ${counted(middle.outDegree, "link")} out · ${count(middle.inDegree)} in` +
    (answer.truncated ? ` · of those around, the ${count(others.length)} of highest PageRank` : "");
  byId("neighbourhood").setAttribute("aria-label", `What lies around ${name}: ${counted(others.length, "vertex", "vertices")}`);
  drawing.show(answer);
  byId("around-title").textContent = "Around it";
  const list = byId("around");
  const cameFromList = list.contains(document.activeElement);
  list.replaceChildren(...listed(others, middle, answer.edges));
  if (cameFromList) {
    byId("explore-title").focus();
  }
  byId("explore").dataset.settled = "true";
  announce(`${name}: ${counted(others.length, "vertex", "vertices")} around it, ${counted(links, "link")}`);
}

function listed(others, middle, edges) {
  if (others.length === 0) {
    return [el("li", {}, el("a", {}, "No links that way."))];
  }
  const out = new Set(edges.filter((edge) => edge.source === middle.vertex).map((edge) => edge.target));
  const into = new Set(edges.filter((edge) => edge.target === middle.vertex).map((edge) => edge.source));
  const way = (vertex) =>
    out.has(vertex) && into.has(vertex) ? "both ways" : out.has(vertex) ? "out" : into.has(vertex) ? "in" : "further";
  return [...others]
    .sort((a, b) => a.hops - b.hops || b.rank - a.rank)
    .map((other) => entry(other, way(other.vertex)));
}

const entry = (vertex, note) =>
  el(
    "li",
    {},
    el("a", { href: href({ vertex: reference(vertex) }) }, el("span", {}, reference(vertex)), el("small", {}, note)),
  );

function point(node, edges) {
  card.hidden = node === null;
  if (node !== null) {
    const middle = edges.find((edge) => edge.from.hops === 0 && edge.to === node);
    card.textContent =
      `${reference(node)} · PageRank ${number(node.rank)} · ${count(node.outDegree)} out, ${count(node.inDegree)} in` +
      (middle && node.hops > 0 ? ` · weight of the link to it ${number(middle.weight)}` : "");
  }
}

// Without a vertex to begin with: those that most lead to, and what links them.
function showSummits(graph) {
  const highest = algorithm(graph.name, "pagerank", { top: STARTS });
  showLines([["PageRank", highest]]);
  status.load(highest, (ranking) => {
    const vertices = ranking.top.map((vertex) => vertex.vertex);
    const between = subgraph(graph.name, { vertices, hops: 0, limit: STARTS });
    showLines([["PageRank", highest], ["Between them", between]]);
    status.load(between, (answer) => {
      byId("explore-facts").textContent =
        `The ${counted(answer.vertices.length, "vertex", "vertices")} of highest PageRank in ${graph.name}. Search for one above, or pick one to walk from there.`;
      byId("neighbourhood").setAttribute("aria-label", `Highest PageRank in ${graph.name}`);
      drawing.show(answer);
      byId("around-title").textContent = "Highest PageRank";
      byId("around").replaceChildren(...ranking.top.map((vertex) => entry(vertex, number(vertex.value))));
      byId("explore").dataset.settled = "true";
    });
  });
}

function showLines(now) {
  lines = now;
  showCurl(byId("explore-curl"), [...(lastSearch ? [["Search", lastSearch]] : []), ...lines]);
}
