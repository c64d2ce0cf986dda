// One job: what it does, how far it is, what can be done about it, and what came out.

import { open, send } from "../api.js";
import { showCurl } from "../curl.js";
import { announce, byId, el, pairs } from "../dom.js";
import { events } from "../events.js";
import { moment } from "../format.js";
import { failure, loading } from "../load.js";
import { deleteJob, getJob, jobEvents, jobResult, resumeJob } from "../requests.js";
import { extension, showResult } from "./result.js";
import { Residuals } from "./residuals.js";
import { isOver, isResumable, progressText } from "./words.js";

const place = byId("job-detail");
let shown = null;

/** Shows the job and follows it; `changed` and `removed` are called when it becomes other or goes. */
export function showDetail(id, callbacks) {
  if (shown?.id === id) {
    return;
  }
  closeDetail();
  shown = new Detail(id, callbacks);
  shown.follow();
}

/** Stops following, and shows nothing. */
export function closeDetail() {
  shown?.close();
  shown = null;
}

class Detail {
  #stop = new AbortController();
  #callbacks;
  #job = null;
  #state = el("span", { class: "state" });
  #progress = el("progress", { max: 1, "aria-label": "Progress" });
  #text = el("p", { class: "facts" });
  #actions = el("div", { class: "actions" });
  #outcome = el("div", { class: "result" });
  #lines = el("div", { class: "curls" });
  #residuals = new Residuals();

  constructor(id, callbacks) {
    this.id = id;
    this.#callbacks = callbacks;
  }

  close() {
    this.#stop.abort();
    this.#residuals.remove();
    place.replaceChildren();
  }

  async follow() {
    place.replaceChildren(loading("Looking at the job…"));
    const { signal } = this.#stop;
    try {
      this.#begin(await send(getJob(this.id), { signal }));
      for await (const { event, data } of events(jobEvents(this.id), signal)) {
        this.#heard(event, data);
        if (isOver(this.#job)) {
          break;
        }
      }
    } catch (problem) {
      if (!signal.aborted) {
        place.replaceChildren(failure(problem, { retry: () => this.follow() }));
      }
    }
  }

  #begin(job) {
    const title = `${job.algorithm ?? job.kind}${job.graph ? ` on ${job.graph}` : ""}`;
    const request = JSON.stringify(job.request ?? {});
    place.replaceChildren(
      el(
        "div",
        { class: "card stack", "data-job-detail": job.id },
        el("div", { class: "job-line" }, el("h2", {}, title), this.#state),
        this.#progress,
        this.#text,
        this.#residuals.node,
        this.#actions,
        this.#outcome,
        pairs([
          ["Job", job.id],
          ["Request", el("code", {}, request)],
          ["Created", moment(job.created)],
        ]),
        this.#lines,
      ),
    );
    this.#residuals.clear();
    this.#become(job);
  }

  #heard(event, data) {
    if (event === "state") {
      this.#become(data);
    } else if (event === "progress") {
      this.#residuals.add(data);
      // Events are told again from the beginning to who comes late: one that has ended stays so.
      if (!isOver(this.#job)) {
        this.#job = { ...this.#job, progress: data };
        this.#showProgress();
      }
    }
  }

  #become(job) {
    const changed = this.#job?.state !== job.state;
    const wasKnown = this.#job !== null;
    this.#job = { ...job, progress: job.progress ?? this.#job?.progress };
    this.#showProgress();
    if (!changed) {
      return;
    }
    this.#state.className = `state ${job.state}`;
    this.#state.textContent = job.state;
    this.#showActions();
    this.#showOutcome();
    if (wasKnown) {
      announce(`Job ${job.state}`);
      this.#callbacks.changed();
    }
  }

  #showProgress() {
    const { progress, state } = this.#job;
    this.#progress.hidden = isOver(this.#job);
    if (state === "running" && progress?.total) {
      this.#progress.value = progress.done / progress.total;
    } else {
      this.#progress.removeAttribute("value");
    }
    this.#text.textContent = progressText(this.#job);
  }

  #showActions() {
    const job = this.#job;
    const over = isOver(job);
    const done = job.state === "done";
    const button = (text, kind, action) =>
      el("button", { class: `button ${kind}`, type: "button", onclick: () => this.#try(action) }, text);
    this.#actions.replaceChildren(
      ...(over ? [] : [button("Cancel", "danger", () => send(deleteJob(this.id)))]),
      ...(done ? [button("Download result", "", () => this.#download())] : []),
      ...(isResumable(job) ? [button("Run again", "", () => this.#resume())] : []),
      ...(over ? [button("Remove", "", () => this.#remove())] : []),
    );
    showCurl(this.#lines, [
      ["Follow", jobEvents(this.id)],
      ...(done ? [["Result", jobResult(this.id)]] : []),
      ...(isResumable(job) ? [["Run again", resumeJob(this.id)]] : []),
      [over ? "Remove" : "Cancel", deleteJob(this.id)],
    ]);
  }

  #showOutcome() {
    const job = this.#job;
    if (job.state === "done") {
      showResult(this.#outcome, this.id);
    } else if (job.problem) {
      this.#outcome.replaceChildren(failure({ message: job.problem.detail }));
    } else {
      this.#outcome.replaceChildren();
    }
  }

  async #try(action) {
    try {
      await action();
    } catch (problem) {
      this.#outcome.replaceChildren(failure(problem));
    }
  }

  async #resume() {
    await send(resumeJob(this.id));
    showDetailAgain(this.id, this.#callbacks);
  }

  async #remove() {
    await send(deleteJob(this.id));
    this.#callbacks.removed();
  }

  // By a link alone an API key could not be sent.
  async #download() {
    const response = await open(jobResult(this.id));
    const name = `job-${this.id}.${extension(response)}`;
    const link = el("a", { href: URL.createObjectURL(await response.blob()), download: name });
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

function showDetailAgain(id, callbacks) {
  closeDetail();
  showDetail(id, callbacks);
  callbacks.changed();
}
