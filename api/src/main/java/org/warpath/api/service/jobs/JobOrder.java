package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a job is to do, in a form that outlives the process.
 *
 * @param kind what it makes
 * @param client who wants it: an API key's id or an address
 * @param graph the graph it computes on or makes; null if it is of none
 * @param model the model it trains; null if it trains none
 * @param algorithm the algorithm's name; null if it runs none
 * @param request the request's body, or what stands for it
 * @param upload the upload in the data folder; null if there is none
 */
public record JobOrder(
    JobKind kind,
    String client,
    @Nullable String graph,
    @Nullable String model,
    @Nullable String algorithm,
    ObjectNode request,
    @Nullable String upload) {

  /** To run an algorithm on a graph. */
  public static JobOrder ofAlgorithm(
      String client, String graph, String algorithm, ObjectNode request) {
    return new JobOrder(JobKind.ALGORITHM, client, graph, null, algorithm, request, null);
  }

  /** To make a graph, perhaps of an upload. */
  public static JobOrder ofImport(
      String client, String graph, ObjectNode request, @Nullable String upload) {
    return new JobOrder(JobKind.IMPORT, client, graph, null, null, request, upload);
  }

  /** To train a model, in the folder of an upload. */
  public static JobOrder ofTraining(
      String client, String model, ObjectNode request, String upload) {
    return new JobOrder(JobKind.TRAINING, client, null, model, null, request, upload);
  }

  /** The graph of an order that has one. */
  public String requireGraph() {
    return Objects.requireNonNull(graph, "graph");
  }
}
