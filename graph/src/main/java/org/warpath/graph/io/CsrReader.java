package org.warpath.graph.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.VertexNames;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.text.InputFile;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NumericIds;
import org.warpath.graph.store.CsrFile;
import org.warpath.linalg.sparse.Csr;

/**
 * Our own files, built anew with other options; packed ones are unpacked to the scratch directory
 * meanwhile. To use a graph as it is stored, open it with {@link GraphFiles#open} instead, which
 * maps it.
 */
final class CsrReader implements FormatReader {

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    Path file = ImportRun.single(sources, GraphFormat.CSR);
    try (InputFile input = InputFile.open(file)) {
      if (input.isPlain()) {
        return read(file, file.toString(), run);
      }
      Path unpacked =
          Files.createTempFile(run.options().build().scratchDirectory(), "unpacked", ".csr");
      try {
        Files.copy(input, unpacked, StandardCopyOption.REPLACE_EXISTING);
        return read(unpacked, file.toString(), run);
      } catch (GraphFormatException e) {
        throw renamed(e, unpacked, file);
      } finally {
        Files.delete(unpacked);
      }
    }
  }

  private static GraphFormatException renamed(GraphFormatException e, Path from, Path to) {
    String message = String.valueOf(e.getMessage());
    if (!message.contains(from.toString())) {
      return e;
    }
    GraphFormatException renamed =
        new GraphFormatException(to.toString(), message.replace(from + ": ", ""));
    renamed.initCause(e);
    return renamed;
  }

  private static Graph read(Path file, String name, ImportRun run) throws IOException {
    try (Graph stored = CsrFile.open(file);
        GraphBuilder builder = run.builder(!stored.symmetric())) {
      boolean weighted = stored.weighted() && run.weights();
      ArcFeed feed =
          new ArcFeed(
              builder, name, stored.symmetric(), run.isDirected(!stored.symmetric()), weighted);
      Csr out = stored.out();
      for (int vertex = 0; vertex < stored.vertexCount(); vertex++) {
        int row = stored.order().stored(vertex);
        for (long e = out.rowStart(row); e < out.rowStart(row + 1); e++) {
          int target = stored.order().vertex(out.column(e));
          float weight = weighted ? run.checkWeight(out.value(e), name, vertex, target) : 1;
          feed.add(vertex, target, weight);
        }
      }
      feed.finish();
      Optional<VertexNames> names = run.titles(name, stored.vertexCount());
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
