package org.warpath.api.service.algorithms;

import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.Vectors;

/**
 * An algorithm as the API offers it.
 *
 * @param <R> its request
 */
interface GraphAlgorithm<R extends AlgorithmRequest> {
  /** The name in its path. */
  String name();

  /** What a request is read as: a record whose fields are the options' names. */
  Class<R> requestType();

  /**
   * What {@code request} asks for.
   *
   * @throws IllegalArgumentException if an option is out of its range
   * @throws org.warpath.api.service.http.Problem if it does not fit the graph
   */
  Plan plan(R request, CatalogGraph graph, Vectors vectors);

  /** As {@link #plan}, for a request of {@link #requestType} whose type is not known. */
  default Plan planAny(AlgorithmRequest request, CatalogGraph graph, Vectors vectors) {
    return plan(requestType().cast(request), graph, vectors);
  }
}
