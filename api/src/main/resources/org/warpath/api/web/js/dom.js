// Makes elements. Text goes in as text, never as markup: titles come from whoever uploaded the graph.

const SVG = "http://www.w3.org/2000/svg";

/** The element of that id. */
export const byId = (id) => document.getElementById(id);

/** An HTML element; attributes named on… are listeners, true and false say whether one is there. */
export const el = (name, attributes, ...children) =>
  fill(document.createElement(name), attributes, children);

/** An SVG element. */
export const svg = (name, attributes, ...children) =>
  fill(document.createElementNS(SVG, name), attributes, children);

function fill(element, attributes = {}, children = []) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A picture beside words that say the same. */
export const icon = (name) => el("span", { class: `icon icon-${name}`, "aria-hidden": "true" });

/** A bar of which `share`, 0 to 1, is filled. */
export const bar = (className, share) =>
  svg(
    "svg",
    { class: className, viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "whole", width: 100, height: 8 }),
    svg("rect", { class: "used", width: 100 * Math.min(1, Math.max(0, share)), height: 8 }),
  );

/** Says something to those who cannot see it change. */
export function announce(text) {
  byId("live").textContent = text;
}

/** Terms and what they are: pairs of a text and a text or node. */
export const pairs = (entries) =>
  el("dl", { class: "pairs" }, ...entries.map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]));
