package org.warpath.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.warpath.graph.Graph;
import org.warpath.graph.build.ImportReport;
import org.warpath.graph.build.Imported;

/** An import report for a person. */
final class ReportText {
  private ReportText() {}

  static void print(PrintWriter out, Imported imported, Path output) {
    Graph graph = imported.graph();
    ImportReport report = imported.report();
    out.printf(
        "%s: %,d vertices, %,d arcs%s%s%s%n",
        output,
        graph.vertexCount(),
        graph.edgeCount(),
        graph.symmetric() ? ", undirected" : ", directed",
        graph.weighted() ? ", weighted" : "",
        graph.order().isIdentity() ? "" : ", stored by degree");
    if (report.linesRead() > 0) {
      out.printf("read %,d lines, %,d edges%n", report.linesRead(), report.edgesRead());
    }
    report.dropped().forEach((reason, count) -> out.printf("dropped %,d: %s%n", count, reason));
    out.printf(
        "%.2f s (%s), %,.0f edges/s%n",
        report.totalSeconds(),
        report.seconds().entrySet().stream()
            .map(phase -> "%s %.2f".formatted(phase.getKey(), phase.getValue()))
            .collect(Collectors.joining(", ")),
        report.edgesPerSecond());
    out.flush();
  }
}
