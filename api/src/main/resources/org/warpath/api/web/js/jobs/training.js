// What a training reaches, as it comes: its loss, and what its tests say.

import { axis, Chart, linear } from "../chart.js";
import { el } from "../dom.js";
import { count, number } from "../format.js";

const COLOURS = ["second", "danger", "edge"];

// A loss is measured as the training's own is, whatever it is called; other figures are not.
const isLoss = (name) => /loss/i.test(name);

export class TrainingCurve {
  /** Where the curve is drawn; hidden while there is none. */
  node;
  #losses = [];
  #tests = [];
  #waiting = false;
  #picture = el("div", { class: "chart", role: "img", "aria-label": "Loss and tests by iteration" });
  #caption = el("figcaption", { class: "facts" });
  #table = el("div", { class: "table-wrap tests" });
  #details = el("details", { hidden: true }, el("summary", {}, "Tests as a table"), this.#table);
  #chart = new Chart(this.#picture, 260, (colour) => this.#options(colour));

  constructor() {
    this.node = el("figure", { class: "stack", hidden: true }, this.#picture, this.#caption, this.#details);
  }

  /** Takes in one event; what was heard before is left out, as a resumed training says it again. */
  hear(event, data) {
    const points = { loss: this.#losses, test: this.#tests }[event];
    if (points && data.iteration > (points.at(-1)?.iteration ?? -1)) {
      points.push(data);
      this.#draw();
    }
  }

  /** The job goes on where it was. */
  restart() {}

  /** Takes in the result, which has what events left out. */
  finish({ losses, tests }) {
    this.#losses = losses;
    this.#tests = tests;
    this.#draw();
  }

  remove() {
    this.#chart.remove();
  }

  // Several may come in one frame: one drawing does for all.
  #draw() {
    if (!this.#waiting) {
      this.#waiting = true;
      requestAnimationFrame(() => {
        this.#waiting = false;
        this.#show();
      });
    }
  }

  #show() {
    this.node.hidden = this.#losses.length + this.#tests.length === 0;
    this.#caption.textContent = [this.#losses.at(-1), this.#tests.at(-1)].filter(Boolean).map(inWords).join(" · ");
    this.#showTable();
    this.#chart.show(this.#columns());
  }

  #names() {
    return [...new Set(this.#tests.flatMap(({ values }) => Object.keys(values)))].sort((a, b) => isLoss(a) - isLoss(b));
  }

  // Columns over all iterations of which anything is known.
  #columns() {
    const losses = new Map(this.#losses.map(({ iteration, loss }) => [iteration, loss]));
    const tests = new Map(this.#tests.map(({ iteration, values }) => [iteration, values]));
    const iterations = [...new Set([...losses.keys(), ...tests.keys()])].sort((a, b) => a - b);
    return [
      iterations,
      iterations.map((at) => losses.get(at) ?? null),
      ...this.#names().map((name) => iterations.map((at) => tests.get(at)?.[name] ?? null)),
    ];
  }

  #options(colour) {
    const names = this.#names();
    const others = names.filter((name) => !isLoss(name));
    const line = (label, scale, stroke, more) => ({ label, scale, stroke, width: 2, spanGaps: true, paths: linear(), ...more });
    return {
      scales: {
        x: { time: false },
        loss: { range: (_, min, max) => [Math.min(0, min ?? 0), (max ?? 1) * 1.05] },
        tests: { range: (_, min, max) => (min >= 0 && max <= 1 ? [0, 1] : [min, max]) },
      },
      legend: { live: false },
      cursor: { show: false },
      axes: [
        axis("iteration"),
        axis("loss", { scale: "loss", size: 54 }),
        ...(others.length > 0 ? [axis(others.join(", "), { scale: "tests", side: 1, size: 54, grid: { show: false } })] : []),
      ],
      series: [
        { label: "iteration" },
        line("loss", "loss", colour("accent"), { points: { show: false } }),
        ...names.map((name) => {
          const stroke = colour(isLoss(name) ? "muted" : COLOURS[others.indexOf(name) % COLOURS.length]);
          const points = { show: true, size: 7, stroke, fill: colour("surface") };
          return line(`${name}, tests`, isLoss(name) ? "loss" : "tests", stroke, { points, ...(isLoss(name) && { dash: [5, 4] }) });
        }),
      ],
    };
  }

  #showTable() {
    const names = this.#names();
    this.#details.hidden = names.length === 0;
    const head = (name) => el("th", { scope: "col", class: "number" }, name);
    const row = ({ iteration, values }) =>
      el(
        "tr",
        {},
        el("th", { scope: "row", class: "number" }, count(iteration)),
        ...names.map((name) => el("td", { class: "number" }, figure(values[name]))),
      );
    this.#table.replaceChildren(
      el(
        "table",
        {},
        el("caption", { class: "sr-only" }, "Tests"),
        el("thead", {}, el("tr", {}, head("Iteration"), ...names.map(head))),
        el("tbody", {}, ...this.#tests.map(row)),
      ),
    );
  }
}

// A test may lack a figure; null is one without bounds, or none at all.
const figure = (value) => (value === undefined ? "" : value === null ? "not a number" : number(value));

function inWords({ iteration, loss, values }) {
  return values === undefined
    ? `loss ${figure(loss)} at iteration ${count(iteration)}`
    : `tests at ${count(iteration)}: ${Object.entries(values).map(([name, value]) => `${name} ${figure(value)}`).join(", ")}`;
}
