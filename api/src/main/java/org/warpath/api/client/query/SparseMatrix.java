package org.warpath.api.client.query;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A sparse matrix by its entries; those of one place add up.
 *
 * @param rows at least 1
 * @param columns at least 1
 * @param entries in any order
 */
public record SparseMatrix(int rows, int columns, List<Entry> entries) {

  public SparseMatrix {
    Range.atLeast("rows", rows, 1);
    Range.atLeast("columns", columns, 1);
    entries = List.copyOf(entries);
    for (Entry entry : entries) {
      Objects.checkIndex(entry.row(), rows);
      Objects.checkIndex(entry.column(), columns);
    }
  }

  /**
   * An entry.
   *
   * @param row counted from 0
   * @param column counted from 0
   * @param value finite
   */
  public record Entry(int row, int column, double value) {}

  /** As JSON has it, each entry as {@code [row, column, value]}. */
  @JsonValue
  public Map<String, Object> json() {
    List<List<Object>> triples =
        entries.stream().map(e -> List.<Object>of(e.row(), e.column(), e.value())).toList();
    return Map.of("rows", rows, "columns", columns, "entries", triples);
  }
}
