package org.warpath.graph.build;

/** In which order vertices are stored; vertex numbers seen by the user never change. */
public enum Ordering {
  /** By degree if the degrees are so skewed that it pays, else as numbered. */
  AUTO,
  /** By descending degree (in plus out), ties as numbered. */
  DEGREE,
  /** As numbered. */
  NONE
}
