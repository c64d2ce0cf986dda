// Networks: the models of the server, one at length, what it answers and how it learns, and how to add and remove some.

import { send } from "../api.js";
import { confirmed } from "../confirm.js";
import { showCurl } from "../curl.js";
import { announce, byId, el, icon } from "../dom.js";
import { bytes, count } from "../format.js";
import { empty, failure, loader, loading } from "../load.js";
import { deleteModel, getModel, listModels } from "../requests.js";
import { go, href, route as now } from "../route.js";
import { startAdd } from "./add.js";
import { showDetail, shapeOf, stateTags } from "./detail.js";
import { showPredict } from "./predict.js";
import { leaveTraining, showTraining, startTrain } from "./train.js";

const list = byId("networks-list");
const detail = byId("network-detail");
const detailed = loader(detail, "Looking at its layers…");
let shown = { name: null, version: null };
let looks = 0;

startAdd(added);
startTrain(look);

/** Shows all models, and the chosen one at length; without one in the address, the first. */
export function show() {
  look();
  return "Networks";
}

/** Stops following. */
export function leave() {
  leaveTraining();
  shown = { name: null, version: null };
}

async function look() {
  const mine = ++looks;
  if (!list.hasChildNodes()) {
    list.append(loading("Looking for models…"));
  }
  try {
    const { models } = await send(listModels());
    if (mine === looks) {
      const chosen = now().get("model") ?? models[0]?.name ?? null;
      showList(models, chosen);
      showChosen(chosen, models.find(({ name }) => name === chosen));
    }
  } catch (problem) {
    list.replaceChildren(failure(problem, { retry: look }));
    showChosen(null);
  }
}

function showList(models, chosen) {
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(models.length === 0 ? empty("This server holds no models yet. Add one.") : table(models, chosen));
  showCurl(byId("networks-curl"), [["List", listModels()], ...(chosen === null ? [] : [["This model", getModel(chosen)]])]);
  if (hadFocus) {
    list.querySelector("[aria-current]")?.focus();
  }
}

function table(models, chosen) {
  const columns = [["Name"], ["Format", "hide-narrow"], ["Input"], ["Parameters", "number hide-narrow"], ["Weights", "hide-narrow"], ["File", "number hide-narrow"], ["Delete", "sr-only"]];
  return el(
    "div",
    { class: "table-wrap" },
    el(
      "table",
      {},
      el("caption", { class: "sr-only" }, "Models"),
      el("thead", {}, el("tr", {}, ...columns.map(([name, kind]) => el("th", { scope: "col", class: kind }, name)))),
      el("tbody", {}, ...models.map((model) => row(model, model.name === chosen))),
    ),
  );
}

function row(model, isChosen) {
  return el(
    "tr",
    { class: isChosen ? "chosen" : null, "data-model": model.name },
    el("th", { scope: "row" }, el("a", { href: href({ model: model.name }), "aria-current": isChosen ? "true" : null }, model.name)),
    el("td", { class: "hide-narrow" }, model.format === "onnx" ? "ONNX" : "Caffe"),
    el("td", {}, model.inputs.map(shapeOf).join(", ")),
    el("td", { class: "number hide-narrow" }, model.parameters === undefined ? "open" : count(model.parameters)),
    el("td", { class: "hide-narrow" }, stateTags(model)),
    el("td", { class: "number hide-narrow" }, bytes(model.bytes)),
    el(
      "td",
      { class: "number" },
      el(
        "button",
        { class: "icon-button", type: "button", title: "Delete", "aria-label": `Delete ${model.name}`, onclick: () => remove(model) },
        icon("delete"),
      ),
    ),
  );
}

// A training that goes on changes nothing of what is shown until it is done.
function showChosen(name, listedAs) {
  const wanted = { name, version: listedAs?.version ?? null };
  const isOther = wanted.name !== shown.name;
  if (!isOther && wanted.version === shown.version) {
    return;
  }
  shown = wanted;
  showPredict(null);
  if (isOther) {
    showTraining(null);
  }
  if (name === null) {
    detailed.clear();
    return;
  }
  detailed.load(
    getModel(name),
    (model) => {
      showDetail(detail, model);
      showPredict(model);
      showTraining(model);
    },
    { failed: () => showTraining(null) },
  );
}

async function remove(model) {
  const request = deleteModel(model.name);
  const yes = await confirmed({
    title: `Delete ${model.name}?`,
    text: `The model and its weights, ${bytes(model.bytes)}. This cannot be undone.`,
    action: "Delete",
    request,
  });
  if (!yes) {
    return;
  }
  try {
    await send(request);
    announce(`${model.name} is deleted`);
  } catch (problem) {
    detail.prepend(failure(problem));
    return;
  }
  await changed(now().get("model") === model.name ? null : now().get("model"));
}

async function added(model) {
  announce(`${model.name} is there`);
  await changed(model.name);
  list.querySelector("[aria-current]")?.focus(); // it may be out of sight
}

async function changed(model) {
  go({ model }, { replace: true });
  await look();
}
