// Uploads a graph file, and its vertices' names if there is a file of them.

import { showCurl } from "../curl.js";
import { byId } from "../dom.js";
import { failure } from "../load.js";
import { uploadGraph } from "../requests.js";
import { filled, nameFrom, sendShown } from "../sending.js";

const form = byId("upload-form");
const result = form.querySelector("[data-result]");
const button = form.querySelector("[type=submit]");

const request = () => uploadGraph(filled(form));

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
    button.disabled = true;
    try {
      const answer = await sendShown(request(), result, "All sent; the server builds the graph…");
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
