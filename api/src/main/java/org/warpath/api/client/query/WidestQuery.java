package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.WidestAnswer;

/** Widest paths from one vertex to all others: a path is as wide as its least weight. */
public final class WidestQuery extends SourceQuery<WidestAnswer, WidestQuery> {

  private WidestQuery(Map<String, Object> values) {
    super(values);
  }

  /** From this vertex. */
  public static WidestQuery from(VertexRef source) {
    return new WidestQuery(Map.of("source", source));
  }

  /** From the vertex of this name. */
  public static WidestQuery from(String source) {
    return from(VertexRef.of(source));
  }

  /** From the vertex of this number. */
  public static WidestQuery from(int source) {
    return from(VertexRef.of(source));
  }

  /** Whether edges are as wide as their weights, not 1 each; true by default. */
  public WidestQuery withWeighted(boolean weighted) {
    return with("weighted", weighted);
  }

  @Override
  public String algorithm() {
    return "widest";
  }

  @Override
  public Class<WidestAnswer> answerType() {
    return WidestAnswer.class;
  }

  @Override
  WidestQuery of(Map<String, Object> newValues) {
    return new WidestQuery(newValues);
  }
}
