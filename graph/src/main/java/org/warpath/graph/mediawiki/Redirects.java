package org.warpath.graph.mediawiki;

import java.util.Arrays;
import java.util.BitSet;

/** Which pages are redirects and where they lead, chains followed to their end. */
final class Redirects {
  // While following: on the way from the page where we began.
  private static final int ON_THE_WAY = Integer.MIN_VALUE;
  private static final int UNKNOWN = Integer.MIN_VALUE + 1;

  private final BitSet redirects = new BitSet();
  private int[] targets = new int[1024];

  /** Notes that {@code page} is a redirect. */
  void add(int page) {
    redirects.set(page);
    if (page >= targets.length) {
      targets = Arrays.copyOf(targets, Math.max(page + 1, targets.length + targets.length / 2));
    }
    targets[page] = Lost.REDIRECT_WITHOUT_TARGET.code();
  }

  boolean isRedirect(int page) {
    return redirects.get(page);
  }

  /** Notes the page to which a redirect leads, or the {@link Lost} code of why to none. */
  void setTarget(int page, int target) {
    targets[page] = target;
  }

  /**
   * Completes {@code destinations}, by page: those of other pages are set, those of redirects
   * become that of the page where they end. Linear time, as each redirect is followed once.
   */
  void follow(int[] destinations) {
    redirects.stream().forEach(page -> destinations[page] = UNKNOWN);
    redirects.stream()
        .forEach(page -> {
          int end = findEnd(page, destinations);
          for (int p = page; p >= 0 && destinations[p] == ON_THE_WAY; p = targets[p]) {
            destinations[p] = end;
          }
        });
  }

  private int findEnd(int page, int[] destinations) {
    int p = page;
    while (destinations[p] == UNKNOWN) {
      destinations[p] = ON_THE_WAY;
      p = targets[p];
      if (p < 0) {
        return p;
      }
    }
    return destinations[p] == ON_THE_WAY ? Lost.REDIRECT_LOOP.code() : destinations[p];
  }
}
