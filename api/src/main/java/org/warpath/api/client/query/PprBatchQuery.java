package org.warpath.api.client.query;

import java.util.List;
import java.util.Map;
import org.warpath.api.client.answer.PprBatchAnswer;

/** Personalised PageRank for many preferences in one run. Only its top is told. */
public final class PprBatchQuery extends AlgorithmQuery<PprBatchAnswer, PprBatchQuery> {

  private PprBatchQuery(Map<String, Object> values) {
    super(values);
  }

  /** For 1 to 256 preferences. */
  public static PprBatchQuery of(List<Preference> personalizations) {
    Range.within("personalizations", personalizations.size(), 1, 256);
    return new PprBatchQuery(Map.of("personalizations", List.copyOf(personalizations)));
  }

  /** The probability of following an edge instead of teleporting; in [0, 1), 0.85 by default. */
  public PprBatchQuery withDamping(double damping) {
    return with("damping", Range.within("damping", damping, 0, 1));
  }

  /** The L1 change of one iteration at which a run has converged; at least 0, 1e-9 by default. */
  public PprBatchQuery withTolerance(double tolerance) {
    return with("tolerance", Range.within("tolerance", tolerance, 0, Double.POSITIVE_INFINITY));
  }

  /** At most so many iterations, at least 1; 500 by default. */
  public PprBatchQuery withMaxIterations(int iterations) {
    return with("maxIterations", Range.within("maxIterations", iterations, 1, Integer.MAX_VALUE));
  }

  /** Whether edges count by weight, not 1 each; false by default. */
  public PprBatchQuery withWeighted(boolean weighted) {
    return with("weighted", weighted);
  }

  @Override
  public String algorithm() {
    return "ppr-batch";
  }

  @Override
  public Class<PprBatchAnswer> answerType() {
    return PprBatchAnswer.class;
  }

  @Override
  PprBatchQuery of(Map<String, Object> newValues) {
    return new PprBatchQuery(newValues);
  }
}
