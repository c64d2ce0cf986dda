package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.Answer;

/**
 * An algorithm that computes a number for each vertex, which can be streamed and kept.
 *
 * @param <A> what answers it
 * @param <Q> the query's own class
 */
public abstract sealed class VertexQuery<A extends Answer, Q extends VertexQuery<A, Q>>
    extends AlgorithmQuery<A, Q>
    permits PageRankQuery, SourceQuery, WccQuery, CdlpQuery, LccQuery, TrianglesQuery {

  VertexQuery(Map<String, Object> values) {
    super(values);
  }
}
