package org.warpath.graph.mediawiki;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The namespaces whose pages are wanted. */
final class Namespaces {
  // The names that every MediaWiki understands, whatever its language: namespaces 0 to 15.
  private static final List<String> CANONICAL =
      List.of(
          "",
          "Talk",
          "User",
          "User talk",
          "Project",
          "Project talk",
          "File",
          "File talk",
          "MediaWiki",
          "MediaWiki talk",
          "Template",
          "Template talk",
          "Help",
          "Help talk",
          "Category",
          "Category talk");

  private final int[] wanted;

  Namespaces(Set<Integer> wanted) {
    this.wanted = wanted.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  boolean contains(long namespace) {
    return namespace == (int) namespace && Arrays.binarySearch(wanted, (int) namespace) >= 0;
  }

  /**
   * What stands before a title of {@code namespace}: nothing for 0, {@code "Category:"} for 14, the
   * number for those that each wiki defines for itself: {@code "100:"}.
   */
  static String prefix(int namespace) {
    if (namespace == 0) {
      return "";
    }
    boolean canonical = namespace < CANONICAL.size();
    return (canonical ? CANONICAL.get(namespace) : Integer.toString(namespace)) + ":";
  }
}
