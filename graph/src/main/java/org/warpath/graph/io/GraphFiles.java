package org.warpath.graph.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.Imported;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.RunControl;

/**
 * Opens graphs: files in any {@link GraphFormat}, plain or packed with gzip, zstd, bzip2, xz or
 * zip. Damaged input fails with one {@link GraphFormatException} that says where, never with half a
 * graph.
 */
public final class GraphFiles {
  private GraphFiles() {}

  /**
   * The graph in {@code file}: mapped if it is a plain {@code .csr}, which takes milliseconds
   * whatever its size; else imported with {@link ImportOptions#defaults}.
   *
   * @throws GraphFormatException if the file is damaged or in no known format
   * @throws IOException if it cannot be read
   */
  public static Graph open(Path file) throws IOException {
    if (FormatDetection.detect(file) == GraphFormat.CSR && CsrFile.recognizes(file)) {
      return CsrFile.open(file);
    }
    return importFrom(List.of(file), ImportOptions.defaults(), RunControl.none()).graph();
  }

  /**
   * Reads a graph.
   *
   * @param sources the files of one graph: several edge lists are read one after the other; of
   *     formats of several files, one of them is enough
   * @param control told of bytes read and edges built; may cancel
   * @throws GraphFormatException if the input is not what its format says
   * @throws IOException if it cannot be read, or scratch files cannot be written
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public static Imported importFrom(List<Path> sources, ImportOptions options, RunControl control)
      throws IOException {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("an import needs at least one file");
    }
    Optional<GraphFormat> asked = options.format();
    GraphFormat format =
        asked.isPresent() ? asked.get() : FormatDetection.detect(sources.getFirst());
    ImportRun run = ImportRun.start(options, control);
    Graph graph = reader(format).read(sources, run);
    return new Imported(graph, run.tally().report(graph.edgeCount()));
  }

  private static FormatReader reader(GraphFormat format) {
    return switch (format) {
      case EDGE_LIST -> new EdgeListReader();
      case MATRIX_MARKET -> new MatrixMarketReader();
      case DIMACS -> new DimacsReader();
      case METIS -> new MetisReader();
      case PACE -> new PaceReader();
      case GRAPHALYTICS -> new GraphalyticsReader();
      case GAP -> new GapReader();
      case BVGRAPH -> new BvGraphReader();
      case CSR -> new CsrReader();
    };
  }
}
