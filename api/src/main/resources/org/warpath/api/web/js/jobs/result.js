// What a job answered, as far as a page can show it.

import { open } from "../api.js";
import * as catalog from "../catalog.js";
import { el } from "../dom.js";
import { count, counted, seconds } from "../format.js";
import { failure, loading } from "../load.js";
import { facts, rankTable } from "../ranking/panel.js";
import { jobResult } from "../requests.js";
import { href } from "../route.js";

/** The ending of a file with what `response` holds. */
export function extension(response) {
  const type = (response.headers.get("Content-Type") ?? "").split(";")[0];
  const known = { "text/csv": "csv", "application/x-ndjson": "ndjson", "application/x-npy": "npy" };
  return known[type] ?? (type.includes("json") ? "json" : "bin");
}

/** Shows the result of the job in `place`, and gives it; null if it is none to show. */
export async function showResult(place, id) {
  place.replaceChildren(loading("Fetching the result…"));
  try {
    const response = await open(jobResult(id));
    if (extension(response) !== "json") {
      await response.body.cancel();
      place.replaceChildren(el("p", { class: "hint" }, "A row for each vertex: download it to see them."));
      return null;
    }
    const answer = await response.json();
    place.replaceChildren();
    if (answer.top) {
      place.append(rankTable(answer), facts(answer));
    } else if (answer.vertexCount !== undefined) {
      await catalog.refresh();
      catalog.showPicker();
      const address = href({ panel: "explore", ...catalog.toGraph(answer.name) });
      place.append(el("p", {}, el("a", { href: address }, answer.name), `: ${count(answer.vertexCount)} vertices, ${count(answer.edgeCount)} edges`));
    } else if (answer.losses) {
      place.append(trained(answer));
    } else {
      place.append(el("pre", { class: "json" }, JSON.stringify(answer, null, 2)));
    }
    return answer;
  } catch (problem) {
    place.replaceChildren(failure(problem));
    return null;
  }
}

const trained = ({ model, engine, iterations, seconds: took }) =>
  el(
    "p",
    {},
    el("a", { href: href({ panel: "networks", model }) }, model),
    ` has the weights: ${[counted(iterations, "iteration"), engine, took > 0 ? seconds(took) : null].filter(Boolean).join(" · ")}`,
  );
