// Engine: what computes here, with how much memory, and why there is no GPU if there is none.

import { showCurl } from "../curl.js";
import { bar, byId, el, pairs } from "../dom.js";
import { bytes, count } from "../format.js";
import { loader } from "../load.js";
import { getEngines } from "../requests.js";

const result = byId("engine-result");
const place = loader(result, "Asking…");

byId("engine-refresh").addEventListener("click", ask);

/** Shows the engines as they are now. */
export function show() {
  showCurl(byId("engine-curl"), [["Engines", getEngines()]]);
  ask();
  return "Engine";
}

function ask() {
  place.load(getEngines(), (engines) => {
    result.append(el("div", { class: "engines" }, selected(engines), cpu(engines.cpu), cuda(engines.cuda)));
  });
}

const card = (title, ...content) => el("section", { class: "card" }, el("h2", {}, title), ...content);

const selected = ({ selected: engine, reason, version, queue }) =>
  card(
    "Chosen by itself",
    el("p", { class: "total" }, engine),
    el("p", { class: "hint" }, reason),
    pairs([
      ["Running", count(queue?.running ?? 0)],
      ["Waiting", count(queue?.waiting ?? 0)],
      ["Warpath", version],
    ]),
  );

const cpu = ({ threads, totalBytes, freeBytes, heapBytes, maxHeapBytes }) =>
  card(
    "CPU",
    pairs([["Threads", count(threads)]]),
    meter("Memory", totalBytes - freeBytes, totalBytes),
    meter("Java heap", heapBytes, maxHeapBytes),
  );

const cuda = ({ available, reason, device, totalBytes, freeBytes, residentBytes }) =>
  card(
    "GPU",
    ...(available
      ? [
          el("p", { class: "total" }, device),
          meter("Memory", totalBytes - freeBytes, totalBytes),
          pairs([["Graphs on it", bytes(residentBytes ?? 0)]]),
        ]
      : [el("p", { class: "total" }, "Not used"), el("p", { class: "hint" }, reason ?? "The server does not say why.")]),
  );

const meter = (name, used, total) =>
  el(
    "div",
    { class: "meter" },
    el("span", { class: "meter-line" }, el("span", {}, name), el("span", {}, `${bytes(used)} of ${bytes(total)}`)),
    bar("meter-bar", used / total),
  );
