package org.warpath.graph.mediawiki.sql;

import java.util.Objects;

/**
 * A column that a reader of rows wants.
 *
 * @param name as in {@code CREATE TABLE}, in lower case
 * @param kind how its values are wanted
 * @param required whether a table without it is refused
 */
public record SqlColumn(String name, Kind kind, boolean required) {
  /** How values are wanted. */
  public enum Kind {
    /** As a 64-bit integer. */
    INTEGER,
    /** As bytes, escapes undone. */
    TEXT
  }

  public SqlColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
  }

  /** A column of integers that the table must have. */
  public static SqlColumn integer(String name) {
    return new SqlColumn(name, Kind.INTEGER, true);
  }

  /** A column of text that the table must have. */
  public static SqlColumn text(String name) {
    return new SqlColumn(name, Kind.TEXT, true);
  }

  /** The same column, but a table may lack it. */
  public SqlColumn optional() {
    return new SqlColumn(name, kind, false);
  }
}
