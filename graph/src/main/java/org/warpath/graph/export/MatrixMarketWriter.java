package org.warpath.graph.export;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.linalg.io.TextOutput;

/**
 * Writes the adjacency matrix in the Matrix Market coordinate format (Boisvert, Pozo, Remington,
 * 1996): entry (u + 1, v + 1) is the arc u→v. The field is {@code pattern} without weights, {@code
 * integer} if all weights are integers, else {@code real}; a symmetric graph is a {@code symmetric}
 * matrix, of which the lower triangle is written, any other {@code general}. Parallel arcs are
 * written each for itself; readers differ in what they make of them.
 */
public final class MatrixMarketWriter {
  private static final long GRAIN = 1 << 20;

  private MatrixMarketWriter() {}

  /**
   * Writes {@code graph} to {@code target}, atomically, by vertex number.
   *
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Graph graph, Path target) throws IOException {
    ArcRows rows = new ArcRows(graph, true);
    long entries = rows.count();
    MemorySegment values = graph.out().values();
    boolean integers = values != null && allIntegers(values, graph.edgeCount());
    String field = values == null ? "pattern" : integers ? "integer" : "real";
    String symmetry = graph.symmetric() ? "symmetric" : "general";
    AtomicFile.write(
        target,
        channel -> {
          TextOutput out = new TextOutput(channel);
          out.text("%%MatrixMarket matrix coordinate " + field + " " + symmetry + "\n");
          int n = graph.vertexCount();
          out.text(n + " " + n + " " + entries + "\n");
          rows.forEach((source, targets, weights, count) -> {
            for (int i = 0; i < count; i++) {
              // Each edge comes once with source ≤ target: in the lower triangle, target is row.
              out.number(1L + (graph.symmetric() ? targets[i] : source));
              out.character(' ');
              out.number(1L + (graph.symmetric() ? source : targets[i]));
              if (weights != null) {
                out.character(' ');
                if (integers) {
                  out.number((long) weights[i]);
                } else {
                  out.number(weights[i]);
                }
              }
              out.character('\n');
            }
          });
          out.flush();
        });
  }

  private static boolean allIntegers(MemorySegment weights, long count) {
    return Parallel.sumLong(
            Engine.cpu().threads(),
            Parallel.tasks(count, GRAIN),
            task -> {
              long end = Math.min(count, (task + 1L) * GRAIN);
              for (long e = task * GRAIN; e < end; e++) {
                float weight = weights.getAtIndex(JAVA_FLOAT, e);
                if (weight != (int) weight) {
                  return 1;
                }
              }
              return 0;
            })
        == 0;
  }
}
