package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.LccAnswer;

/** Local clustering coefficients, as LDBC Graphalytics defines them. */
public final class LccQuery extends VertexQuery<LccAnswer, LccQuery> {

  private LccQuery(Map<String, Object> values) {
    super(values);
  }

  /** All coefficients; the largest are the answer's top. */
  public static LccQuery defaults() {
    return new LccQuery(Map.of());
  }

  @Override
  public String algorithm() {
    return "lcc";
  }

  @Override
  public Class<LccAnswer> answerType() {
    return LccAnswer.class;
  }

  @Override
  LccQuery of(Map<String, Object> newValues) {
    return new LccQuery(newValues);
  }
}
