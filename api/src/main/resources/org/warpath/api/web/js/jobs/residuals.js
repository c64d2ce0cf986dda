// The residual of each iteration, as it comes.

import { axis, Chart, linear, logarithmicAxis } from "../chart.js";
import { el } from "../dom.js";

export class Residuals {
  /** Where the curve is drawn; hidden while there is none. */
  node = el("div", { class: "chart", hidden: true, role: "img", "aria-label": "Residual by iteration" });
  #iterations = [];
  #values = [];
  #waiting = false;
  #chart = new Chart(this.node, 220, (colour) => ({
    scales: { x: { time: false }, y: { distr: 3 } },
    legend: { show: false },
    cursor: { show: false },
    axes: [
      axis("iteration"),
      logarithmicAxis("residual", (at) => at.toExponential(0)),
    ],
    series: [{}, { stroke: colour("accent"), width: 2, points: { show: false }, paths: linear() }],
  }));

  /** Takes in one event; what was heard before is left out. */
  hear(event, { done, residual }) {
    if (event !== "progress" || !(residual > 0) || done <= (this.#iterations.at(-1) ?? 0)) {
      return;
    }
    this.#iterations.push(done);
    this.#values.push(residual);
    // Several may come in one frame: one drawing does for all.
    if (!this.#waiting && this.#iterations.length > 1) {
      this.#waiting = true;
      requestAnimationFrame(() => {
        this.#waiting = false;
        this.node.hidden = this.#iterations.length < 2;
        this.#chart.show([this.#iterations, this.#values]);
      });
    }
  }

  /** The job begins again, from its beginning. */
  restart() {
    this.#iterations = [];
    this.#values = [];
    this.node.hidden = true;
  }

  remove() {
    this.#chart.remove();
  }
}
