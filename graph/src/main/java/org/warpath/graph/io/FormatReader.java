package org.warpath.graph.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.warpath.graph.Graph;

/** Reads graphs of one format. */
interface FormatReader {

  /**
   * Reads one graph.
   *
   * @param sources the input's files, at least one
   * @throws org.warpath.graph.GraphFormatException if they are not what the format says
   */
  Graph read(List<Path> sources, ImportRun run) throws IOException;
}
