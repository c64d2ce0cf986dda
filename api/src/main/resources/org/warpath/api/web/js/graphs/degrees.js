// How many vertices have how many links: bars over degrees that double, on a logarithmic scale.

import { axis, bars, Chart, logarithmicAxis } from "../chart.js";
import { el } from "../dom.js";
import { count, number } from "../format.js";

const compact = new Intl.NumberFormat("en", { notation: "compact" });

/** Shows the histograms of a graph in `node`; returns the chart. */
export function degreeChart(node, degrees) {
  const longest = degrees.out.bins.length > degrees.in.bins.length ? degrees.out.bins : degrees.in.bins;
  const names = longest.map(({ from, to }) => (from === to ? `${from}` : to < 100 ? `${from}–${to}` : `${compact.format(from)}+`));
  const column = (bins) => names.map((_, i) => bins[i]?.vertices || null);
  const chart = new Chart(node, 260, (colour) => ({
    scales: { x: { time: false, range: (_, min, max) => [min - 0.6, max + 0.6] }, y: { distr: 3, range: (_, __, max) => [0.7, (max ?? 1) * 1.6] } },
    legend: { live: false },
    cursor: { show: false },
    axes: [
      axis("links of a vertex", { values: (_, splits) => splits.map((at) => names[at] ?? ""), grid: { show: false }, space: 44 }),
      logarithmicAxis("vertices", count),
    ],
    series: [
      { label: "links" },
      { label: `out, ${number(degrees.out.mean)} on average, ${count(degrees.out.max)} at most`, fill: colour("accent"), stroke: colour("accent"), width: 0, points: { show: false }, paths: bars({ size: [0.38, 40], align: -1 }) },
      { label: `in, ${number(degrees.in.mean)} on average, ${count(degrees.in.max)} at most`, fill: colour("edge"), stroke: colour("edge"), width: 0, points: { show: false }, paths: bars({ size: [0.38, 40], align: 1 }) },
    ],
  }));
  chart.show([names.map((_, i) => i), column(degrees.out.bins), column(degrees.in.bins)]);
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", "Vertices by number of links; the table below has the same figures");
  return chart;
}

/** The same figures as a table. */
export function degreeTable({ out, in: into }) {
  const longest = out.bins.length > into.bins.length ? out.bins : into.bins;
  const row = ({ from, to }, i) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, from === to ? count(from) : `${count(from)}–${count(to)}`),
      el("td", { class: "number" }, count(out.bins[i]?.vertices ?? 0)),
      el("td", { class: "number" }, count(into.bins[i]?.vertices ?? 0)),
    );
  return el(
    "details",
    {},
    el("summary", {}, "As a table"),
    el(
      "div",
      { class: "table-wrap" },
      el(
        "table",
        {},
        el("thead", {}, el("tr", {}, ...["Links", "Vertices, out", "Vertices, in"].map((name, i) => el("th", { scope: "col", class: i > 0 ? "number" : null }, name)))),
        el("tbody", {}, ...longest.map(row)),
      ),
    ),
  );
}
