package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.CdlpAnswer;

/** Communities by label propagation, as LDBC Graphalytics defines it. */
public final class CdlpQuery extends VertexQuery<CdlpAnswer, CdlpQuery> {

  private CdlpQuery(Map<String, Object> values) {
    super(values);
  }

  /** Ten rounds. */
  public static CdlpQuery defaults() {
    return new CdlpQuery(Map.of());
  }

  /** So many rounds, at least 0; 10 by default. */
  public CdlpQuery withIterations(int iterations) {
    return with("iterations", Range.within("iterations", iterations, 0, Integer.MAX_VALUE));
  }

  @Override
  public String algorithm() {
    return "cdlp";
  }

  @Override
  public Class<CdlpAnswer> answerType() {
    return CdlpAnswer.class;
  }

  @Override
  CdlpQuery of(Map<String, Object> newValues) {
    return new CdlpQuery(newValues);
  }
}
