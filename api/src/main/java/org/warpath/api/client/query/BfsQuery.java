package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.BfsAnswer;

/** Paths of the fewest edges from one vertex to all others. */
public final class BfsQuery extends SourceQuery<BfsAnswer, BfsQuery> {

  private BfsQuery(Map<String, Object> values) {
    super(values);
  }

  /** From this vertex. */
  public static BfsQuery from(VertexRef source) {
    return new BfsQuery(Map.of("source", source));
  }

  /** From the vertex of this name. */
  public static BfsQuery from(String source) {
    return from(VertexRef.of(source));
  }

  /** From the vertex of this number. */
  public static BfsQuery from(int source) {
    return from(VertexRef.of(source));
  }

  @Override
  public String algorithm() {
    return "bfs";
  }

  @Override
  public Class<BfsAnswer> answerType() {
    return BfsAnswer.class;
  }

  @Override
  BfsQuery of(Map<String, Object> newValues) {
    return new BfsQuery(newValues);
  }
}
