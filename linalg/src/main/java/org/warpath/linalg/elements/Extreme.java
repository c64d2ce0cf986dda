package org.warpath.linalg.elements;

/** Which extreme element is looked for; −0 and 0 are equal. */
public enum Extreme {
  /** The smallest. */
  MIN,
  /** The largest. */
  MAX
}
