package org.warpath.linalg.sparse;

/** What becomes of several triplets at one row and column. */
public enum Duplicates {
  /** They stay side by side as parallel entries, in the order in which they were given. */
  KEEP,
  /** They become one entry: their sum in that order, formed in float64 and rounded once. */
  SUM
}
