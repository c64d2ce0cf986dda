// Asks before something is lost.

import { showCurl } from "./curl.js";
import { byId } from "./dom.js";

const dialog = byId("confirm-dialog");

/** Asks; true if the answer is yes. */
export function confirmed({ title, text, action, request }) {
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  byId("confirm-yes").textContent = action;
  showCurl(byId("confirm-curl"), [[action, request]]);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
