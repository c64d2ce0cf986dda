package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Working memory of a step, shared with other steps, cut into pieces that begin cache lines. */
final class Scratch {
  private static final int LINE_ELEMENTS = 16;

  private final List<Long> sizes = new ArrayList<>();

  /** Plans {@code count} pieces of so many elements each. */
  Scratch add(int count, long elements) {
    for (int i = 0; i < count; i++) {
      sizes.add(elements);
    }
    return this;
  }

  /** All pieces, in the order in which they were planned. */
  MemorySegment[] allocate(Binding<Tensor> binding) {
    long all = 0;
    for (long size : sizes) {
      all += rounded(size);
    }
    Tensor memory = binding.shared(Shape.of(Math.toIntExact(all)), "working memory");
    MemorySegment[] pieces = new MemorySegment[sizes.size()];
    long place = 0;
    for (int i = 0; i < pieces.length; i++) {
      long size = sizes.get(i);
      pieces[i] = memory.slice(place, Shape.of(Math.toIntExact(size))).memory();
      place += rounded(size);
    }
    return pieces;
  }

  private static long rounded(long elements) {
    return Math.ceilDiv(elements, LINE_ELEMENTS) * LINE_ELEMENTS;
  }
}
