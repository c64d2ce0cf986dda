package org.warpath.graph.paths;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.ShippedData;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;

/** The streets of Bremen by length, read by the plainest means. */
public final class BremenStreets {
  public static final int VERTICES = 40_461;

  private BremenStreets() {}

  /** The lines of a compressed text. */
  public static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      return reader.lines().toList();
    }
  }

  /** The graph, in the given storage order. */
  public static Graph graph(int @Nullable [] vertexOfStored) throws IOException {
    List<Edge> edges = new ArrayList<>();
    for (String line : lines(ShippedData.file("road/bremen_dist.gr.gz"))) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields[0].equals("a")) {
        edges.add(
            new Edge(
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Float.parseFloat(fields[3])));
      }
    }
    return TestGraphs.graph(VERTICES, false, true, edges, vertexOfStored);
  }
}
