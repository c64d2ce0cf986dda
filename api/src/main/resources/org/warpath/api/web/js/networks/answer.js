// What a model answered: the largest numbers of each example.

import { bar, el } from "../dom.js";
import { count, counted, number, seconds } from "../format.js";

const MOST_EXAMPLES = 20;

/** The nodes that show an answer. */
export function answerOf(answer) {
  const examples = answer.top.slice(0, MOST_EXAMPLES);
  const left = answer.top.length - examples.length;
  return [
    ...examples.map((largest, i) => largestTable(largest, answer.top.length > 1 ? `Example ${count(i + 1)}` : null, answer.output)),
    ...(left > 0 ? [el("p", { class: "hint" }, `And ${counted(left, "example")} more.`)] : []),
    el("p", { class: "facts" }, [`${answer.output} ${answer.shape.join("×")}`, answer.type, answer.engine, seconds(answer.seconds)].join(" · ")),
  ];
}

/** `7, with 0.998` */
export function inShort(answer) {
  const [first] = answer.top[0] ?? [];
  return first === undefined ? "An answer without numbers" : `${first.index}, with ${figure(first.value)}`;
}

const figure = (value) => (value === null ? "not a number" : number(value));

function largestTable(largest, title, output) {
  const share = shares(largest);
  const row = ({ index, value }, i) =>
    el(
      "tr",
      {},
      el("th", { scope: "row", class: "number" }, count(index)),
      el("td", {}, bar("share", share[i])),
      el("td", { class: "number" }, figure(value)),
    );
  return el(
    "div",
    { class: "table-wrap answer" },
    el(
      "table",
      {},
      el("caption", { class: title === null ? "sr-only" : null }, title ?? `Largest of ${output}`),
      el(
        "thead",
        {},
        el("tr", {}, el("th", { class: "number tight", scope: "col" }, "Place"), el("td", {}), el("th", { class: "number tight", scope: "col" }, "Value")),
      ),
      el("tbody", {}, ...largest.map(row)),
    ),
  );
}

// Probabilities as they are; other numbers beside the largest.
function shares(largest) {
  const values = largest.map(({ value }) => value ?? 0);
  const isShare = values.every((value) => value >= 0 && value <= 1);
  const most = isShare ? 1 : Math.max(...values);
  return values.map((value) => (most > 0 ? value / most : 0));
}
