package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.Answer;

/**
 * An algorithm to run on a graph, with its options.
 *
 * @param <A> what answers it
 * @param <Q> the query's own class
 */
public abstract sealed class AlgorithmQuery<A extends Answer, Q extends AlgorithmQuery<A, Q>>
    extends Options<Q> permits VertexQuery, PprBatchQuery {

  AlgorithmQuery(Map<String, Object> values) {
    super(values);
  }

  /** The algorithm as its route names it: {@code pagerank}. */
  public abstract String algorithm();

  /** What answers it. */
  public abstract Class<A> answerType();

  /** This query on another engine; auto by default. */
  public Q withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  /** This query with so many vertices at the top of its answer: 0 to 100,000; 10 by default. */
  public Q withTop(int top) {
    return with("top", Range.within("top", top, 0, 100_000));
  }
}
