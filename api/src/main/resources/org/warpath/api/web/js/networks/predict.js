// Asks a model about a drawing, a picture or an array.

import { showCurl } from "../curl.js";
import { announce, byId, el } from "../dom.js";
import { loader } from "../load.js";
import { predict } from "../requests.js";
import { save } from "../save.js";
import { answerOf, inShort } from "./answer.js";
import { Sketch } from "./sketch.js";

const LARGEST_DRAWN = 64;
const LARGEST_SHOWN = 160;
const PNG = "image/png";
const NPY = "application/x-npy";

const form = byId("predict-form");
const controls = form.querySelector("[data-controls]");
const result = form.querySelector("[data-result]");
const lines = form.querySelector("[data-curl]");
const place = loader(result, "Asking…");
const sent = byId("sketch-sent");
const chosenPicture = byId("picture");
const sketch = new Sketch(byId("sketch"), form.querySelector(".pen"), drawn);
let model = null;
let drawing = null;

/** Makes the form one for this model; hides it if that is null. */
export function showPredict(next) {
  model = next;
  form.hidden = model === null;
  place.clear();
  if (model === null) {
    return;
  }
  const reason = whyNot();
  form.querySelector("[data-reason]").textContent = reason;
  form.querySelector("[data-reason]").hidden = reason === "";
  controls.hidden = reason !== "";
  const { output, of } = form.elements;
  output.replaceChildren(...model.outputs.map((name) => el("option", { value: name }, name)));
  form.querySelector("[data-output]").hidden = model.outputs.length < 2;
  of.value = isDrawable() ? "drawing" : "file";
  form.querySelector(".segments").hidden = !isDrawable();
  sketch.clear();
  showFields();
}

function whyNot() {
  if (!model.trained) {
    return "It has no weights yet: train it first, or add it with some.";
  }
  return model.inputs.length === 1
    ? ""
    : `It has ${model.inputs.length} inputs: ask it over HTTP, with arrays by their names as JSON.`;
}

const sizes = () => model.inputs[0].shape ?? [];

function isDrawable() {
  const [, channels, height, width] = model.inputs.length === 1 ? sizes() : [];
  return channels === 1 && height <= LARGEST_DRAWN && width <= LARGEST_DRAWN && height > 0 && width > 0;
}

/** What would be asked about; null if that is yet to be drawn or chosen. */
function subject() {
  const { of, file } = form.elements;
  if (of.value === "drawing") {
    return drawing;
  }
  const [given] = file.files;
  return given === undefined ? null : new File([given], given.name, { type: given.name.endsWith(".npy") ? NPY : PNG });
}

function request() {
  const { top, output, mean, deviation, of } = form.elements;
  const about = subject();
  const isPicture = about.type === PNG && of.value === "file";
  return predict(model.name, about, {
    ...(model.outputs.length > 1 && { output: output.value }),
    top: top.value,
    ...(isPicture && mean.value !== "" && { mean: mean.value }),
    ...(isPicture && deviation.value !== "" && { deviation: deviation.value }),
  });
}

function showFields() {
  const { of, file } = form.elements;
  form.querySelectorAll("[data-of]").forEach((part) => (part.hidden = part.dataset.of !== of.value));
  file.disabled = of.value !== "file";
  showCurl(lines, subject() === null ? [] : [["Predict", request()]]);
}

function ask() {
  place.load(request(), (answer) => {
    result.append(...answerOf(answer));
    announce(inShort(answer));
  });
}

// One is asked about as soon as the pen is lifted: that is what a drawing is for.
async function drawn() {
  const [, , height, width] = isShown() ? sizes() : [];
  const picture = isShown() && isDrawable() ? sketch.picture(height, width) : null;
  sent.width = picture?.width ?? 1;
  sent.height = picture?.height ?? 1;
  if (picture === null) {
    drawing = null;
    place.clear();
    lines.replaceChildren();
    return;
  }
  sent.getContext("2d").drawImage(picture, 0, 0);
  const asked = model;
  const blob = await new Promise((resolve) => picture.toBlob(resolve, PNG));
  if (model === asked) {
    drawing = new File([blob], "drawing.png", { type: PNG });
    showFields();
    ask();
  }
}

const isShown = () => model !== null && model.inputs.length === 1;

async function showPicture() {
  const [given] = form.elements.file.files;
  chosenPicture.hidden = true;
  if (given === undefined || given.name.endsWith(".npy")) {
    return;
  }
  // What is no picture, the server will say when it is asked.
  const picture = await createImageBitmap(given).catch(() => null);
  if (picture !== null && given === form.elements.file.files[0]) {
    const scale = LARGEST_SHOWN / Math.max(picture.width, picture.height);
    chosenPicture.width = picture.width;
    chosenPicture.height = picture.height;
    chosenPicture.style.width = `${Math.round(picture.width * scale)}px`;
    chosenPicture.classList.toggle("small", scale > 1);
    chosenPicture.getContext("2d").drawImage(picture, 0, 0);
    chosenPicture.hidden = false;
  }
}

form.elements.file.addEventListener("input", showPicture);
form.addEventListener("input", ({ target }) => {
  showFields();
  if (target.name === "of") {
    place.clear();
  }
});
form.querySelector("[data-clear]").addEventListener("click", () => sketch.clear());
form.querySelector("[data-save]").addEventListener("click", () => drawing && save(drawing, drawing.name));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (subject() === null) {
    byId("sketch").focus();
  } else {
    ask();
  }
});
