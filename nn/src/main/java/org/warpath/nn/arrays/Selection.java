package org.warpath.nn.arrays;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.warpath.nn.tensor.Shape;

/**
 * Which indices of one dimension make up a result, each any number of times.
 *
 * @param axis along which
 * @param chosen the index of each of the result's, −1 for {@code value}
 * @param value what stands where no index does
 */
record Selection(int axis, int[] chosen, double value) {

  /** The shape after all of them. */
  static Shape result(List<Selection> selections, Shape input) {
    Shape shape = input;
    for (Selection selection : selections) {
      shape = shape.with(selection.axis(), selection.chosen().length);
    }
    return shape;
  }

  /**
   * For each index of {@code size} and the end, how many places of the result are before its own.
   */
  int[] offsets(int size) {
    int[] offsets = new int[size + 1];
    for (int index : chosen) {
      if (index >= 0) {
        offsets[index + 1]++;
      }
    }
    for (int i = 0; i < size; i++) {
      offsets[i + 1] += offsets[i];
    }
    return offsets;
  }

  /** The places of the result where each index of {@code size} stands, ascending for each. */
  int[] places(int size) {
    int[] next = offsets(size);
    int[] places = new int[next[size]];
    for (int place = 0; place < chosen.length; place++) {
      if (chosen[place] >= 0) {
        places[next[chosen[place]]++] = place;
      }
    }
    return places;
  }

  /**
   * Places of the result side by side that stand for indices side by side, or for the value.
   *
   * @param start the first place
   * @param index of the first, −1 for the value
   * @param length how many
   */
  record Run(int start, int index, int length) {}

  /** The result, cut into as few runs as there can be. */
  List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (int place = 0; place < chosen.length; ) {
      int end = place + 1;
      int stride = chosen[place] < 0 ? 0 : 1;
      while (end < chosen.length && chosen[end] == chosen[end - 1] + stride) {
        end++;
      }
      runs.add(new Run(place, chosen[place], end - place));
      place = end;
    }
    return runs;
  }

  /** Whether no index stands in two places. */
  boolean isInjective() {
    long distinct = Arrays.stream(chosen).filter(index -> index >= 0).distinct().count();
    return distinct == Arrays.stream(chosen).filter(index -> index >= 0).count();
  }
}
