package org.warpath.graph.mediawiki;

import org.warpath.graph.build.ImportTally;

/**
 * Why a link is not an edge. Where a vertex or a page is noted as a number, {@link #code} notes the
 * reason why there is none.
 */
enum Lost {
  /** The page that links is in a namespace that was not asked for. */
  FROM_OTHER_NAMESPACE(-2, "link from another namespace"),
  /** The page that links is a redirect. */
  FROM_REDIRECT(-3, "link from a redirect"),
  /** The page that links is not in the page table: deleted between two tables' dumps. */
  FROM_MISSING_PAGE(-4, "link from a missing page"),
  /** It leads, itself or by a redirect, to a namespace that was not asked for. */
  TO_OTHER_NAMESPACE(-5, "link to another namespace"),
  /** There is no page of that title. */
  RED_LINK(-6, "red link"),
  /** Its target id is not in the linktarget table. */
  TO_MISSING_TARGET(-7, "link to a missing target id"),
  /** It leads to a redirect to a page that does not exist. */
  REDIRECT_TO_MISSING_PAGE(-8, "redirect to a missing page"),
  /** It leads to a redirect to another wiki. */
  REDIRECT_TO_OTHER_WIKI(-9, "redirect to another wiki"),
  /** It leads to a redirect that the redirect table does not know. */
  REDIRECT_WITHOUT_TARGET(-10, "redirect without target"),
  /** It leads to redirects that lead in a circle. */
  REDIRECT_LOOP(-11, "redirect loop");

  private final int code;
  private final String reason;

  Lost(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** A number below −1, which is left free: it means "not there" in tables. */
  int code() {
    return code;
  }

  /** How often each happened. */
  static final class Count {
    private final long[] byCode = new long[values().length + 2];

    void add(int code) {
      byCode[-code]++;
    }

    /** Tells {@code tally} of each. */
    void tell(ImportTally tally) {
      for (Lost lost : values()) {
        tally.drop(lost.reason, byCode[-lost.code]);
      }
    }
  }
}
