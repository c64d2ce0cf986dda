// A text field that suggests vertices while one types (the combobox pattern of WAI-ARIA, with a list).

import { send } from "./api.js";
import { chosen } from "./catalog.js";
import { announce, el } from "./dom.js";
import { count, counted, reference } from "./format.js";
import { searchVertices } from "./requests.js";

const DELAY_MILLIS = 120;
const SUGGESTIONS = 8;

/**
 * Suggests in `input`, whose parent is the place of the list; `onChoose` gets the vertex as addresses name it. A field
 * that `keeps` what is chosen takes the first suggestion when it is left, and hands on null when it is left empty.
 */
export function suggestVertices(input, onChoose, { keeps = false, onSearch = () => {} } = {}) {
  const list = el("ul", { class: "options", role: "listbox", id: `${input.id}-options`, "aria-label": "Suggestions" });
  list.hidden = true;
  input.parentElement.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "off",
  })) {
    input.setAttribute(name, value);
  }

  let found = [];
  let active = -1;
  let timer = 0;
  let controller = null;
  let chooseWhenFound = false;
  let typed = false;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function stop() {
    clearTimeout(timer);
    controller?.abort();
    controller = null;
    chooseWhenFound = false;
  }

  function choose(vertex) {
    stop();
    close();
    found = [];
    typed = false;
    onChoose(vertex === null ? null : reference(vertex));
  }

  function activate(index) {
    active = index;
    [...list.children].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === active));
      if (i === active) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
  }

  function show() {
    list.replaceChildren(
      ...found.map((vertex, i) =>
        el(
          "li",
          {
            role: "option",
            id: `${list.id}-${i}`,
            "aria-selected": "false",
            onmousedown: (event) => event.preventDefault(), // the field keeps the focus
            onclick: () => choose(vertex),
          },
          el("span", {}, reference(vertex)),
          el("small", {}, `${count(vertex.inDegree)} in, ${count(vertex.outDegree)} out`),
        ),
      ),
    );
    list.hidden = false;
    active = -1;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
    announce(counted(found.length, "suggestion"));
  }

  function showNone(text) {
    if (document.activeElement !== input) {
      return;
    }
    list.replaceChildren(el("li", { class: "none", role: "presentation" }, text));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    announce(text);
  }

  async function search(query) {
    const graph = chosen();
    if (graph === null) {
      return;
    }
    controller = new AbortController();
    const { signal } = controller;
    const request = searchVertices(graph.name, query, SUGGESTIONS);
    onSearch(request);
    try {
      found = (await send(request, { signal })).vertices;
      controller = null;
      if (found.length === 0) {
        showNone(`Nothing in ${graph.name} is like “${query}”.`);
      } else if (chooseWhenFound) {
        choose(found[0]);
      } else {
        show();
      }
      chooseWhenFound = false;
    } catch (problem) {
      if (!signal.aborted) {
        controller = null;
        showNone(problem.message);
      }
    }
  }

  input.addEventListener("input", () => {
    stop();
    found = [];
    typed = true;
    const query = input.value.trim();
    if (query === "") {
      close();
    } else {
      timer = setTimeout(() => search(query), DELAY_MILLIS);
    }
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) {
      return;
    }
    const last = found.length - 1;
    if (event.key === "ArrowDown" && last >= 0) {
      if (list.hidden) {
        show();
      }
      activate(active >= last ? 0 : active + 1);
    } else if (event.key === "ArrowUp" && last >= 0 && !list.hidden) {
      activate(active <= 0 ? last : active - 1);
    } else if (event.key === "Enter") {
      enter();
    } else if (event.key === "Escape" && !list.hidden) {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });

  // Enter before the suggestions are there means the first of them.
  function enter() {
    if (input.value.trim() === "") {
      if (keeps && typed) {
        choose(null);
      }
    } else if (found.length > 0) {
      choose(found[Math.max(0, active)]);
    } else {
      stop();
      chooseWhenFound = true;
      search(input.value.trim());
    }
  }

  input.addEventListener("blur", () => {
    close();
    if (keeps && typed) {
      enter();
    } else {
      stop();
    }
  });
}
