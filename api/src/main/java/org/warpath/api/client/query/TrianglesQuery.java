package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.TrianglesAnswer;

/** Triangles, in all and per vertex. */
public final class TrianglesQuery extends VertexQuery<TrianglesAnswer, TrianglesQuery> {

  private TrianglesQuery(Map<String, Object> values) {
    super(values);
  }

  /** All triangles; the vertices in most of them are the answer's top. */
  public static TrianglesQuery defaults() {
    return new TrianglesQuery(Map.of());
  }

  @Override
  public String algorithm() {
    return "triangles";
  }

  @Override
  public Class<TrianglesAnswer> answerType() {
    return TrianglesAnswer.class;
  }

  @Override
  TrianglesQuery of(Map<String, Object> newValues) {
    return new TrianglesQuery(newValues);
  }
}
