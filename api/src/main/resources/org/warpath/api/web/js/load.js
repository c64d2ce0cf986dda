// A place on the page that shows what a request answers: while it is under way, when it fails, and when it is there.

import { send } from "./api.js";
import { el } from "./dom.js";

export const loading = (text) => el("p", { class: "loading" }, text);

export const empty = (...content) => el("div", { class: "notice" }, el("div", {}, ...content));

/** What went wrong; `choose` is offered the names the server holds for meant, `retry` is another try. */
export function failure(problem, { choose, retry } = {}) {
  const offers = choose ? (problem.nearest ?? []) : [];
  const actions = [
    ...offers.map((name) => el("button", { class: "button small", type: "button", onclick: () => choose(name) }, name)),
    ...(retry && offers.length === 0
      ? [el("button", { class: "button small", type: "button", onclick: retry }, "Try again")]
      : []),
  ];
  return el(
    "div",
    { class: "notice error", role: "alert" },
    el(
      "div",
      {},
      el("p", {}, problem.message),
      offers.length > 0 ? el("p", { class: "hint" }, "Perhaps one of these:") : null,
      actions.length > 0 ? el("div", { class: "actions" }, ...actions) : null,
    ),
  );
}

/** Runs one request at a time for `node`; a later one takes the place of an earlier one. */
export function loader(node, text) {
  let controller = null;

  async function load(request, render, { choose, failed } = {}) {
    controller?.abort();
    controller = new AbortController();
    const { signal } = controller;
    node.setAttribute("aria-busy", "true");
    if (!node.hasChildNodes()) {
      node.append(loading(text));
    }
    try {
      const answer = await send(request, { signal });
      if (!signal.aborted) {
        node.replaceChildren();
        render(answer);
      }
    } catch (problem) {
      if (signal.aborted) {
        return;
      }
      failed?.();
      node.replaceChildren(
        failure(problem, { choose, retry: () => load(request, render, { choose, failed }) }),
      );
    } finally {
      if (!signal.aborted) {
        node.removeAttribute("aria-busy");
      }
    }
  }

  /** Forgets what is under way and what is shown. */
  function clear(...content) {
    controller?.abort();
    node.removeAttribute("aria-busy");
    node.replaceChildren(...content);
  }

  return { load, clear };
}
