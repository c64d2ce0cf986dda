// The API key: kept for this tab, asked for when the server wants one.

import { byId } from "./dom.js";

const STORED = "warpath-key";
const dialog = byId("key-dialog");
let asking = null;

/** The key; empty if there is none. */
export function key() {
  return sessionStorage.getItem(STORED) ?? "";
}

/** Asks for a key, saying why; true if one was given. Several askers share one dialog. */
export function askForKey(reason) {
  asking ??= ask(reason).finally(() => {
    asking = null;
  });
  return asking;
}

function ask(reason) {
  const field = dialog.querySelector("input");
  byId("key-reason").textContent = reason;
  field.value = key();
  dialog.returnValue = "";
  dialog.showModal();
  field.select();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        const saved = dialog.returnValue === "save";
        if (saved) {
          sessionStorage.setItem(STORED, field.value.trim());
        }
        field.value = "";
        showWhetherSet();
        resolve(saved && key() !== "");
      },
      { once: true },
    );
  });
}

function showWhetherSet() {
  const button = byId("key");
  button.classList.toggle("set", key() !== "");
  button.setAttribute("aria-label", key() === "" ? "API key: none" : "API key: set");
}

/** Makes the button of the top bar work; `onChange` is called with a new key. */
export function startKey(onChange) {
  showWhetherSet();
  // Enter in the field saves; the first button of the form would cancel.
  dialog.querySelector("input").addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      dialog.close("save");
    }
  });
  byId("key").addEventListener("click", async () => {
    const before = key();
    await askForKey("Sent with every request, as Authorization: Bearer.");
    if (key() !== before) {
      onChange();
    }
  });
}
