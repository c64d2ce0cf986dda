package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.Answer;

/**
 * A search from one vertex.
 *
 * @param <A> what answers it
 * @param <Q> the query's own class
 */
public abstract sealed class SourceQuery<A extends Answer, Q extends SourceQuery<A, Q>>
    extends VertexQuery<A, Q> permits SsspQuery, WidestQuery, BfsQuery {

  SourceQuery(Map<String, Object> values) {
    super(values);
  }

  /** Where it begins. */
  public final VertexRef source() {
    return (VertexRef) values().get("source");
  }

  /**
   * This search with the path to {@code target} in its answer. It ends once that is found, so fewer
   * vertices may be reached, and none are at the top; with {@link #withTop} it goes on.
   */
  public Q to(VertexRef target) {
    return with("target", target);
  }

  /** This search with the path to the vertex of this name in its answer. */
  public Q to(String target) {
    return to(VertexRef.of(target));
  }

  /** This search with the path to the vertex of this number in its answer. */
  public Q to(int target) {
    return to(VertexRef.of(target));
  }
}
