// Paths: the shortest or widest one between two vertices.

import { suggestVertices } from "../combobox.js";
import { showCurl } from "../curl.js";
import { announce, byId, el } from "../dom.js";
import { counted, number, reference, seconds } from "../format.js";
import { empty, loader } from "../load.js";
import { algorithm } from "../requests.js";
import { go, href, route as now } from "../route.js";
import { pathDrawing } from "./drawing.js";

const LISTED = 1000;
const form = byId("paths-form");
const result = byId("paths-result");
const place = loader(result, "Searching…");
let shown = null;
let drawn = null;

suggestVertices(byId("from"), (from) => go({ from }), { keeps: true });
suggestVertices(byId("to"), (to) => go({ to }), { keeps: true });
byId("swap").addEventListener("click", () => go({ from: now().get("to"), to: now().get("from") }));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", ({ target }) => {
  if (target.type === "radio") {
    go({ [target.name]: target.value });
  }
});
new ResizeObserver(() => draw()).observe(result);

/** Shows the path that the address asks for. */
export function show(route, graph) {
  const from = route.get("from");
  const to = route.get("to");
  const kind = route.get("kind", "shortest");
  const weighted = graph?.weighted ?? false;
  const measure = weighted ? route.get("measure", "weights") : "links";
  byId("from").value = from ?? "";
  byId("to").value = to ?? "";
  form.elements.kind.value = kind;
  form.elements.measure.value = measure;
  form.querySelector('[value="weights"]').disabled = !weighted;
  byId("paths-note").textContent = note(graph, kind, measure);
  const wanted = JSON.stringify([graph?.name, graph?.version, from, to, kind, measure]);
  if (wanted !== shown) {
    shown = wanted;
    search(graph, from, to, kind, measure);
  }
  return "Paths";
}

function note(graph, kind, measure) {
  if (graph !== null && !graph.weighted) {
    return `${graph.name} has no weights: each link counts 1.`;
  }
  if (measure === "links") {
    return kind === "shortest" ? "The fewest links." : "By links alone, any way is as wide as another.";
  }
  return kind === "shortest"
    ? "The smallest sum of weights."
    : "The path whose narrowest link, that of least weight, is as wide as can be.";
}

function search(graph, from, to, kind, measure) {
  drawn = null;
  if (graph === null || from === null || to === null) {
    place.clear(empty("Choose where the path begins and where it ends."));
    showCurl(byId("paths-curl"), []);
    return;
  }
  const request = pathRequest(graph, from, to, kind, measure);
  showCurl(byId("paths-curl"), [[kind === "shortest" ? "Shortest path" : "Widest path", request]]);
  place.load(request, (answer) => showPath(answer, from, to, kind, measure));
}

function pathRequest(graph, source, target, kind, measure) {
  if (kind === "widest") {
    return algorithm(graph.name, "widest", { source, target, weighted: measure === "weights", top: 0 });
  }
  return measure === "links"
    ? algorithm(graph.name, "bfs", { source, target, top: 0 })
    : algorithm(graph.name, "sssp", { source, target, top: 0 });
}

function showPath(answer, from, to, kind, measure) {
  const { path } = answer;
  if (!path.found) {
    const text = `No path leads from ${from} to ${to}.`;
    result.append(empty(el("p", {}, text), el("a", { href: href({ from: to, to: from }) }, "Try the other way round")));
    announce(text);
    return;
  }
  const links = path.steps.length - 1;
  const total =
    measure === "links"
      ? counted(links, "link")
      : `${kind === "shortest" ? "Distance" : "Width"} ${number(path.total)}, over ${counted(links, "link")}`;
  const differing = new Set(path.steps.slice(1).map((step) => step.weight)).size > 1;
  const narrowest = kind === "widest" && differing ? path.total : undefined;
  const picture = el("div", {});
  result.append(
    el("div", { class: "card stack" }, el("p", { class: "total" }, total), picture),
    el(
      "ol",
      { class: "card path-list", "aria-label": "The path, step by step" },
      ...path.steps.slice(0, LISTED).map((step) => listed(step, narrowest)),
    ),
    el("p", { class: "facts" }, `${answer.engine} · ${seconds(answer.timings.compute)}${answer.cached ? " · from an earlier run" : ""} · ${answer.conventions}`),
  );
  drawn = { picture, steps: path.steps, narrowest };
  draw();
  announce(`${total}, from ${from} to ${to}`);
}

function listed(step, narrowest) {
  const name = reference(step);
  const weight =
    step.weight === undefined ? null : `weight ${number(step.weight)}${step.weight === narrowest ? ", the narrowest" : ""}`;
  return el("li", {}, el("a", { href: href({ panel: "explore", vertex: name }) }, name), weight && el("small", {}, weight));
}

function draw() {
  const width = drawn?.picture.clientWidth;
  if (width && width !== drawn.width) {
    drawn.width = width;
    drawn.picture.replaceChildren(pathDrawing(drawn.steps, width, drawn.narrowest));
  }
}
