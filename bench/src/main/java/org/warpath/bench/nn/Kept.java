package org.warpath.bench.nn;

/** What a pass backward must know of the one forward, beside the parameters. */
public enum Kept {
  /** It is the same whatever the inputs were. */
  NOTHING,
  /** The inputs. */
  INPUTS,
  /** The output, or as much. */
  OUTPUT
}
