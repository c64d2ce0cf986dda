// Jobs: all of them, and one at length.

import { send } from "../api.js";
import { showCurl } from "../curl.js";
import { byId, el } from "../dom.js";
import { moment } from "../format.js";
import { empty, failure, loading } from "../load.js";
import { listJobs } from "../requests.js";
import { go, href, route as now } from "../route.js";
import { JobDetail } from "./detail.js";
import { isOver, progressText, title } from "./words.js";

const BUSY_MILLIS = 1000;
const IDLE_MILLIS = 10_000;
const list = byId("jobs-list");
const badge = byId("jobs-running");
let jobs = null;
let timer = 0;
let detail = null;

/** Watches for running jobs, to say in the navigation how many there are. */
export function start() {
  document.addEventListener("visibilitychange", () => !document.hidden && look());
  look();
}

/** Shows the jobs; without one in the address, the newest. */
export function show(route) {
  showCurl(byId("jobs-curl"), [["List", listJobs()]]);
  const id = route.get("job");
  showList(id);
  look();
  if (id === null) {
    closeDetail();
  } else {
    showDetail(id);
  }
  return "Jobs";
}

/** Stops following. */
export function leave() {
  closeDetail();
}

function showDetail(id) {
  if (detail?.id !== id) {
    closeDetail();
    detail = new JobDetail(byId("job-detail"), id, { changed: look, removed });
    detail.follow();
  }
}

function closeDetail() {
  detail?.close();
  detail = null;
}

/** Asks the server anew. */
export async function look() {
  clearTimeout(timer);
  if (document.hidden) {
    return;
  }
  try {
    jobs = (await send(listJobs())).jobs;
    const active = jobs.filter((job) => !isOver(job));
    badge.hidden = active.length === 0;
    badge.textContent = active.length;
    badge.setAttribute("aria-label", `${active.length} running`);
    showList(now().get("job"));
    timer = setTimeout(look, active.length > 0 ? BUSY_MILLIS : IDLE_MILLIS);
  } catch (problem) {
    list.replaceChildren(failure(problem, { retry: look }));
    // Without the key that it wants, the server would ask for it again and again.
    if (problem.status !== 401) {
      timer = setTimeout(look, IDLE_MILLIS);
    }
  }
}

function removed() {
  go({ job: null }, { replace: true });
  look();
}

function showList(chosen) {
  if (jobs === null) {
    list.replaceChildren(loading("Looking for jobs…"));
  } else if (jobs.length === 0) {
    list.replaceChildren(
      empty("No jobs yet. ", el("a", { href: href({ panel: "ranking" }) }, "Run a ranking as a job"), ", or send a request with Prefer: respond-async."),
    );
  } else {
    update(jobs.map((job) => entry(job, job.id === chosen)));
  }
}

// What did not change stays, and with it the focus.
function update(entries) {
  const old = new Map([...list.querySelectorAll(".job")].map((node) => [node.dataset.job, node]));
  const next = entries.map((node) => {
    const before = old.get(node.dataset.job);
    if (before === undefined) {
      return node;
    }
    before.replaceChildren(...node.childNodes);
    before.href = node.href;
    before.toggleAttribute("aria-current", node.hasAttribute("aria-current"));
    return before;
  });
  if (next.length !== list.children.length || next.some((node, i) => node !== list.children[i])) {
    list.replaceChildren(...next);
  }
}

const entry = (job, isChosen) =>
  el(
    "a",
    { class: "job", href: href({ job: job.id }), "data-job": job.id, "aria-current": isChosen ? "true" : null },
    el(
      "span",
      { class: "job-line" },
      el("strong", {}, title(job)),
      el("span", { class: `state ${job.state}` }, job.state),
    ),
    el("span", { class: "job-line facts" }, el("span", {}, progressText(job)), el("span", {}, moment(job.created))),
  );
