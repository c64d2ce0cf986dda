package org.warpath.graph.mediawiki;

import java.util.Arrays;
import org.warpath.graph.mediawiki.sql.Text;

/** Some rows of {@code pagelinks}, as they are. */
final class LinkBlock {
  private static final int CAPACITY = 1 << 16;
  private static final int BY_ID = -1;

  private final long[] fromPages = new long[CAPACITY];
  // Either a target id, or a namespace and a title.
  private final long[] idsOrNamespaces = new long[CAPACITY];
  // By row: where its title ends, or BY_ID. The title begins where the one before it ends.
  private final int[] titleEnds = new int[CAPACITY];
  private byte[] titles = new byte[0];
  private int titleBytes;
  private int count;

  void addById(long fromPage, long targetId) {
    fromPages[count] = fromPage;
    idsOrNamespaces[count] = targetId;
    titleEnds[count++] = BY_ID;
  }

  void addByTitle(long fromPage, long namespace, Text title) {
    if (titleBytes + title.length() > titles.length) {
      titles = Arrays.copyOf(titles, Math.max(1 << 16, 2 * (titleBytes + title.length())));
    }
    System.arraycopy(title.bytes(), 0, titles, titleBytes, title.length());
    titleBytes += title.length();
    fromPages[count] = fromPage;
    idsOrNamespaces[count] = namespace;
    titleEnds[count++] = titleBytes;
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count == CAPACITY;
  }

  long fromPage(int row) {
    return fromPages[row];
  }

  boolean isById(int row) {
    return titleEnds[row] == BY_ID;
  }

  long targetId(int row) {
    return idsOrNamespaces[row];
  }

  long namespace(int row) {
    return idsOrNamespaces[row];
  }

  /** Where in {@link #titles} the title of {@code row} ends; it begins where that before ends. */
  int titleEnd(int row) {
    return titleEnds[row];
  }

  byte[] titles() {
    return titles;
  }
}
