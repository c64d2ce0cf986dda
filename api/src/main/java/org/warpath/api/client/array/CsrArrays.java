package org.warpath.api.client.array;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sparse matrix in compressed rows, in the arrays that SciPy makes one of.
 *
 * @param rows at least 1
 * @param columns at least 1
 * @param indptr where each row begins among the entries, and where the last ends
 * @param indices the column of each entry
 * @param data the value of each entry
 */
public record CsrArrays(int rows, int columns, NpyArray indptr, NpyArray indices, NpyArray data) {

  public CsrArrays {
    if (indptr.size() != rows + 1 || indices.size() != data.size()) {
      throw new IllegalArgumentException(
          "%d rows need %d ends, were %d; %d columns need as many values, were %d"
              .formatted(rows, rows + 1, indptr.size(), indices.size(), data.size()));
    }
  }

  /** The arrays under SciPy's names. */
  public Map<String, NpyArray> named() {
    Map<String, NpyArray> named = new LinkedHashMap<>();
    named.put("shape", NpyArray.of((long) rows, (long) columns));
    named.put("indptr", indptr);
    named.put("indices", indices);
    named.put("data", data);
    return named;
  }
}
