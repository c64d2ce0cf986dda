// The parts of d3 in use. Their files put themselves into one global object, each building on those before it.

import "../vendor/d3-dispatch/d3-dispatch.min.js";
import "../vendor/d3-quadtree/d3-quadtree.min.js";
import "../vendor/d3-timer/d3-timer.min.js";
import "../vendor/d3-ease/d3-ease.min.js";
import "../vendor/d3-color/d3-color.min.js";
import "../vendor/d3-interpolate/d3-interpolate.min.js";
import "../vendor/d3-selection/d3-selection.min.js";
import "../vendor/d3-transition/d3-transition.min.js";
import "../vendor/d3-drag/d3-drag.min.js";
import "../vendor/d3-zoom/d3-zoom.min.js";
import "../vendor/d3-force/d3-force.min.js";

export const {
  drag,
  easeCubicOut,
  forceCollide,
  forceLink,
  forceManyBody,
  forceRadial,
  forceSimulation,
  select,
  timer,
  zoom,
  zoomIdentity,
} = globalThis.d3;
