package org.warpath.graph.mediawiki.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.warpath.kernels.RunControl;

/** Reads the table {@code t} of a script. */
final class SqlScripts {
  private SqlScripts() {}

  /** Its rows as {@code id|name|n}: an integer, a text and another integer. */
  static List<String> rows(Path file, int blockBytes, String id, String name, String n)
      throws IOException {
    List<SqlColumn> columns =
        List.of(SqlColumn.integer(id), SqlColumn.text(name), SqlColumn.integer(n));
    List<String> rows = new ArrayList<>();
    try (SqlTable table = SqlTable.open(file, "t", columns, RunControl.none(), blockBytes)) {
      table.forEachRow(row ->
          rows.add(
              (row.isNull(0) ? "NULL" : row.integer(0))
                  + "|"
                  + (row.isNull(1) ? "NULL" : row.text(1))
                  + "|"
                  + (row.isNull(2) ? "NULL" : row.integer(2))));
    }
    return rows;
  }
}
