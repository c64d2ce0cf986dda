package org.warpath.api.service.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one client was told by the service: what must be so whatever happens to the process. */
final class Ledger {
  /** Graphs that were acknowledged, and whose deletion was not. */
  final Map<String, KnownGraph> graphs = new LinkedHashMap<>();

  /** Jobs that were acknowledged, and whose removal was not. */
  final Map<String, KnownJob> jobs = new LinkedHashMap<>();

  /** Results of jobs, once they were read: they must never change. */
  final Map<String, String> results = new HashMap<>();

  /** Graphs whose deletion was acknowledged. */
  final Set<String> goneGraphs = new LinkedHashSet<>();

  /** Jobs whose removal was acknowledged. */
  final Set<String> goneJobs = new LinkedHashSet<>();

  /** What was asked for and not answered; null if everything was. */
  @Nullable Doubt doubt;

  /**
   * A graph.
   *
   * @param version as the service told
   * @param vectors the values of its vectors
   */
  record KnownGraph(GraphContent content, long version, Map<String, double[]> vectors) {
    KnownGraph(GraphContent content, long version) {
      this(content, version, new LinkedHashMap<>());
    }
  }

  /**
   * A job.
   *
   * @param content what an import makes; null if the job is none
   * @param request the request of an algorithm; empty if the job is none
   * @param store the vector in which the job keeps its values; null if it keeps none
   */
  record KnownJob(
      String id,
      String graph,
      @Nullable GraphContent content,
      String request,
      @Nullable String store) {

    static KnownJob importing(String graph, GraphContent content) {
      return new KnownJob("", graph, content, "", null);
    }

    static KnownJob computing(String graph, String request, @Nullable String store) {
      return new KnownJob("", graph, null, request, store);
    }

    KnownJob withId(String given) {
      return new KnownJob(given, graph, content, request, store);
    }
  }

  /** A request whose answer did not come: both outcomes are right, half of one is not. */
  sealed interface Doubt {
    /** A graph may have been added. */
    record Added(String graph, GraphContent content) implements Doubt {}

    /** A graph may have been deleted. */
    record Deleted(String graph) implements Doubt {}

    /** A vector may have got values, or, if they are null, have been removed. */
    record VectorChanged(String graph, String vector, double @Nullable [] values)
        implements Doubt {}

    /** A job may have been made; {@code job} is what it would be, without its id. */
    record Submitted(KnownJob job) implements Doubt {}

    /** A job may have been removed, or asked to stop. */
    record JobDeleted(KnownJob job) implements Doubt {}
  }

  /** Whether a job has to do with {@code graph} of which nobody knows how it ended. */
  boolean isBusy(String graph) {
    return jobs.values().stream()
        .anyMatch(job -> job.graph().equals(graph) && !results.containsKey(job.id()));
  }

  void graphAdded(String graph, KnownGraph known) {
    graphs.put(graph, known);
    goneGraphs.remove(graph);
  }

  void graphGone(String graph) {
    graphs.remove(graph);
    goneGraphs.add(graph);
  }

  void jobGone(String job) {
    jobs.remove(job);
    results.remove(job);
    goneJobs.add(job);
  }
}
