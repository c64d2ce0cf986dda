package org.warpath.graph.pagerank;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;

/**
 * A {@link StoredPreference} on a device.
 *
 * @param values float64[n]; any buffer, which is not read, if constant
 * @param given 1 if kernels read {@code values}, 0 if every entry is {@code share}
 * @param share the entry of each vertex, if constant
 */
record DeviceVector(DeviceBuffer values, int given, double share) {

  /** Bytes that {@link #upload} takes. */
  static long byteSize(StoredPreference vector, int vertexCount) {
    return switch (vector) {
      case StoredPreference.Constant constant -> 0;
      case StoredPreference.Vector all -> 8L * vertexCount;
      case StoredPreference.Points points -> 8L * vertexCount + 12L * points.places().length;
    };
  }

  /**
   * Brings {@code vector} to the device.
   *
   * @param unread the buffer that stands for the values of a constant
   */
  static DeviceVector upload(
      DeviceScope scope,
      StoredPreference vector,
      int vertexCount,
      String what,
      DeviceBuffer unread) {
    return switch (vector) {
      case StoredPreference.Constant constant -> new DeviceVector(unread, 0, constant.weight());
      case StoredPreference.Vector all ->
          new DeviceVector(scope.uploaded(MemorySegment.ofArray(all.weights()), what), 1, 0);
      case StoredPreference.Points points -> {
        DeviceBuffer values = scope.doubles(vertexCount, what);
        scope.zero(values);
        DeviceBuffer places = scope.uploaded(MemorySegment.ofArray(points.places()), what);
        DeviceBuffer weights = scope.uploaded(MemorySegment.ofArray(points.weights()), what);
        int count = points.places().length;
        scope.launch(
            scope.kernel("pagerank_vectors", "pagerank_scatter"),
            LaunchShape.threadEach(count),
            count,
            places,
            weights,
            values);
        scope.free(weights);
        scope.free(places);
        yield new DeviceVector(values, 1, 0);
      }
    };
  }

  /** Frees what {@link #upload} has made. */
  void free(DeviceScope scope) {
    if (given == 1) {
      scope.free(values);
    }
  }
}
