package org.warpath.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.WikipediaLike;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Csr;

/**
 * The file whose graph is ranked: one given, or a synthetic one.
 *
 * @param csr the file
 * @param isSynthetic whether it was made here
 */
record WikipediaInput(Path csr, boolean isSynthetic) {
  private static final int PAGE_BYTES = 4096;
  private static final IntegerWeights WEIGHTS = new IntegerWeights(1, 255, 1);

  /** Makes a synthetic graph with weights, written to {@code folder}. */
  static WikipediaInput generate(
      long links, int threads, Path folder, ObjectNode node, PrintWriter out) throws IOException {
    WikipediaLike like = WikipediaLike.ofLinks(links, 1);
    BuildOptions build =
        BuildOptions.defaults().withInEdges(true).withThreads(threads).withScratchDirectory(folder);
    Path csr = folder.resolve("synthetic.csr");
    long start = System.nanoTime();
    try (Imported imported = like.generate(build, Optional.of(WEIGHTS), RunControl.none())) {
      node.put("makeSeconds", Timings.secondsSince(start));
      start = System.nanoTime();
      CsrFile.write(imported.graph(), csr);
      node.put("writeSeconds", Timings.secondsSince(start));
    }
    out.printf(
        "synthetic graph with the degrees of a Wikipedia: made in %.1f s, written in %.1f s%n",
        node.get("makeSeconds").asDouble(), node.get("writeSeconds").asDouble());
    return new WikipediaInput(csr, true);
  }

  /** Tells what the graph is. */
  void describe(Graph graph, ObjectNode node, PrintWriter out) throws IOException {
    node.put("synthetic", isSynthetic);
    node.put(
        "name", isSynthetic ? "synthetic, degrees as in Wikipedia" : csr.getFileName().toString());
    node.put("vertices", graph.vertexCount());
    node.put("links", graph.edgeCount());
    node.put("weights", graph.weighted() ? (isSynthetic ? "1 to 255" : "the file's") : "none");
    node.put("fileBytes", Files.size(csr));
    out.printf(
        "%s: %,d vertices, %,d links, weights: %s%n",
        node.get("name").asText(),
        graph.vertexCount(),
        graph.edgeCount(),
        node.get("weights").asText());
  }

  /** Times opening, and touching every page of out- and in-edges for the first time thereafter. */
  void load(int runs, ObjectNode node, PrintWriter out) {
    double[] touched = new double[runs + 1];
    int[] run = {0};
    Measurement open =
        Measurement.of(
            "open",
            1,
            runs,
            0,
            () -> {
              long start = System.nanoTime();
              try (Graph graph = CsrFile.open(csr)) {
                double seconds = Timings.secondsSince(start);
                start = System.nanoTime();
                touch(graph);
                touched[run[0]++] = Timings.secondsSince(start);
                return seconds;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    int[] next = {1};
    Measurement touch = Measurement.of("touch", 0, runs, 0, () -> touched[next[0]++]);
    put(node.putObject("open"), open);
    put(node.putObject("firstTouch"), touch);
    out.printf(
        "open .csr %.2f ms (%.2f to %.2f), touch all its pages %.0f ms (%.0f to %.0f); it lies in the page cache%n",
        open.median() * 1e3,
        open.min() * 1e3,
        open.max() * 1e3,
        touch.median() * 1e3,
        touch.min() * 1e3,
        touch.max() * 1e3);
    out.flush();
  }

  private static void put(ObjectNode node, Measurement measured) {
    node.put("median", measured.median());
    node.put("min", measured.min());
    node.put("max", measured.max());
  }

  private static void touch(Graph graph) {
    long sum = touch(graph.out()) + (graph.hasInEdges() ? touch(graph.in()) : 0);
    if (sum == Long.MIN_VALUE) {
      throw new IllegalStateException("bytes add up to " + sum);
    }
  }

  private static long touch(Csr rows) {
    return touch(rows.rowOffsets()) + touch(rows.columnIndices()) + touch(rows.values());
  }

  private static long touch(@Nullable MemorySegment array) {
    long sum = 0;
    if (array != null) {
      for (long at = 0; at < array.byteSize(); at += PAGE_BYTES) {
        sum += array.get(JAVA_BYTE, at);
      }
    }
    return sum;
  }
}
