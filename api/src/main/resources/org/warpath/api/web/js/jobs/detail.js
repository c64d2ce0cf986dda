// One job: what it does, how far it is, what can be done about it, and what came out.

import { open, send } from "../api.js";
import { showCurl } from "../curl.js";
import { announce, el, pairs } from "../dom.js";
import { events } from "../events.js";
import { moment } from "../format.js";
import { failure, loading } from "../load.js";
import { deleteJob, getJob, jobEvents, jobResult, resumeJob } from "../requests.js";
import { saveBody } from "../save.js";
import { extension, showResult } from "./result.js";
import { Residuals } from "./residuals.js";
import { TrainingCurve } from "./training.js";
import { goesOn, isOver, isResumable, progressText, title } from "./words.js";

export class JobDetail {
  #place;
  #stop = new AbortController();
  #callbacks;
  #job = null;
  #state = el("span", { class: "state" });
  #progress = el("progress", { max: 1, "aria-label": "Progress" });
  #text = el("p", { class: "facts" });
  #actions = el("div", { class: "actions" });
  #outcome = el("div", { class: "result" });
  #lines = el("div", { class: "curls" });
  #curve = null;

  /** A job to be shown in `place`; `changed` is called when it becomes other, with it, and `removed` when it goes. */
  constructor(place, id, callbacks) {
    this.#place = place;
    this.id = id;
    this.#callbacks = callbacks;
  }

  /** Stops following, and shows nothing. */
  close() {
    this.#stop.abort();
    this.#curve?.remove();
    this.#place.replaceChildren();
  }

  /** Shows the job, and what happens to it. */
  async follow() {
    this.#place.replaceChildren(loading("Looking at the job…"));
    const { signal } = this.#stop;
    try {
      this.#begin(await send(getJob(this.id), { signal }));
      await this.#listen();
    } catch (problem) {
      if (!signal.aborted) {
        this.#place.replaceChildren(failure(problem, { retry: () => this.follow() }));
      }
    }
  }

  async #listen() {
    for await (const { event, data } of events(jobEvents(this.id), this.#stop.signal)) {
      this.#heard(event, data);
      if (isOver(this.#job)) {
        break;
      }
    }
  }

  #begin(job) {
    this.#curve?.remove();
    this.#curve = job.kind === "training" ? new TrainingCurve() : new Residuals();
    const request = JSON.stringify(job.request ?? {});
    this.#place.replaceChildren(
      el(
        "div",
        { class: "card stack", "data-job-detail": job.id },
        el("div", { class: "job-line" }, el("h2", {}, title(job)), this.#state),
        this.#progress,
        this.#text,
        this.#curve.node,
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
    this.#become(job);
  }

  #heard(event, data) {
    if (event === "state") {
      this.#become(data);
      return;
    }
    this.#curve.hear(event, data);
    // Events are told again from the beginning to who comes late: one that has ended stays so.
    if (event === "progress" && !isOver(this.#job)) {
      this.#job = { ...this.#job, progress: data };
      this.#showProgress();
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
      this.#callbacks.changed(job);
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
    const again = goesOn(job) ? "Resume" : "Run again";
    const hadFocus = this.#actions.contains(document.activeElement);
    const button = (text, kind, action) =>
      el("button", { class: `button ${kind}`, type: "button", onclick: () => this.#try(action) }, text);
    this.#actions.replaceChildren(
      ...(over ? [] : [button("Cancel", "danger", () => send(deleteJob(this.id)))]),
      ...(done ? [button("Download result", "", () => this.#download())] : []),
      ...(isResumable(job) ? [button(again, "", () => this.#resume())] : []),
      ...(over ? [button("Remove", "", () => this.#remove())] : []),
    );
    if (hadFocus) {
      this.#actions.firstElementChild.focus();
    }
    showCurl(this.#lines, [
      ["Follow", jobEvents(this.id)],
      ...(done ? [["Result", jobResult(this.id)]] : []),
      ...(isResumable(job) ? [[again, resumeJob(this.id)]] : []),
      [over ? "Remove" : "Cancel", deleteJob(this.id)],
    ]);
  }

  async #showOutcome() {
    const job = this.#job;
    if (job.state === "done") {
      const answer = await showResult(this.#outcome, this.id);
      if (answer?.losses) {
        this.#curve.finish(answer);
      }
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
      if (!this.#stop.signal.aborted) {
        this.#outcome.replaceChildren(failure(problem));
      }
    }
  }

  async #resume() {
    const job = await send(resumeJob(this.id));
    this.#curve.restart();
    this.#become(job);
    await this.#listen();
  }

  async #remove() {
    await send(deleteJob(this.id));
    this.#callbacks.removed();
  }

  async #download() {
    const response = await open(jobResult(this.id));
    await saveBody(response, `job-${this.id}.${extension(response)}`);
  }
}
