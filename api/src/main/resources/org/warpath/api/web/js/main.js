// Starts the page: loads the graphs, then shows the panel that the address names.

import * as catalog from "./catalog.js";
import { suggestVertices } from "./combobox.js";
import { byId } from "./dom.js";
import * as engine from "./engine/panel.js";
import * as explore from "./explore/panel.js";
import * as graphs from "./graphs/panel.js";
import * as jobs from "./jobs/panel.js";
import { startKey } from "./key.js";
import { failure } from "./load.js";
import * as networks from "./networks/panel.js";
import * as paths from "./paths/panel.js";
import * as ranking from "./ranking/panel.js";
import { go, href, onRoute, route } from "./route.js";

const panels = { explore, paths, ranking, graphs, networks, jobs, engine };
const navigation = [...document.querySelectorAll("nav a[data-panel]")];
const search = byId("search");
let shown = null;

function show() {
  const now = route();
  const graph = catalog.chosen();
  if (shown !== now.panel) {
    panels[shown]?.leave?.();
    shown = now.panel;
    Object.keys(panels).forEach((name) => (byId(name).hidden = name !== shown));
  }
  navigation.forEach((link) => {
    link.href = href({ panel: link.dataset.panel });
    if (link.dataset.panel === shown) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  });
  catalog.showPicker();
  search.placeholder = graph?.named === false ? "Search a vertex by its number" : "Search an article";
  const title = panels[shown].show(now, graph);
  document.title = [title, graph?.name, "Warpath"].filter(Boolean).join(" · ");
}

async function start() {
  try {
    await catalog.refresh();
    byId("start-failure")?.remove();
    show();
  } catch (problem) {
    const notice = failure(problem, { retry: start });
    notice.id = "start-failure";
    byId("start-failure")?.remove();
    byId("panels").prepend(notice);
  }
}

suggestVertices(
  search,
  (vertex) => {
    search.value = "";
    go({ panel: "explore", vertex });
    search.blur();
  },
  { onSearch: (request) => explore.showSearch(request) },
);

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, select, textarea, dialog");
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("panels").focus();
});

startKey(start);
jobs.start();
onRoute(show);
start();
