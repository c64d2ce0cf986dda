package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.tensor.Shape;

/**
 * The sizes of a convolution from N×C×in… to N×M×out…, with weights M×(C/groups)×kernel…, in three
 * spatial dimensions: those that are not there have size 1.
 *
 * @param batch N
 * @param groups how many parts the channels are in
 * @param inputs C, of all groups
 * @param outputs M, of all groups
 */
record Geometry(
    int batch, int groups, int inputs, int outputs, Axis depth, Axis height, Axis width) {

  /** Of a convolution whose input and output have these shapes. */
  static Geometry of(Window window, int groups, Shape input, Shape output) {
    Axis[] axes = {Axis.NONE, Axis.NONE, Axis.NONE};
    int rank = window.rank();
    for (int d = 0; d < rank; d++) {
      axes[axes.length - rank + d] =
          new Axis(
              input.size(2 + d),
              output.size(2 + d),
              window.kernel(d),
              window.stride(d),
              window.dilation(d),
              window.begin(d));
    }
    return new Geometry(
        input.size(0), groups, input.size(1), output.size(1), axes[0], axes[1], axes[2]);
  }

  /** Input channels of a group. */
  int groupInputs() {
    return inputs / groups;
  }

  /** Output channels of a group. */
  int groupOutputs() {
    return outputs / groups;
  }

  /** Places of an input channel. */
  int inputPlaces() {
    return Math.toIntExact((long) depth.in() * height.in() * width.in());
  }

  /** Places of an output channel. */
  int outputPlaces() {
    return Math.toIntExact((long) depth.out() * height.out() * width.out());
  }

  /** Places of the kernel. */
  int kernelPlaces() {
    return Math.toIntExact((long) depth.kernel() * height.kernel() * width.kernel());
  }

  /** Weights of an output channel. */
  int depthOfSum() {
    return Math.multiplyExact(groupInputs(), kernelPlaces());
  }

  /** All weights. */
  long weights() {
    return (long) outputs * depthOfSum();
  }

  long multiplyAdds() {
    return (long) batch * outputs * outputPlaces() * depthOfSum();
  }

  /** Whether each output place depends on the same input place alone. */
  boolean isPointwise() {
    return depth.isOneToOne() && height.isOneToOne() && width.isOneToOne();
  }

  /** Where the channels of a group begin in the input. */
  long inputPlace(int n, int group) {
    return ((long) n * inputs + (long) group * groupInputs()) * inputPlaces();
  }

  /** Where the channels of a group begin in the output. */
  long outputPlace(int n, int group) {
    return ((long) n * outputs + (long) group * groupOutputs()) * outputPlaces();
  }

  /** Where a tile begins in an output channel. */
  long place(Patches.Tile tile) {
    return ((long) tile.od() * height.out() + tile.oh()) * width.out() + tile.ow();
  }

  /** The kernel, its strides and dilations, for messages. */
  String window() {
    return "%s stride %s dilation %s"
        .formatted(text(Axis::kernel), text(Axis::stride), text(Axis::dilation));
  }

  /** The sizes as {@code nn_window.cuh} takes them. */
  DeviceBuffer uploaded(DeviceScope scope) {
    IntStream axes =
        Stream.of(depth, height, width).flatMapToInt(axis -> IntStream.of(axis.numbers()));
    int[] numbers = IntStream.concat(IntStream.of(batch, groups, inputs, outputs), axes).toArray();
    return scope.uploaded(MemorySegment.ofArray(numbers), "convolution's sizes");
  }

  private String text(ToIntFunction<Axis> size) {
    String plane = size.applyAsInt(height) + "×" + size.applyAsInt(width);
    return depth.equals(Axis.NONE) ? plane : size.applyAsInt(depth) + "×" + plane;
  }
}
