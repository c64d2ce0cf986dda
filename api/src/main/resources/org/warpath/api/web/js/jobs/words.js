// How a job is going, in words.

import { count, number, seconds } from "../format.js";

/** `pagerank on web`, `training of lenet` */
export const title = ({ kind, algorithm, graph, model }) =>
  `${algorithm ?? kind}${graph ? ` on ${graph}` : ""}${model ? ` of ${model}` : ""}`;

/** Whether it goes on where it was when it is queued again. */
export const goesOn = (job) => job.kind === "training";

/** Whether a job has come to an end, of whichever kind. */
export const isOver = (job) => !["queued", "running"].includes(job.state);

/** Whether it can be queued again. */
export const isResumable = (job) => ["interrupted", "cancelled", "failed"].includes(job.state);

/** `iteration 12 of 500, residual 1e-3`, or how it ended. */
export function progressText(job) {
  const { state, progress } = job;
  if (state === "queued") {
    return "waiting for an engine";
  }
  if (isOver(job)) {
    const took = job.started && job.ended ? (new Date(job.ended) - new Date(job.started)) / 1000 : null;
    return took === null ? state : `${state} after ${seconds(Math.max(took, 0.001))}`;
  }
  if (!progress) {
    return "starting";
  }
  const total = progress.total ? ` of ${count(progress.total)}` : "";
  const [step, what] = job.kind === "training" ? ["iteration", "loss"] : [progress.step, "residual"];
  const reached = typeof progress.residual === "number" ? `, ${what} ${number(progress.residual)}` : "";
  return `${step} ${count(progress.done)}${total}${reached}`;
}
