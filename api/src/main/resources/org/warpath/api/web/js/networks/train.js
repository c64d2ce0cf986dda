// Trains a model, as a job that is followed here.

import { send, Typed } from "../api.js";
import { showCurl } from "../curl.js";
import { byId } from "../dom.js";
import { JobDetail } from "../jobs/detail.js";
import { look as lookAtJobs } from "../jobs/panel.js";
import { failure, loading } from "../load.js";
import { listJobs, trainFromFiles, trainFromFolder } from "../requests.js";
import { sendShown } from "../sending.js";

const SOLVER = `base_lr: 0.01
momentum: 0.9
weight_decay: 0.0005
lr_policy: "inv"
gamma: 0.0001
power: 0.75
max_iter: 1000
test_interval: 100
test_iter: 20
random_seed: 1
`;

const form = byId("train-form");
const place = byId("network-training");
const result = form.querySelector("[data-result]");
const button = form.querySelector("[type=submit]");
let model = null;
let training = null;
let onChanged = () => {};

form.elements.solver.value = SOLVER;
form.elements.solver.defaultValue = SOLVER;

function request() {
  const { solver, from, data, folder, store } = form.elements;
  const name = store.value === "" ? {} : { store: store.value };
  return from.value === "folder"
    ? trainFromFolder(model.name, { solver: solver.value, data: folder.value, ...name })
    : trainFromFiles(model.name, [
        ...Object.entries(name),
        ["solver", new Typed(solver.value, "solver.prototxt")],
        ...[...data.files].map((file) => ["data", file]),
      ]);
}

function showFields() {
  const { from, data, folder } = form.elements;
  form.querySelectorAll("[data-from]").forEach((part) => (part.hidden = part.dataset.from !== from.value));
  data.disabled = from.value !== "files";
  folder.disabled = from.value !== "folder";
  const isWhole = from.value === "files" ? data.files.length > 0 : folder.value !== "";
  showCurl(form.querySelector("[data-curl]"), model !== null && isWhole ? [["Train", request()]] : []);
}

/** Makes the form work; `changed` is called when a training may have made a model other. */
export function startTrain(changed) {
  onChanged = changed;
  form.addEventListener("input", async ({ target }) => {
    if (target.name === "solverFile" && target.files.length > 0) {
      form.elements.solver.value = await target.files[0].text();
    }
    showFields();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const sent = request();
      result.replaceChildren(loading("Asking for it…"));
      const job = sent.form ? await sendShown(sent, result, "All sent; the server looks at it…") : await send(sent);
      result.replaceChildren();
      follow(job.id);
      lookAtJobs();
      place.scrollIntoView({ block: "nearest" });
    } catch (problem) {
      result.replaceChildren(failure(problem));
    } finally {
      button.disabled = false;
    }
  });
}

/** Makes the form one for this model, and shows its newest training; hides both if that is null. */
export async function showTraining(next) {
  const isOther = model?.name !== next?.name;
  model = next;
  form.hidden = model?.trainable !== true;
  if (isOther) {
    leaveTraining();
    result.replaceChildren();
  }
  if (form.hidden) {
    return;
  }
  showFields();
  try {
    const { jobs } = await send(listJobs());
    const newest = jobs.find((job) => job.kind === "training" && (job.model === next.name || job.request?.store === next.name));
    if (model === next && newest !== undefined) {
      follow(newest.id);
    }
  } catch {
    // The panel of jobs says what is wrong with them.
  }
}

/** Stops following. */
export function leaveTraining() {
  training?.close();
  training = null;
}

function follow(id) {
  if (training?.id !== id) {
    leaveTraining();
    training = new JobDetail(place, id, {
      changed: (job) => job.state === "done" && onChanged(),
      removed: leaveTraining,
    });
    training.follow();
  }
}
