package org.warpath.graph;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrTranspose;

/**
 * An immutable directed graph of up to 2³¹−1 vertices and as many edges as memory or disk holds,
 * off the heap. Vertices are {@code 0 … n−1}; they may have names. Parallel edges and self-loops
 * are allowed. An undirected graph is stored as both arcs of each edge and called {@linkplain
 * #symmetric symmetric}.
 *
 * <p>{@link #out} and {@link #in} give the rows in <em>stored</em> numbers, which {@link #order}
 * translates; every other method, every algorithm's options and every result speak of vertices.
 *
 * <p>Safe for use by many threads. Closing it while a run uses it makes that run fail with an
 * {@link IllegalStateException}.
 */
public final class Graph implements AutoCloseable {
  private static final int SUGGESTIONS = 5;

  private final GraphStorage storage;
  private final Arena derived = Arena.ofShared();
  private volatile @Nullable Csr in;

  /** A graph over {@code storage}, which it owns and closes. */
  public Graph(GraphStorage storage) {
    this.storage = storage;
  }

  /** Vertices, numbered 0 … n−1. */
  public int vertexCount() {
    return storage.vertexCount();
  }

  /** Stored arcs: an undirected edge counts twice, a self-loop once. */
  public long edgeCount() {
    return storage.edgeCount();
  }

  /** Whether with every arc its reverse is stored too: the graph is undirected. */
  public boolean symmetric() {
    return storage.symmetric();
  }

  /** Whether edges carry weights. */
  public boolean weighted() {
    return storage.weighted();
  }

  /** The order in which vertices are stored. */
  public VertexOrder order() {
    return storage.order();
  }

  /** The vertices' names. */
  public Optional<VertexNames> names() {
    return storage.names();
  }

  /** Out-edges in stored numbers: row u holds v and the weight of each arc u→v. */
  public Csr out() {
    return storage.out();
  }

  /**
   * In-edges in stored numbers: row v holds u and the weight of each arc u→v. The out-edges
   * themselves if symmetric; otherwise, unless stored, made on the first call in O(n + m) time and
   * kept with the graph, 8 (n + 1) + 4 m bytes (8 m with weights).
   */
  public Csr in() {
    return in(Engine.cpu().threads());
  }

  /**
   * As {@link #in()}; should the rows have to be made, {@code threads} threads make the same ones.
   */
  public Csr in(int threads) {
    Csr made = in;
    if (made == null) {
      synchronized (derived) {
        made = in;
        if (made == null) {
          made = makeIn(threads);
          in = made;
        }
      }
    }
    return made;
  }

  private Csr makeIn(int threads) {
    if (symmetric()) {
      return out();
    }
    return storage.in().orElseGet(() -> CsrTranspose.transpose(out(), derived, threads));
  }

  /** Whether {@link #in()} is at hand, so that asking for it costs nothing. */
  public boolean hasInEdges() {
    return in != null || symmetric() || storage.in().isPresent();
  }

  /** Arcs leaving {@code vertex}. */
  public long outDegree(int vertex) {
    return out().rowLength(order().stored(requireVertex("vertex", vertex)));
  }

  /** Arcs entering {@code vertex}; makes the in-edges on the first call, see {@link #in}. */
  public long inDegree(int vertex) {
    return in().rowLength(order().stored(requireVertex("vertex", vertex)));
  }

  /** The name of {@code vertex}: its number in decimal if the graph has no names. */
  public String name(int vertex) {
    requireVertex("vertex", vertex);
    return names().map(names -> names.name(vertex)).orElseGet(() -> Integer.toString(vertex));
  }

  /**
   * The vertex that {@code text} means: the one of that name, else the one of that number; {@code
   * #17} always means number 17.
   *
   * @throws UnknownVertexException if there is none; it suggests the nearest names
   */
  public int vertex(String text) {
    Optional<VertexNames> names = names();
    int named = names.map(n -> n.find(text)).orElse(-1);
    if (named >= 0) {
      return named;
    }
    int number = parseNumber(text.startsWith("#") ? text.substring(1) : text);
    if (number >= 0 && number < vertexCount()) {
      return number;
    }
    throw new UnknownVertexException(
        text, vertexCount(), names.map(n -> nearest(n, text)).orElse(List.of()));
  }

  private static List<String> nearest(VertexNames names, String text) {
    return Arrays.stream(names.nearest(text, SUGGESTIONS)).mapToObj(names::name).toList();
  }

  private static int parseNumber(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    long value = digits ? Long.parseLong(text) : -1;
    return value <= Integer.MAX_VALUE ? (int) value : -1;
  }

  /**
   * {@code vertex} itself, checked.
   *
   * @param role what the vertex is to the caller, for the message: {@code "source"}
   * @throws IllegalArgumentException if it is not in [0, {@link #vertexCount})
   */
  public int requireVertex(String role, int vertex) {
    if (vertex < 0 || vertex >= vertexCount()) {
      throw new IllegalArgumentException(
          vertexCount() == 0
              ? role + " " + vertex + " does not exist: the graph is empty"
              : role + " must be in [0, " + vertexCount() + "), was " + vertex);
    }
    return vertex;
  }

  /** Releases the memory, and the file if it is mapped. */
  @Override
  public void close() {
    derived.close();
    storage.close();
  }
}
