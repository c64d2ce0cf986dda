package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.WccAnswer;

/** Weakly connected components. */
public final class WccQuery extends VertexQuery<WccAnswer, WccQuery> {

  private WccQuery(Map<String, Object> values) {
    super(values);
  }

  /** All components; the largest are the answer's top. */
  public static WccQuery defaults() {
    return new WccQuery(Map.of());
  }

  @Override
  public String algorithm() {
    return "wcc";
  }

  @Override
  public Class<WccAnswer> answerType() {
    return WccAnswer.class;
  }

  @Override
  WccQuery of(Map<String, Object> newValues) {
    return new WccQuery(newValues);
  }
}
