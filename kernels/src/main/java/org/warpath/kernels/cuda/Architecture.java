package org.warpath.kernels.cuda;

import java.util.List;

/**
 * A compute capability.
 *
 * @param major 9 of 9.0
 * @param minor 0 of 9.0
 */
public record Architecture(int major, int minor) implements Comparable<Architecture> {

  /** The oldest that the kernels are compiled for: Turing. */
  public static final Architecture OLDEST = new Architecture(7, 5);

  /** Those that every kernel is tested to compile for. */
  public static final List<Architecture> TESTED =
      List.of(
          OLDEST,
          new Architecture(8, 0),
          new Architecture(8, 6),
          new Architecture(9, 0),
          new Architecture(10, 0),
          new Architecture(12, 0));

  /** The compiler's name of it: {@code sm_90}. */
  public String compilerName() {
    return "sm_" + major + minor;
  }

  @Override
  public int compareTo(Architecture other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
