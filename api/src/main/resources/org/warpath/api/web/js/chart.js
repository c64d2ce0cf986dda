// Charts by uPlot, in the page's colours and as wide as their place.

import uPlot from "../vendor/uplot/uPlot.esm.js";

/** The value of a colour of the page, as the theme in force has it. */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** An axis in the page's type; `more` is uPlot's own. */
export const axis = (label, more = {}) => ({
  label,
  labelSize: 22,
  labelFont: "500 12px Inter, sans-serif",
  font: "11px Inter, sans-serif",
  stroke: colour("muted"),
  grid: { stroke: colour("line"), width: 1 },
  ticks: { stroke: colour("line"), width: 1 },
  ...more,
});

/** A logarithmic axis: a line and a number at each power of ten. */
export const logarithmicAxis = (label, named) =>
  axis(label, {
    size: 62,
    splits: (_, __, min, max) => {
      const first = Math.ceil(Math.log10(min) - 1e-9);
      const powers = Math.max(0, Math.floor(Math.log10(max) + 1e-9) - first + 1);
      const step = Math.ceil(powers / 8);
      return Array.from({ length: Math.ceil(powers / step) }, (_, i) => 10 ** (first + i * step));
    },
    filter: (_, splits) => splits, // as many as are meant to be there
    values: (_, splits) => splits.map(named),
  });

/** A chart in `node`, drawn anew when the colours change; `options` are made from the colours of the moment. */
export class Chart {
  #node;
  #options;
  #height;
  #data = null;
  #plot = null;
  #resized;
  #recolour = () => this.#draw();

  constructor(node, height, options) {
    this.#node = node;
    this.#height = height;
    this.#options = options;
    this.#resized = new ResizeObserver(() => this.#resize());
    this.#resized.observe(node);
    document.addEventListener("themechange", this.#recolour);
  }

  /** Shows these columns of numbers; if there are others than before, with options made anew. */
  show(data) {
    this.#data = data;
    if (this.#plot?.series.length !== data.length) {
      this.#draw();
    } else {
      this.#plot.setData(data);
    }
  }

  /** Takes the chart away. */
  remove() {
    this.#resized.disconnect();
    document.removeEventListener("themechange", this.#recolour);
    this.#plot?.destroy();
  }

  #draw() {
    this.#plot?.destroy();
    this.#plot = null;
    const width = this.#node.clientWidth;
    if (this.#data !== null && width > 0) {
      this.#plot = new uPlot({ width, height: this.#height, ...this.#options(colour) }, this.#data, this.#node);
    }
  }

  #resize() {
    const width = this.#node.clientWidth;
    if (this.#plot === null) {
      this.#draw();
    } else if (width > 0 && width !== this.#plot.width) {
      this.#plot.setSize({ width, height: this.#height });
    }
  }
}

/** The parts of uPlot that draw bars and lines. */
export const { bars, linear } = uPlot.paths;
