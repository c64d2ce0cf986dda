// The graphs of the server, and which of them the page looks at.

import { send } from "./api.js";
import { byId, el } from "./dom.js";
import { count } from "./format.js";
import { listGraphs } from "./requests.js";
import { go, route } from "./route.js";

const picker = byId("graph");
let graphs = [];

/** The graphs, by name. */
export const all = () => graphs;

/** The chosen graph: the one in the address, else the first with names, else the first; null if none. */
export function chosen() {
  const name = route().get("graph");
  return (
    (name === null
      ? (graphs.find((graph) => graph.named) ?? graphs[0])
      : graphs.find((graph) => graph.name === name)) ?? null
  );
}

/** Asks the server anew. */
export async function refresh() {
  graphs = (await send(listGraphs())).graphs;
}

/** What becomes of the address when another graph is looked at: nothing of the old one stays. */
export const toGraph = (name) => ({ graph: name, vertex: null, from: null, to: null, around: [] });

/** Shows the graphs in the top bar. */
export function showPicker() {
  const now = chosen();
  picker.disabled = graphs.length === 0;
  picker.replaceChildren(
    ...(now === null ? [el("option", { value: "" }, graphs.length === 0 ? "no graphs" : "choose a graph")] : []),
    ...graphs.map((graph) =>
      el("option", { value: graph.name }, `${graph.name} · ${count(graph.vertexCount)} vertices`),
    ),
  );
  picker.value = now?.name ?? "";
}

picker.addEventListener("change", () => go(toGraph(picker.value)));
