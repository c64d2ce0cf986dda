// What a job answered, as far as a page can show it.

import { send } from "../api.js";
import * as catalog from "../catalog.js";
import { el } from "../dom.js";
import { count } from "../format.js";
import { failure, loading } from "../load.js";
import { facts, rankTable } from "../ranking/panel.js";
import { jobResult } from "../requests.js";
import { href } from "../route.js";

const LARGEST = 1 << 20;

/** Shows the result of the job in `place`. */
export async function showResult(place, id) {
  place.replaceChildren(loading("Fetching the result…"));
  try {
    const answer = await send(jobResult(id));
    place.replaceChildren();
    if (answer.top) {
      place.append(rankTable(answer), facts(answer));
    } else if (answer.vertexCount !== undefined) {
      await catalog.refresh();
      catalog.showPicker();
      const address = href({ panel: "explore", ...catalog.toGraph(answer.name) });
      place.append(el("p", {}, el("a", { href: address }, answer.name), `: ${count(answer.vertexCount)} vertices, ${count(answer.edgeCount)} edges`));
    } else {
      const text = JSON.stringify(answer, null, 2);
      place.append(el("pre", { class: "json" }, text.length > LARGEST ? `${text.slice(0, LARGEST)}…` : text));
    }
  } catch (problem) {
    place.replaceChildren(failure(problem));
  }
}
