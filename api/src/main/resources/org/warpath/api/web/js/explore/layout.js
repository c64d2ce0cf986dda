// Where the vertices of a neighbourhood lie: forces push them apart, links pull them together.

import { forceCollide, forceLink, forceManyBody, forceRadial, forceSimulation } from "../d3.js";

const TICKS = 240;
const RING = 130; // the distance of one hop from the next
const LEAST_RADIUS = 3;
const MORE_RADIUS = 20;

/** The radius of a vertex: its area grows with its rank. */
export const radius = (vertex, topRank) =>
  LEAST_RADIUS + MORE_RADIUS * Math.sqrt(vertex.rank / topRank);

/** The vertex that all is around: the only one that is no hop away; null if there are several. */
export function middleOf(vertices) {
  const near = vertices.filter((vertex) => vertex.hops === 0);
  return near.length === 1 ? near[0] : null;
}

/**
 * Places the vertices, in a shape `aspect` times as wide as high: the same input, the same places. Vertices get x, y
 * and r.
 */
export function place(vertices, edges, aspect) {
  const topRank = Math.max(...vertices.map((vertex) => vertex.rank));
  const nodes = vertices.map((vertex) => ({ ...vertex, id: vertex.vertex, r: radius(vertex, topRank) }));
  const middle = middleOf(nodes);
  if (middle !== null) {
    Object.assign(middle, { fx: 0, fy: 0, r: Math.max(middle.r, 11) });
  }
  const links = edges
    .filter((edge) => edge.source !== edge.target)
    .map(({ source, target }) => ({ source, target }));
  const toMiddle = (link) => link.source === middle || link.target === middle;
  const crowd = Math.sqrt(nodes.length / 50);

  forceSimulation(nodes)
    .force("charge", forceManyBody().strength(-180).distanceMax(600))
    .force(
      "link",
      forceLink(links)
        .id((node) => node.id)
        .distance((link) => (toMiddle(link) ? RING * crowd : RING * 0.7))
        .strength((link) => (toMiddle(link) ? 0.05 : 0.3 / Math.sqrt(links.length))),
    )
    .force("ring", forceRadial((node) => (middle ? node.hops : 1) * RING * (0.6 + crowd)).strength(0.12))
    .force("collide", forceCollide((node) => node.r + 9).strength(0.9))
    .stop()
    .tick(TICKS);

  nodes.forEach((node) => (node.x *= aspect));
  return nodes;
}
