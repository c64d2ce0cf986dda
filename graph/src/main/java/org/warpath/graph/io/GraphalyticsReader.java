package org.warpath.graph.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.InputFile;
import org.warpath.graph.io.text.LineBlocks;
import org.warpath.graph.io.text.TextInput;

/**
 * LDBC Graphalytics graphs: {@code NAME.v} with one vertex id a line, {@code NAME.e} with source,
 * target and perhaps a weight a line. Ids are 64-bit integers and keep their order; vertices
 * without edges are those that only the vertex file has. A {@code NAME.properties} beside them
 * tells whether edges have a direction.
 */
final class GraphalyticsReader implements FormatReader {
  private static final String[] EXTENSIONS = {".v", ".e"};

  /** Whether {@code file} is a file of such a graph, or what their names have in common. */
  static boolean isPart(Path file) {
    Path base = Siblings.baseName(file, EXTENSIONS);
    return Siblings.find(base, ".v").isPresent() && Siblings.find(base, ".e").isPresent();
  }

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    Path base = Siblings.baseName(sources.getFirst(), EXTENSIONS);
    if (run.options().titles().isPresent()) {
      throw new GraphFormatException(
          run.options().titles().get().toString(),
          "names vertices that " + base + ".v names already, expected no titles");
    }
    for (Path source : sources) {
      if (!Siblings.baseName(source, EXTENSIONS).equals(base)) {
        throw new GraphFormatException(
            source.toString(), "does not belong to " + base + ".v and " + base + ".e");
      }
    }
    IdMap ids = vertices(sibling(base, ".v"), run);
    EdgeListReader.Part edges = EdgeListReader.Part.of(sibling(base, ".e"), false);
    boolean directed = directed(base).orElse(run.options().build().directed());
    return new NumericEdgeList(List.of(edges), directed, true, run).read(ids);
  }

  private static Path sibling(Path base, String extension) throws NoSuchFileException {
    return Siblings.find(base, extension)
        .orElseThrow(() -> new NoSuchFileException(base + extension, null, "no such file"));
  }

  private static Optional<Boolean> directed(Path base) throws IOException {
    Path file = base.resolveSibling(base.getFileName() + ".properties");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (InputStream in = InputFile.open(file)) {
      properties.load(in);
    }
    return Optional.ofNullable(properties.getProperty("graph." + base.getFileName() + ".directed"))
        .map(value -> Boolean.parseBoolean(value.strip()));
  }

  private static IdMap vertices(Path file, ImportRun run) throws IOException {
    LineBlocks.Parser<long[]> parser =
        line -> {
          long[] ids = new long[line.blockBytes() / 2 + 1];
          int count = 0;
          while (line.next()) {
            if (!line.atEnd()) {
              ids[count++] =
                  line.requireInteger(Long.MIN_VALUE, Long.MAX_VALUE, "a vertex id, an integer");
            }
          }
          return Arrays.copyOf(ids, count);
        };
    IdCollector ids = new IdCollector();
    long[] listed = new long[1];
    try (TextInput input = TextInput.open(file)) {
      run.parse(
          input,
          parser,
          block -> {
            listed[0] += block.length;
            ids.add(block);
          });
    }
    IdMap map = ids.map(-1);
    if (map.count() != listed[0]) {
      throw new GraphFormatException(
          file.toString(),
          "lists " + listed[0] + " vertices, of which only " + map.count() + " are different");
    }
    return map;
  }
}
