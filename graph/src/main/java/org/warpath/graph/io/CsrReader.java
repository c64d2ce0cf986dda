package org.warpath.graph.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexNames;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NumericIds;
import org.warpath.graph.store.CsrFile;
import org.warpath.linalg.sparse.Csr;

/**
 * Our own files, built anew with other options. To use a graph as it is stored, open it with {@link
 * GraphFiles#open} instead, which maps it.
 */
final class CsrReader implements FormatReader {

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    Path file = ImportRun.single(sources, GraphFormat.CSR);
    try (Graph stored = CsrFile.open(file);
        GraphBuilder builder = run.builder(!stored.symmetric())) {
      boolean weighted = stored.weighted() && run.weights();
      ArcFeed feed =
          new ArcFeed(
              builder,
              file.toString(),
              stored.symmetric(),
              run.isDirected(!stored.symmetric()),
              weighted);
      Csr out = stored.out();
      for (int vertex = 0; vertex < stored.vertexCount(); vertex++) {
        int row = stored.order().stored(vertex);
        for (long e = out.rowStart(row); e < out.rowStart(row + 1); e++) {
          int target = stored.order().vertex(out.column(e));
          float weight =
              weighted ? run.checkWeight(out.value(e), file.toString(), vertex, target) : 1;
          feed.add(vertex, target, weight);
        }
      }
      feed.finish();
      Optional<VertexNames> names = run.titles(file.toString(), stored.vertexCount());
      return run.build(
          builder,
          feed.edges(),
          stored.vertexCount(),
          names.or(() -> stored.names().map(CsrReader::copy)));
    }
  }

  /** Names that outlive the file they were mapped from. */
  private static VertexNames copy(VertexNames names) {
    return switch (names) {
      case NumericIds ids -> new NumericIds(copy(ids.ids()));
      case NameTable table ->
          new NameTable(copy(table.offsets()), copy(table.bytes()), copy(table.slots()));
      default -> throw new IllegalStateException("a file has no " + names.getClass());
    };
  }

  private static MemorySegment copy(MemorySegment section) {
    return Arena.ofAuto().allocate(section.byteSize(), Csr.ALIGNMENT).copyFrom(section);
  }
}
