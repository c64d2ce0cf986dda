// Shows how much of a form is sent.

import { upload } from "./api.js";
import { el } from "./dom.js";
import { bytes } from "./format.js";

/** Sends a form; `place` says how far that is, and then `afterwards`. */
export function sendShown(request, place, afterwards) {
  const bar = el("progress", { max: 1, value: 0, "aria-label": "Sent" });
  const text = el("p", { class: "hint" });
  const size = request.form.reduce((sum, [, value]) => sum + (value instanceof File ? value.size : 0), 0);
  place.replaceChildren(bar, text);
  return upload(request, (share) => {
    bar.value = share;
    text.textContent = share < 1 ? `${bytes(share * size)} of ${bytes(size)} sent` : afterwards;
  });
}

/** A form's fields that say something. */
export function filled(form) {
  const fields = [...new FormData(form)].filter(([, value]) => (value instanceof File ? value.size > 0 || value.name : value));
  const isFile = ([, value]) => value instanceof File;
  // The description goes before the files: a server that streams them knows it then.
  return [...fields.filter((field) => !isFile(field)), ...fields.filter(isFile)];
}

/** links.csv.gz → links */
export const nameFrom = (file) =>
  file
    .replace(/\..*$/, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "")
    .slice(0, 100);
