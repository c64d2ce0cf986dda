package org.warpath.graph.mediawiki;

/**
 * Why a link is not an edge. Where a vertex or a page is noted as a number, {@link #code} notes the
 * reason why there is none.
 */
enum Lost {
  /** The page that links is in a namespace that was not asked for. */
  FROM_OTHER_NAMESPACE("link from another namespace"),
  /** The page that links is a redirect. */
  FROM_REDIRECT("link from a redirect"),
  /** The page that links is not in the page table: deleted between two tables' dumps. */
  FROM_MISSING_PAGE("link from a missing page"),
  /** It leads, itself or by a redirect, to a namespace that was not asked for. */
  TO_OTHER_NAMESPACE("link to another namespace"),
  /** There is no page of that title. */
  RED_LINK("red link"),
  /** Its target id is not in the linktarget table. */
  TO_MISSING_TARGET("link to a missing target id"),
  /** It leads to a redirect to a page that does not exist. */
  REDIRECT_TO_MISSING_PAGE("redirect to a missing page"),
  /** It leads to a redirect to another wiki. */
  REDIRECT_TO_OTHER_WIKI("redirect to another wiki"),
  /** It leads to a redirect that the redirect table does not know. */
  REDIRECT_WITHOUT_TARGET("redirect without target"),
  /** It leads to redirects that lead in a circle. */
  REDIRECT_LOOP("redirect loop");

  private static final Lost[] ALL = values();
  // -1 is left free: it means "not there" in tables.
  private static final int FIRST_CODE = -2;

  private final String reason;

  Lost(String reason) {
    this.reason = reason;
  }

  /** The reason as the import report has it. */
  String reason() {
    return reason;
  }

  /** A number below −1. */
  int code() {
    return FIRST_CODE - ordinal();
  }

  /** The reason with this {@link #code}. */
  static Lost of(int code) {
    return ALL[FIRST_CODE - code];
  }
}
