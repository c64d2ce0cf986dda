package org.warpath.graph.mediawiki;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.mediawiki.sql.SqlColumn;
import org.warpath.graph.mediawiki.sql.SqlRow;
import org.warpath.graph.mediawiki.sql.SqlTable;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NameTableBuilder;

/**
 * Reads the tables {@code page} and {@code redirect}, then numbers vertices. Pages of the wanted
 * namespaces are counted in the order of the table; of other pages only the id is kept.
 *
 * <p>Memory: 4 bytes an id, and for each page of the wanted namespaces 24 bytes, twice while they
 * are read, and its title, up to three times while they are read.
 */
final class PageReader implements AutoCloseable {
  static final List<SqlColumn> PAGE_COLUMNS =
      List.of(
          SqlColumn.integer("page_id"),
          SqlColumn.integer("page_namespace"),
          SqlColumn.text("page_title"),
          SqlColumn.integer("page_is_redirect"));

  static final List<SqlColumn> REDIRECT_COLUMNS =
      List.of(
          SqlColumn.integer("rd_from"),
          SqlColumn.integer("rd_namespace"),
          SqlColumn.text("rd_title"),
          // Since MediaWiki 1.16.
          SqlColumn.text("rd_interwiki").optional());

  private final Namespaces namespaces;
  private final IdTable pageOfId = new IdTable();
  private final NameTableBuilder building = new NameTableBuilder();
  private final Redirects redirects = new Redirects();
  private final TitleKey key = new TitleKey();
  private final Arena titleArena = Arena.ofShared();
  private @Nullable NameTable titles;
  private boolean isNumbered;

  PageReader(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /** Reads all rows of {@code page}. */
  void readPages(SqlTable table) throws IOException {
    table.forEachRow(this::addPage);
    titles = building.build(titleArena);
    building.close();
  }

  private void addPage(SqlRow row) throws IOException {
    long id = row.integer(0);
    long namespace = row.integer(1);
    int page = Lost.FROM_OTHER_NAMESPACE.code();
    if (namespaces.contains(namespace)) {
      page = building.count();
      key.set(namespace, row.text(2));
      if (building.intern(key.bytes(), 0, key.length()) != page) {
        throw row.malformed(
            "expected each title once in a namespace, found a second page \"" + row.text(2) + "\"");
      }
      if (row.integer(3) != 0) {
        redirects.add(page);
      }
    }
    if (pageOfId.put(id, page) != IdTable.ABSENT) {
      throw row.malformed("expected each page_id once, found a second " + id);
    }
  }

  /** Reads all rows of {@code redirect}; rows of pages that are no redirects any more are stale. */
  void readRedirects(SqlTable table) throws IOException {
    table.forEachRow(row -> {
      int page = pageOfId.get(row.integer(0));
      if (page >= 0 && redirects.isRedirect(page)) {
        redirects.setTarget(page, target(row));
      }
    });
  }

  private int target(SqlRow row) throws IOException {
    if (!row.isNull(3) && row.text(3).length() > 0) {
      return Lost.REDIRECT_TO_OTHER_WIKI.code();
    }
    long namespace = row.integer(1);
    if (!namespaces.contains(namespace)) {
      return Lost.TO_OTHER_NAMESPACE.code();
    }
    key.set(namespace, row.text(2));
    int page = titles().find(key.bytes(), 0, key.length());
    return page < 0 ? Lost.REDIRECT_TO_MISSING_PAGE.code() : page;
  }

  private NameTable titles() {
    if (titles == null) {
      throw new IllegalStateException("pages are read first");
    }
    return titles;
  }

  /**
   * Numbers the pages that are no redirects by ascending page id, names them, and follows
   * redirects. The index owns the memory from then on.
   */
  PageIndex number() {
    NameTable all = titles();
    int[] destinations = new int[all.count()];
    try (NameTableBuilder names = new NameTableBuilder()) {
      pageOfId.replaceAll((id, page) -> {
        if (page < 0) {
          return page;
        }
        if (redirects.isRedirect(page)) {
          return Lost.FROM_REDIRECT.code();
        }
        destinations[page] = names.count();
        addName(names, id, all, page);
        return destinations[page];
      });
      redirects.follow(destinations);
      PageIndex index =
          new PageIndex(namespaces, names.build(), pageOfId, titleArena, all, destinations);
      isNumbered = true;
      return index;
    }
  }

  /** Names the next vertex; sees to it that no two are called the same, whatever the dump holds. */
  private static void addName(NameTableBuilder names, long id, NameTable titles, int page) {
    byte[] name = displayName(titles, page);
    int vertex = names.count();
    if (names.intern(name, 0, name.length) != vertex) {
      names.add(new String(name, UTF_8) + " (page " + id + ")");
    }
  }

  /** {@code 0:New_York} as {@code New York}, {@code 14:Cities} as {@code Category:Cities}. */
  private static byte[] displayName(NameTable titles, int page) {
    long start = titles.offsets().getAtIndex(JAVA_LONG, page);
    long end = titles.offsets().getAtIndex(JAVA_LONG, page + 1L);
    long title = start;
    int namespace = 0;
    for (byte digit; (digit = titles.bytes().get(JAVA_BYTE, title)) != ':'; title++) {
      namespace = 10 * namespace + digit - '0';
    }
    title++;
    byte[] prefix = Namespaces.prefix(namespace).getBytes(UTF_8);
    byte[] name = new byte[prefix.length + (int) (end - title)];
    System.arraycopy(prefix, 0, name, 0, prefix.length);
    int length = name.length - prefix.length;
    MemorySegment.copy(titles.bytes(), JAVA_BYTE, title, name, prefix.length, length);
    for (int i = prefix.length; i < name.length; i++) {
      if (name[i] == '_') {
        name[i] = ' ';
      }
    }
    return name;
  }

  @Override
  public void close() {
    if (titles == null) {
      building.close();
    }
    if (!isNumbered) {
      titleArena.close();
      pageOfId.close();
    }
  }
}
