package org.warpath.graph.mediawiki;

import java.io.IOException;
import java.util.List;
import org.warpath.graph.mediawiki.sql.SqlColumn;
import org.warpath.graph.mediawiki.sql.SqlTable;

/** The table {@code linktarget}: where a link to a target id leads. */
final class LinkTargets implements AutoCloseable {
  static final List<SqlColumn> COLUMNS =
      List.of(
          SqlColumn.integer("lt_id"),
          SqlColumn.integer("lt_namespace"),
          SqlColumn.text("lt_title"));

  private final IdTable destinations = new IdTable();

  /** Reads all rows. */
  void read(SqlTable table, PageIndex pages) throws IOException {
    TitleKey key = new TitleKey();
    table.forEachRow(row -> {
      long id = row.integer(0);
      long namespace = row.integer(1);
      int destination = pages.destination(namespace, key.set(namespace, row.text(2)));
      if (destinations.put(id, destination) != IdTable.ABSENT) {
        throw row.malformed("expected each lt_id once, found a second " + id);
      }
    });
  }

  /** The vertex to which a link to this target leads, or a {@link Lost} code. */
  int destination(long id) {
    int destination = destinations.get(id);
    return destination == IdTable.ABSENT ? Lost.TO_MISSING_TARGET.code() : destination;
  }

  /** Bytes they take. */
  long byteSize() {
    return destinations.byteSize();
  }

  /** Frees them; again does nothing. */
  @Override
  public void close() {
    destinations.close();
  }
}
