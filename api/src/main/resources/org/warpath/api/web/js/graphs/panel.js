// Graphs: what the server holds, more about the chosen one, and how to add and remove some.

import { send } from "../api.js";
import * as catalog from "../catalog.js";
import { confirmed } from "../confirm.js";
import { showCurl } from "../curl.js";
import { announce, byId, el, icon, pairs } from "../dom.js";
import { bytes, count, moment } from "../format.js";
import { empty, failure, loader } from "../load.js";
import { deleteGraph, getGraph, listGraphs } from "../requests.js";
import { go, href, route as now } from "../route.js";
import { degreeChart, degreeTable } from "./degrees.js";
import { startGenerate } from "./generate.js";
import { startUpload } from "./upload.js";

const list = byId("graphs-list");
const detail = byId("graphs-detail");
const place = loader(detail, "Counting degrees…");
let shown = null;
let chart = null;

startUpload(added);
startGenerate(added);

/** Shows all graphs, and the chosen one at length. */
export function show(route, graph) {
  list.replaceChildren(
    catalog.all().length === 0
      ? empty("This server holds no graphs yet. Upload one, or generate one.")
      : table(graph),
  );
  showCurl(byId("graphs-curl"), [["List", listGraphs()], ...(graph ? [["This graph", getGraph(graph.name)]] : [])]);
  const wanted = JSON.stringify([graph?.name, graph?.version]);
  if (wanted !== shown) {
    shown = wanted;
    chart?.remove();
    chart = null;
    if (graph === null) {
      place.clear();
    } else {
      place.load(getGraph(graph.name), showDetail);
    }
  }
  return "Graphs";
}

function table(graph) {
  const columns = [["Name"], ["Vertices", "number"], ["Edges", "number"], ["Kind", "hide-narrow"], ["File", "number hide-narrow"], ["Added", "hide-narrow"], ["Delete", "sr-only"]];
  return el(
    "div",
    { class: "table-wrap" },
    el(
      "table",
      {},
      el("caption", { class: "sr-only" }, "Graphs"),
      el("thead", {}, el("tr", {}, ...columns.map(([name, kind]) => el("th", { scope: "col", class: kind }, name)))),
      el("tbody", {}, ...catalog.all().map((each) => row(each, each.name === graph?.name))),
    ),
  );
}

function row(graph, isChosen) {
  return el(
    "tr",
    { class: isChosen ? "chosen" : null, "data-graph": graph.name },
    el("th", { scope: "row" }, el("a", { href: href(catalog.toGraph(graph.name)), "aria-current": isChosen ? "true" : null }, graph.name)),
    el("td", { class: "number" }, count(graph.vertexCount)),
    el("td", { class: "number" }, count(graph.edgeCount)),
    el("td", { class: "hide-narrow" }, tags(graph)),
    el("td", { class: "number hide-narrow" }, bytes(graph.bytes.file)),
    el("td", { class: "hide-narrow" }, moment(graph.created)),
    el(
      "td",
      { class: "number" },
      el(
        "button",
        { class: "icon-button", type: "button", title: "Delete", "aria-label": `Delete ${graph.name}`, onclick: () => remove(graph) },
        icon("delete"),
      ),
    ),
  );
}

const tags = (graph) =>
  el(
    "span",
    { class: "tags" },
    ...[graph.symmetric ? "undirected" : "directed", graph.weighted ? "weighted" : null, graph.named ? "named" : null]
      .filter(Boolean)
      .map((text) => el("span", { class: "tag" }, text)),
  );

function showDetail(graph) {
  const picture = el("div", { class: "chart" });
  detail.append(
    el(
      "div",
      { class: "card details-grid" },
      el("div", { class: "stack" }, el("h2", {}, `Degrees in ${graph.name}`), picture, degreeTable(graph.degrees)),
      el("div", { class: "stack" }, el("h2", {}, "About it"), pairs(about(graph))),
    ),
  );
  chart = degreeChart(picture, graph.degrees);
}

const about = (graph) => [
  ["Vertices", count(graph.vertexCount)],
  ["Edges", count(graph.edgeCount)],
  ["Kind", tags(graph)],
  ["In memory", bytes(graph.bytes.host)],
  ["On a GPU", bytes(graph.bytes.device)],
  ["File", bytes(graph.bytes.file)],
  ["Added", moment(graph.created)],
  ...Object.entries(graph.provenance),
];

async function remove(graph) {
  const request = deleteGraph(graph.name);
  const yes = await confirmed({
    title: `Delete ${graph.name}?`,
    text: `${count(graph.vertexCount)} vertices, ${count(graph.edgeCount)} edges, with its vectors and results. This cannot be undone.`,
    action: "Delete",
    request,
  });
  if (!yes) {
    return;
  }
  try {
    await send(request);
    announce(`${graph.name} is deleted`);
  } catch (problem) {
    detail.prepend(failure(problem));
  }
  await changed(now().get("graph") === graph.name ? catalog.toGraph(null) : {});
}

// Looks at a graph that was added; a job that adds it is followed instead.
async function added(answer) {
  if (answer.state !== undefined) {
    go({ panel: "jobs", job: answer.id });
    return;
  }
  announce(`${answer.name} is there: ${count(answer.vertexCount)} vertices, ${count(answer.edgeCount)} edges`);
  await changed(catalog.toGraph(answer.name));
  list.querySelector("[aria-current]")?.focus(); // it may be out of sight
}

async function changed(address) {
  await catalog.refresh();
  go(address, { replace: true });
  catalog.showPicker();
  show(now(), catalog.chosen());
}
