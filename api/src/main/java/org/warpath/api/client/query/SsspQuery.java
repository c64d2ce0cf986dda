package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.SsspAnswer;

/** Shortest paths from one vertex to all others; weights must be at least 0. */
public final class SsspQuery extends SourceQuery<SsspAnswer, SsspQuery> {

  private SsspQuery(Map<String, Object> values) {
    super(values);
  }

  /** From this vertex. */
  public static SsspQuery from(VertexRef source) {
    return new SsspQuery(Map.of("source", source));
  }

  /** From the vertex of this name. */
  public static SsspQuery from(String source) {
    return from(VertexRef.of(source));
  }

  /** From the vertex of this number. */
  public static SsspQuery from(int source) {
    return from(VertexRef.of(source));
  }

  /** Whether edges are as long as their weights, not 1 each; true by default. */
  public SsspQuery withWeighted(boolean weighted) {
    return with("weighted", weighted);
  }

  @Override
  public String algorithm() {
    return "sssp";
  }

  @Override
  public Class<SsspAnswer> answerType() {
    return SsspAnswer.class;
  }

  @Override
  SsspQuery of(Map<String, Object> newValues) {
    return new SsspQuery(newValues);
  }
}
