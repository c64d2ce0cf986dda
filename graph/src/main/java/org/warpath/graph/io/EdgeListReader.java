package org.warpath.graph.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.TextInput;
import org.warpath.graph.names.NameTable;

/**
 * Edge lists: one edge a line, source, target and perhaps a weight, further columns being ignored;
 * {@code #} and {@code %} begin comments, the first line may name the columns. Several files are
 * read as one, in the order given.
 *
 * <p>Integer ids keep their order. They are the vertices themselves if they are exactly 0 … n−1, or
 * below the n of a titles file or of a comment like {@code # Nodes: n}; else vertices are numbered
 * by ascending id and named by it. Other ids are names, numbered as they first appear or as the
 * titles file has them; if one id is a name, all are.
 *
 * <p>Edges are undirected where a comment says so, as SNAP's and KONECT's files do.
 */
final class EdgeListReader implements FormatReader {

  /** One file and how it is written. */
  record Part(Path path, EdgeListDialect dialect) {

    static Part of(Path path, boolean asNames) throws IOException {
      try (TextInput input = TextInput.open(path)) {
        return new Part(path, EdgeListSniffer.sniff(input, asNames));
      }
    }

    /** Opens the file before its first edge. */
    TextInput open() throws IOException {
      TextInput input = TextInput.open(path);
      try {
        LineCursor line = new LineCursor();
        for (int i = 0; i < dialect.skippedLines(); i++) {
          input.nextLine(line);
        }
        return input;
      } catch (IOException | RuntimeException | Error e) {
        input.close();
        throw e;
      }
    }

    /** How to read weights, null if there are none or they are not wanted. */
    ImportRun.@Nullable WeightReader weights(ImportRun run) {
      return dialect.weighted() && run.weights() ? run.weightReader() : null;
    }
  }

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    List<Part> parts = parts(sources, false);
    boolean undirected = parts.getFirst().dialect().undirected();
    boolean directed = run.options().build().directed() && !undirected;
    Optional<NameTable> titles =
        run.options().titles().isPresent()
            ? Optional.of(TitlesFile.read(run.options().titles().get()))
            : Optional.empty();
    if (parts.stream().allMatch(part -> part.dialect().integers())) {
      try {
        NumericEdgeList edges = new NumericEdgeList(parts, directed, false, run);
        return titles.isPresent()
            ? edges.read(new IdMap.Dense(titles.get().count(), titles.map(names -> names)))
            : edges.read();
      } catch (NumericEdgeList.NamedIdException e) {
        // The ids are names after all, of which only a pass over the whole input could tell.
        return new NamedEdgeList(parts(sources, true), directed, run).read(titles);
      }
    }
    return new NamedEdgeList(parts(sources, true), directed, run).read(titles);
  }

  private static List<Part> parts(List<Path> sources, boolean asNames) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Path source : sources) {
      Part part = Part.of(source, asNames);
      parts.add(part);
      if (part.dialect().weighted() != parts.getFirst().dialect().weighted()) {
        throw new GraphFormatException(
            source.toString(),
            part.dialect().weighted()
                ? "has weights, the files before it have none"
                : "has no weights, the files before it have");
      }
    }
    return parts;
  }
}
