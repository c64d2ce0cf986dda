package org.warpath.api.service.http;

import io.javalin.http.Context;
import java.io.IOException;
import org.warpath.graph.export.VertexVector;

/** Answers with a value for each vertex, in the format that Accept asks for. */
@FunctionalInterface
public interface ValuesAnswer {
  /**
   * Writes {@code values}.
   *
   * @param graph the graph whose vertices have them, for their names; they go without if it is gone
   * @throws Problem if Accept asks for no format there is
   */
  void answer(Context context, String graph, VertexVector values) throws IOException;
}
