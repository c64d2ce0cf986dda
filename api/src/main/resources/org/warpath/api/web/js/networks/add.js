// Adds a model.

import { showCurl } from "../curl.js";
import { byId } from "../dom.js";
import { failure } from "../load.js";
import { addModel } from "../requests.js";
import { filled, nameFrom, sendShown } from "../sending.js";

const form = byId("model-form");
const result = form.querySelector("[data-result]");
const lines = form.querySelector("[data-curl]");
const button = form.querySelector("[type=submit]");

const request = () => addModel(filled(form));

/** Makes the form work; `onAdded` gets the model. */
export function startAdd(onAdded) {
  form.addEventListener("input", () => {
    const { model, name } = form.elements;
    if (model.files.length > 0 && name.value === "") {
      name.value = nameFrom(model.files[0].name);
    }
    showCurl(lines, model.files.length > 0 ? [["Add", request()]] : []);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const model = await sendShown(request(), result, "All sent; the server reads the model…");
      result.replaceChildren();
      form.reset();
      showCurl(lines, []);
      await onAdded(model);
    } catch (problem) {
      result.replaceChildren(failure(problem));
    } finally {
      button.disabled = false;
    }
  });
}
