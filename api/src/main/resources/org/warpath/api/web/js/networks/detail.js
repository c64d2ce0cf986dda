// One model at length: its layers, and what else is known of it.

import { open } from "../api.js";
import { showCurl } from "../curl.js";
import { el, pairs } from "../dom.js";
import { bytes, count, moment } from "../format.js";
import { empty, failure } from "../load.js";
import { modelWeights } from "../requests.js";
import { href } from "../route.js";
import { saveBody } from "../save.js";

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** `1×28×28`, of an example: the batch is left out; `any` if nothing is said. */
export const shapeOf = ({ shape }) =>
  shape === undefined ? "any" : shape.slice(1).map((size) => size ?? "?").join("×") || "a number";

/** Whether it has weights, and whether it can learn. */
export const stateTags = (model) =>
  el(
    "span",
    { class: "tags" },
    ...[model.trained ? "trained" : "no weights", model.trainable ? "can learn" : null]
      .filter(Boolean)
      .map((text) => el("span", { class: "tag" }, text)),
  );

/** Shows the model in `place`. */
export function showDetail(place, model) {
  place.append(
    el(
      "div",
      { class: "card details-grid" },
      el("div", { class: "stack" }, el("h2", {}, `Layers of ${model.name}`), layers(model)),
      el("div", { class: "stack" }, el("h2", {}, "About it"), pairs(about(model)), ...weights(model)),
    ),
  );
}

function layers(model) {
  if (model.layers === undefined) {
    return empty(
      `Its layers have sizes once its input has: give the shape when you add the model${model.trainable ? ", or train it" : ""}.`,
    );
  }
  const columns = [["Name"], ["Kind"], ["Output"], ["Parameters", "number"], ["Multiply-adds", "number hide-narrow"]];
  return el(
    "div",
    { class: "table-wrap layers", tabindex: 0, role: "region", "aria-label": "Layers" },
    el(
      "table",
      {},
      el("caption", { class: "sr-only" }, `Layers of ${model.name}`),
      el("thead", {}, el("tr", {}, ...columns.map(([name, kind]) => el("th", { scope: "col", class: kind }, name)))),
      el("tbody", {}, ...model.layers.map(layer)),
    ),
  );
}

const layer = ({ name, kind, shapes, parameters, multiplyAdds }) =>
  el(
    "tr",
    {},
    el("th", { scope: "row" }, name),
    el("td", {}, kind),
    el("td", {}, shapes.map((sizes) => sizes.join("×")).join(", ")),
    el("td", { class: "number" }, count(parameters)),
    el("td", { class: "number hide-narrow" }, count(multiplyAdds)),
  );

const value = ({ name, shape }) =>
  shape === undefined ? name : `${name}: ${shape.map((size) => size ?? "?").join("×") || "a number"}`;

const about = (model) => [
  ["Format", model.format === "onnx" ? "ONNX" : "Caffe"],
  ["Inputs", model.inputs.map(value).join(", ")],
  ["Outputs", model.outputs.join(", ")],
  ...(model.layers === undefined
    ? []
    : [
        ["Layers", count(model.layers.length)],
        ["Parameters", count(model.parameters)],
        ["Multiply-adds", `${compact.format(model.multiplyAdds)} a pass`],
      ]),
  ["Weights", stateTags(model)],
  ...(model.job === undefined ? [] : [["Trained by", el("a", { href: href({ panel: "jobs", job: model.job }) }, model.job)]]),
  ["On disk", bytes(model.bytes)],
  ["Added", moment(model.created)],
];

function weights(model) {
  if (!model.trained) {
    return [];
  }
  const request = modelWeights(model.name);
  const result = el("div", { class: "result" });
  const line = el("div", { class: "curls" });
  const download = async () => {
    try {
      result.replaceChildren();
      await saveBody(await open(request), `${model.name}.safetensors`);
    } catch (problem) {
      result.replaceChildren(failure(problem));
    }
  };
  showCurl(line, [["Weights", request]]);
  return [
    el("div", { class: "actions" }, el("button", { class: "button", type: "button", onclick: download }, "Download weights")),
    result,
    line,
  ];
}
