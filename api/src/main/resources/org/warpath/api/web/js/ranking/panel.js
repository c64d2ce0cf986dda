// Ranking: the vertices of highest PageRank, for everybody or around some of them.

import { suggestVertices } from "../combobox.js";
import { showCurl } from "../curl.js";
import { send } from "../api.js";
import { announce, bar, byId, el, icon } from "../dom.js";
import { count, counted, number, reference, seconds } from "../format.js";
import { empty, failure, loader } from "../load.js";
import { algorithm, asJob } from "../requests.js";
import { go, href, route as now } from "../route.js";

const form = byId("ranking-form");
const result = byId("ranking-result");
const place = loader(result, "Ranking…");
let shown = null;
let request = null;

suggestVertices(byId("around-add"), (vertex) => {
  byId("around-add").value = "";
  go({ around: [...new Set([...now().all("around"), vertex])] });
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", ({ target }) => {
  if (target.name === "weighted") {
    go({ weighted: target.checked ? "true" : null });
  } else if (target.name) {
    go({ [target.name]: target.value });
  }
});
byId("ranking-job").addEventListener("click", async () => {
  try {
    go({ panel: "jobs", job: (await send(asJob(request))).id });
  } catch (problem) {
    place.clear(failure(problem));
    shown = null;
  }
});

/** Shows the ranking that the address asks for. */
export function show(route, graph) {
  const around = route.all("around");
  const settings = {
    top: route.get("top", "10"),
    damping: route.get("damping", "0.85"),
    weighted: route.get("weighted") === "true" && graph?.weighted === true,
  };
  form.elements.top.value = settings.top;
  form.elements.damping.value = settings.damping;
  form.elements.weighted.checked = settings.weighted;
  byId("ranking-weighted").hidden = graph?.weighted !== true;
  byId("ranking-job").disabled = graph === null;
  showChips(around);
  const wanted = JSON.stringify([graph?.name, graph?.version, settings, around]);
  if (wanted !== shown) {
    shown = wanted;
    rank(graph, settings, around);
  }
  return "Ranking";
}

function showChips(around) {
  byId("around-chips").replaceChildren(
    ...around.map((vertex) =>
      el(
        "li",
        {},
        vertex,
        el(
          "button",
          {
            class: "icon-button",
            type: "button",
            "aria-label": `Not around ${vertex}`,
            onclick: () => {
              go({ around: around.filter((other) => other !== vertex) });
              byId("around-add").focus();
            },
          },
          icon("remove"),
        ),
      ),
    ),
  );
}

function rank(graph, settings, around) {
  if (graph === null) {
    place.clear(empty("No graph is chosen."));
    showCurl(byId("ranking-curl"), []);
    return;
  }
  request = algorithm(graph.name, "pagerank", {
    top: Number(settings.top),
    ...(settings.damping !== "0.85" && { damping: Number(settings.damping) }),
    ...(settings.weighted && { weighted: true }),
    ...(around.length > 0 && { personalization: around }),
  });
  showCurl(byId("ranking-curl"), [
    ["PageRank", request],
    ["As a job", asJob(request)],
  ]);
  place.load(request, (answer) => {
    result.append(rankTable(answer), facts(answer));
    announce(`Ranked: first ${counted(answer.top.length, "vertex", "vertices")}`);
  });
}

/** What an answer says of how it came about. */
export const facts = (answer) =>
  el(
    "p",
    { class: "facts" },
    [
      answer.engine,
      counted(answer.iterations, "iteration"),
      `residual ${number(answer.residual)}`,
      `error bound ${number(answer.errorBound)}`,
      answer.cached ? "from an earlier run" : seconds(answer.timings.compute),
      answer.converged ? null : "not converged",
      answer.conventions,
    ]
      .filter(Boolean)
      .join(" · "),
  );

/** The first vertices of an answer, each a way to explore it. */
export function rankTable(answer) {
  const most = Math.max(...answer.top.map((row) => row.value));
  return el(
    "div",
    { class: "table-wrap" },
    el(
      "table",
      {},
      el("caption", { class: "sr-only" }, `Highest PageRank in ${answer.graph}`),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { class: "number tight", scope: "col" }, "#"),
          el("th", { scope: "col" }, "Vertex"),
          el("td", { class: "tight hide-narrow" }),
          el("th", { class: "number tight", scope: "col" }, "PageRank"),
          el("th", { class: "number", scope: "col" }, "In"),
          el("th", { class: "number", scope: "col" }, "Out"),
        ),
      ),
      el("tbody", {}, ...answer.top.map((row, i) => rankRow(row, i + 1, row.value / most))),
    ),
  );
}

const rankRow = (row, position, share) =>
  el(
    "tr",
    {},
    el("td", { class: "number" }, count(position)),
    el("th", { scope: "row" }, el("a", { href: href({ panel: "explore", vertex: reference(row) }) }, reference(row))),
    el("td", { class: "hide-narrow" }, bar("share", share)),
    el("td", { class: "number" }, number(row.value)),
    el("td", { class: "number" }, count(row.inDegree)),
    el("td", { class: "number" }, count(row.outDegree)),
  );
