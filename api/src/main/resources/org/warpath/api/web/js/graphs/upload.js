// Uploads a graph file, and its vertices' names if there is a file of them.

import { upload } from "../api.js";
import { showCurl } from "../curl.js";
import { byId, el } from "../dom.js";
import { bytes } from "../format.js";
import { failure } from "../load.js";
import { uploadGraph } from "../requests.js";

const form = byId("upload-form");
const result = form.querySelector("[data-result]");
const button = form.querySelector("[type=submit]");

// The description goes before the files: a server that streams them knows it then.
function request() {
  const fields = [...new FormData(form)].filter(([, value]) => (value instanceof File ? value.size > 0 || value.name : value));
  const isFile = ([, value]) => value instanceof File;
  return uploadGraph([...fields.filter((field) => !isFile(field)), ...fields.filter(isFile)]);
}

/** Makes the form work; `onAdded` gets the answer. */
export function startUpload(onAdded) {
  form.addEventListener("input", () => {
    const { file, name } = form.elements;
    if (file.files.length > 0 && name.value === "") {
      name.value = nameFrom(file.files[0].name);
    }
    showCurl(form.querySelector("[data-curl]"), file.files.length > 0 ? [["Upload", request()]] : []);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = request();
    const bar = el("progress", { max: 1, value: 0, "aria-label": "Sent" });
    const text = el("p", { class: "hint" });
    const size = sent.form.reduce((sum, [, value]) => sum + (value instanceof File ? value.size : 0), 0);
    result.replaceChildren(bar, text);
    button.disabled = true;
    try {
      const answer = await upload(sent, (share) => {
        bar.value = share;
        text.textContent =
          share < 1 ? `${bytes(share * size)} of ${bytes(size)} sent` : "All sent; the server builds the graph…";
      });
      result.replaceChildren();
      form.reset();
      showCurl(form.querySelector("[data-curl]"), []);
      await onAdded(answer);
    } catch (problem) {
      result.replaceChildren(failure(problem));
    } finally {
      button.disabled = false;
    }
  });
}

// links.csv.gz → links
const nameFrom = (file) =>
  file
    .replace(/\..*$/, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "")
    .slice(0, 100);
