package org.warpath.graph.graphalytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.InputFile;

/** The files of all graphs below one folder, wherever in it they lie, packed or plain. */
final class DatasetFolder {
  private final Path root;
  // By name without the extension of packing; of several the first in the order of paths.
  private final Map<String, Path> files = new TreeMap<>();
  private final List<Path> properties = new ArrayList<>();

  private DatasetFolder(Path root) {
    this.root = root;
  }

  static DatasetFolder of(Path root) throws IOException {
    if (Files.notExists(root)) {
      throw new NoSuchFileException(root.toString(), null, "no such folder");
    }
    DatasetFolder folder = new DatasetFolder(root);
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile).sorted().forEach(folder::add);
    }
    return folder;
  }

  private void add(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith(".properties")) {
      properties.add(file);
    }
    String packed = InputFile.packedExtension(name);
    files.putIfAbsent(name.substring(0, name.length() - packed.length()), file);
  }

  /** The file of this name. */
  Optional<Path> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /**
   * The properties of all graphs, by name; those of a graph described twice from the first file.
   *
   * @throws GraphFormatException if there are none
   */
  List<GraphProperties> graphs() throws IOException {
    Map<String, GraphProperties> graphs = new TreeMap<>();
    for (Path file : properties) {
      for (GraphProperties graph : GraphProperties.read(file)) {
        graphs.putIfAbsent(graph.name(), graph);
      }
    }
    if (graphs.isEmpty()) {
      throw new GraphFormatException(
          root.toString(),
          "no Graphalytics graph in it: expected NAME.properties with graph.NAME.vertex-file");
    }
    return List.copyOf(graphs.values());
  }
}
