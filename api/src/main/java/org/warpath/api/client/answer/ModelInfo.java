package org.warpath.api.client.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of the catalog.
 *
 * @param name its name
 * @param version never given twice; new weights are a new version
 * @param format onnx or caffe
 * @param bytes on disk
 * @param created when it was added
 * @param inputs what it reads
 * @param outputs what it gives, by name
 * @param trainable whether it has a loss to learn from
 * @param trained whether it has weights
 * @param job the job that trained it; null if none did
 */
public record ModelInfo(
    String name,
    long version,
    String format,
    long bytes,
    Instant created,
    List<Input> inputs,
    List<String> outputs,
    boolean trainable,
    boolean trained,
    @Nullable String job) {

  /**
   * What a model reads.
   *
   * @param name what it is called
   * @param shape its sizes, null for those that are open; null if nothing is said
   */
  public record Input(String name, @Nullable List<@Nullable Integer> shape) {}
}
