package org.warpath.api.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Shape;

/**
 * What a model reads.
 *
 * @param name what it is called
 * @param sizes of its dimensions, the batch first, {@value #OPEN} for those that are open; null if
 *     not even their number is said
 */
public record ModelInput(String name, @Nullable List<Integer> sizes) {
  /** A size that the model leaves open. */
  public static final int OPEN = -1;

  public ModelInput {
    sizes = sizes == null ? null : List.copyOf(sizes);
  }

  /** Sizes as {@code shape} says, but for the batch, which is open. */
  public static ModelInput ofBatches(String name, Shape shape) {
    List<Integer> sizes = new ArrayList<>();
    for (int size : shape.toArray()) {
      sizes.add(sizes.isEmpty() ? OPEN : size);
    }
    return new ModelInput(name, sizes);
  }

  /** Its shape with a batch of {@code batch} where that is open; null if more is. */
  public @Nullable Shape shape(int batch) {
    if (sizes == null) {
      return null;
    }
    boolean isOnlyBatchOpen = sizes.lastIndexOf(OPEN) <= 0;
    return isOnlyBatchOpen
        ? Shape.of(sizes.stream().mapToInt(size -> size == OPEN ? batch : size).toArray())
        : null;
  }

  /** Sizes of which {@value #OPEN} is one for each dimension; none if nothing is said. */
  public List<Integer> knownSizes() {
    return sizes == null ? Collections.emptyList() : sizes;
  }

  /** Such as {@code "x: ?×3×224×224"}. */
  @Override
  public String toString() {
    if (sizes == null) {
      return name + ": of any shape";
    }
    return name
        + ": "
        + (sizes.isEmpty()
            ? "scalar"
            : sizes.stream()
                .map(size -> size == OPEN ? "?" : size.toString())
                .collect(Collectors.joining("×")));
  }
}
