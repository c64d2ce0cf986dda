// Makes a synthetic graph.

import { send } from "../api.js";
import { showCurl } from "../curl.js";
import { byId } from "../dom.js";
import { failure, loading } from "../load.js";
import { generateGraph } from "../requests.js";

const form = byId("generate-form");
const result = form.querySelector("[data-result]");
const button = form.querySelector("[type=submit]");
const kinds = (field) => field.dataset.kinds.split(" ");

function request() {
  const { name, kind, least, largest, symmetric } = form.elements;
  const numbers = [...form.querySelectorAll("[data-kinds]")]
    .filter((field) => kinds(field).includes(kind.value))
    .map((field) => field.querySelector("input"))
    .map((input) => [input.name, Number(input.value)]);
  return generateGraph({
    name: name.value,
    generate: {
      kind: kind.value,
      ...Object.fromEntries(numbers),
      ...(symmetric.checked && { symmetric: true }),
      ...(least.value !== "" && largest.value !== "" && { weights: [Number(least.value), Number(largest.value)] }),
    },
  });
}

function showFields() {
  const { kind, least, largest } = form.elements;
  form.querySelectorAll("[data-kinds]").forEach((field) => {
    field.hidden = !kinds(field).includes(kind.value);
    field.querySelector("input").disabled = field.hidden;
  });
  least.required = largest.value !== "";
  largest.required = least.value !== "";
  showCurl(form.querySelector("[data-curl]"), form.elements.name.value === "" ? [] : [["Generate", request()]]);
}

/** Makes the form work; `onAdded` gets the answer. */
export function startGenerate(onAdded) {
  showFields();
  form.addEventListener("input", showFields);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    result.replaceChildren(loading("Generating…"));
    button.disabled = true;
    try {
      const answer = await send(request());
      result.replaceChildren();
      form.elements.name.value = "";
      showFields();
      await onAdded(answer);
    } catch (problem) {
      result.replaceChildren(failure(problem));
    } finally {
      button.disabled = false;
    }
  });
}
