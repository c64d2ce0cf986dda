package org.warpath.api.client;

import java.util.List;
import org.warpath.api.client.answer.Answer;
import org.warpath.api.client.answer.BfsAnswer;
import org.warpath.api.client.answer.CdlpAnswer;
import org.warpath.api.client.answer.Estimate;
import org.warpath.api.client.answer.GraphDetail;
import org.warpath.api.client.answer.LccAnswer;
import org.warpath.api.client.answer.Neighbors;
import org.warpath.api.client.answer.PageRankAnswer;
import org.warpath.api.client.answer.PprBatchAnswer;
import org.warpath.api.client.answer.SsspAnswer;
import org.warpath.api.client.answer.Subgraph;
import org.warpath.api.client.answer.TrianglesAnswer;
import org.warpath.api.client.answer.Vertex;
import org.warpath.api.client.answer.WccAnswer;
import org.warpath.api.client.answer.WidestAnswer;
import org.warpath.api.client.array.NpyArray;
import org.warpath.api.client.query.AlgorithmQuery;
import org.warpath.api.client.query.BfsQuery;
import org.warpath.api.client.query.CdlpQuery;
import org.warpath.api.client.query.LccQuery;
import org.warpath.api.client.query.NeighborsQuery;
import org.warpath.api.client.query.PageRankQuery;
import org.warpath.api.client.query.PprBatchQuery;
import org.warpath.api.client.query.SsspQuery;
import org.warpath.api.client.query.SubgraphQuery;
import org.warpath.api.client.query.TrianglesQuery;
import org.warpath.api.client.query.VertexQuery;
import org.warpath.api.client.query.VertexRef;
import org.warpath.api.client.query.WccQuery;
import org.warpath.api.client.query.WidestQuery;

/**
 * One graph of the catalog: what is in it, and what can be computed on it.
 *
 * <p>{@link #pageRank} and its companions answer with the vertices at the top; a query can also be
 * asked for {@link #stats} alone, for all values as {@link #rows} or a {@link #vector}, to be
 * {@linkplain #store kept}, or to run in the background ({@link #submit}). What is so large that
 * the service makes a job of it is waited for.
 */
public final class GraphClient {
  private final Transport transport;
  private final String name;
  private final Algorithms algorithms;

  GraphClient(Transport transport, String name) {
    this.transport = transport;
    this.name = name;
    this.algorithms = new Algorithms(transport, name);
  }

  private record Found(List<Vertex> vertices) {}

  /** The graph with its degrees. */
  public GraphDetail info() {
    return transport.json(Call.get("v1", "graphs", name), GraphDetail.class);
  }

  /** Removes the graph, its vectors and cached results; runs that use it finish. */
  public void delete() {
    transport.discard(Call.delete("v1", "graphs", name));
  }

  /**
   * Vertices whose names are like {@code query}, nearest first: equal ones, those that begin with
   * it, those a few typing errors away, those that contain it.
   *
   * @param query 1 to 1000 characters
   * @param limit how many at most, 1 to 1000
   */
  public List<Vertex> search(String query, int limit) {
    return transport
        .json(
            Call.get("v1", "graphs", name, "vertices").query("query", query).query("limit", limit),
            Found.class)
        .vertices();
  }

  /** A vertex. */
  public Vertex vertex(VertexRef vertex) {
    return transport.json(
        Call.get("v1", "graphs", name, "vertices", vertex.toString()), Vertex.class);
  }

  /** The vertex of this name. */
  public Vertex vertex(String vertex) {
    return vertex(VertexRef.of(vertex));
  }

  /** A vertex's neighbours with the weights of the edges. */
  public Neighbors neighbors(VertexRef vertex, NeighborsQuery query) {
    return transport.json(
        Call.get("v1", "graphs", name, "vertices", vertex.toString(), "neighbors")
            .query(query.values()),
        Neighbors.class);
  }

  /** What lies around some vertices. */
  public Subgraph subgraph(SubgraphQuery query) {
    return transport.json(
        Call.post("v1", "graphs", name, "subgraph").json(query).safe(), Subgraph.class);
  }

  /** The vectors kept with the graph. */
  public Vectors vectors() {
    return new Vectors(transport, name);
  }

  /** PageRank. */
  public PageRankAnswer pageRank(PageRankQuery query) {
    return run(query);
  }

  /** Personalised PageRank for many preferences at once. */
  public PprBatchAnswer pprBatch(PprBatchQuery query) {
    return run(query);
  }

  /** Shortest paths. */
  public SsspAnswer sssp(SsspQuery query) {
    return run(query);
  }

  /** Widest paths. */
  public WidestAnswer widest(WidestQuery query) {
    return run(query);
  }

  /** Breadth-first search. */
  public BfsAnswer bfs(BfsQuery query) {
    return run(query);
  }

  /** Weakly connected components. */
  public WccAnswer wcc(WccQuery query) {
    return run(query);
  }

  /** Communities by label propagation. */
  public CdlpAnswer cdlp(CdlpQuery query) {
    return run(query);
  }

  /** Local clustering coefficients. */
  public LccAnswer lcc(LccQuery query) {
    return run(query);
  }

  /** Triangles. */
  public TrianglesAnswer triangles(TrianglesQuery query) {
    return run(query);
  }

  /**
   * Any algorithm, answered with the vertices at its top.
   *
   * @throws WarpathException if an option is out of range (400), a vertex unknown (404), the
   *     algorithm not fit for the graph (422), or memory too little (507, with {@code needed} and
   *     {@code free} in bytes), …
   */
  public <A extends Answer> A run(AlgorithmQuery<A, ?> query) {
    return algorithms.top(query);
  }

  /** Any algorithm, answered without the vertices at its top. */
  public <A extends Answer> A stats(AlgorithmQuery<A, ?> query) {
    return algorithms.stats(query);
  }

  /** What a run would need, and whether there is as much. */
  public Estimate estimate(AlgorithmQuery<?, ?> query) {
    return algorithms.estimate(query);
  }

  /** A row for each vertex, by vertex; to be closed. */
  public Rows rows(VertexQuery<?, ?> query) {
    return stream(query, StreamFormat.ROWS);
  }

  /**
   * A value for each vertex: float64 of PageRank and clustering coefficients; float32 of shortest
   * and widest paths; int64 of breadth-first search (2⁶³ − 1 where no path leads) and triangles;
   * int32 of components and communities.
   */
  public NpyArray vector(VertexQuery<?, ?> query) {
    return stream(query, StreamFormat.ARRAY);
  }

  /** A value for each vertex in a format of choice. */
  public <T> T stream(VertexQuery<?, ?> query, StreamFormat<T> format) {
    return algorithms.stream(query, format);
  }

  /** Keeps a value for each vertex with the graph, in place of a vector of that name. */
  public <A extends Answer> A store(VertexQuery<A, ?> query, String vector) {
    return algorithms.store(query, vector);
  }

  /** As {@link #run}, as a job. */
  public <A extends Answer> JobHandle<A> submit(AlgorithmQuery<A, ?> query) {
    return algorithms.submit(query);
  }

  /** As {@link #stream}, as a job. */
  public <T> JobHandle<T> submitStream(VertexQuery<?, ?> query, StreamFormat<T> format) {
    return algorithms.submitStream(query, format);
  }

  /** As {@link #store}, as a job. */
  public <A extends Answer> JobHandle<A> submitStore(VertexQuery<A, ?> query, String vector) {
    return algorithms.submitStore(query, vector);
  }
}
