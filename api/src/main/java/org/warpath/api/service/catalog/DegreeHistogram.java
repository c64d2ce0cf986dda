package org.warpath.api.service.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.warpath.api.service.http.Json;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * How many vertices have degree 0, 1, 2–3, 4–7, 8–15 …
 *
 * @param max the largest degree; 0 without vertices
 * @param mean the mean degree; 0 without vertices
 * @param bins up to that of the largest degree; none without vertices
 */
record DegreeHistogram(long max, double mean, List<Bin> bins) {
  private static final int ROWS_PER_TASK = 1 << 16;

  /** {@code vertices} have a degree in [{@code from}, {@code to}]. */
  record Bin(long from, long to, int vertices) {}

  DegreeHistogram {
    bins = List.copyOf(bins);
  }

  /** The lengths of {@code rows}: one pass over the offsets, on {@code threads} threads. */
  static DegreeHistogram of(Csr rows, int threads) {
    int[] counts = new int[Long.SIZE];
    long[] max = {0};
    Parallel.forEachRange(
        threads,
        rows.rowCount(),
        ROWS_PER_TASK,
        (from, to) -> {
          int[] part = new int[Long.SIZE];
          long largest = 0;
          for (int row = (int) from; row < to; row++) {
            long degree = rows.rowLength(row);
            part[bin(degree)]++;
            largest = Math.max(largest, degree);
          }
          synchronized (counts) {
            max[0] = Math.max(max[0], largest);
            for (int i = 0; i < counts.length; i++) {
              counts[i] += part[i];
            }
          }
        });
    if (rows.rowCount() == 0) {
      return new DegreeHistogram(0, 0, List.of());
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i <= bin(max[0]); i++) {
      bins.add(new Bin(i == 0 ? 0 : 1L << (i - 1), (1L << i) - 1, counts[i]));
    }
    return new DegreeHistogram(max[0], (double) rows.entryCount() / rows.rowCount(), bins);
  }

  /** As many as the degree has binary digits. */
  private static int bin(long degree) {
    return Long.SIZE - Long.numberOfLeadingZeros(degree);
  }

  /** The histogram as the API shows it. */
  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("max", max);
    json.put("mean", mean);
    ArrayNode array = json.putArray("bins");
    for (Bin bin : bins) {
      array.addObject().put("from", bin.from).put("to", bin.to).put("vertices", bin.vertices);
    }
    return json;
  }
}
