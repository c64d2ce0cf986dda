package org.warpath.api.client;

import java.util.List;
import org.warpath.api.client.answer.VectorInfo;
import org.warpath.api.client.array.NpyArray;

/** The vectors kept with a graph: a number for each vertex, under a name. */
public final class Vectors {
  private final Transport transport;
  private final String graph;

  Vectors(Transport transport, String graph) {
    this.transport = transport;
    this.graph = graph;
  }

  private record Found(List<VectorInfo> vectors) {}

  /** All of them, by name. */
  public List<VectorInfo> list() {
    return transport.json(Call.get("v1", "graphs", graph, "vectors"), Found.class).vectors();
  }

  /** A vector's values: {@link NpyArray#doubles}, {@link NpyArray#ints} … as its type is. */
  public NpyArray get(String name) {
    return get(name, StreamFormat.ARRAY);
  }

  /**
   * A vector's values in a format of choice. In {@link StreamFormat#ROWS}, values that are not
   * finite are NaN.
   */
  public <T> T get(String name, StreamFormat<T> format) {
    return transport.read(
        Call.get("v1", "graphs", graph, "vectors", name).accept(format.mediaType),
        format.reading(RowMeaning.AS_TOLD));
  }

  /**
   * Keeps a vector, in place of one of that name.
   *
   * @param values one a vertex, as {@code NpyArray.of(…)}
   */
  public VectorInfo put(String name, NpyArray values) {
    return transport.json(
        Call.put("v1", "graphs", graph, "vectors", name).body(ArrayBody.NPY, ArrayBody.npy(values)),
        VectorInfo.class);
  }

  /** Removes a vector. */
  public void delete(String name) {
    transport.discard(Call.delete("v1", "graphs", graph, "vectors", name));
  }
}
