package org.warpath.api.cli;

import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.triangles.TriangleCount;
import org.warpath.graph.triangles.TriangleCountOptions;
import org.warpath.graph.triangles.TriangleCountResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;

/** {@code warpath triangles}. */
@Command(
    name = "triangles",
    description =
        "Count triangles, whatever the direction of their edges; -o writes how many each vertex is in.",
    mixinStandardHelpOptions = true)
final class TrianglesCommand extends AlgorithmCommand {
  @Override
  Answer answer(Graph graph, Engine engine, RunControl control) {
    TriangleCountOptions options = TriangleCountOptions.defaults().withPerVertex(writesVector());
    TriangleCountResult result = TriangleCount.run(graph, options, engine, control);
    return new Answer(
        "triangles",
        result.stats(),
        () -> VertexVector.of(result.perVertex()),
        object -> object.put("triangles", result.triangles()),
        out -> out.printf("%d triangles%n", result.triangles()));
  }
}
