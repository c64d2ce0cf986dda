package org.warpath.api.service.formats;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Accept;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VectorWriter;
import org.warpath.graph.export.VertexVector;

/** Answers with a value for each vertex, in the format that Accept asks for. */
public final class VectorAnswer {
  private VectorAnswer() {}

  /**
   * Writes {@code values} to the answer's stream, past what would hold them back or pack them.
   *
   * @param graph gives the names; null if it is gone, which leaves the format without names
   * @throws Problem if Accept asks for no format there is, or for one with names that are gone
   * @throws IOException if the client went away
   */
  public static void write(Context context, @Nullable Graph graph, VertexVector values)
      throws IOException {
    VectorFormat format = VectorFormat.accepted(Accept.of(context));
    if (graph == null && format != VectorFormat.NPY) {
      throw new Problem(
          ProblemType.GONE,
          "the graph was removed, and its names with it: what is left can be had as application/x-npy");
    }
    context.res().setStatus(200);
    context.res().setContentType(format.contentType());
    format.byteSize(values).ifPresent(context.res()::setContentLengthLong);
    OutputStream out = context.res().getOutputStream();
    if (graph == null) {
      VectorWriter.npy(values, out);
    } else {
      format.write(values, graph, out);
    }
    out.flush();
  }
}
