package org.warpath.fft.cuda;

import java.util.List;
import org.warpath.fft.layout.Precision;

/**
 * What a cuFFT plan is made for: {@code batch} transforms, whose first elements lie at distances
 * {@code distance}; neighbours of the last dimension are {@code stride} apart. In elements of each
 * side: reals or complex numbers.
 *
 * @param kind between what
 * @param sizes of the transform's one to three dimensions, the slowest first; of the reals
 */
record PlanKey(
    Kind kind,
    Precision precision,
    List<Long> sizes,
    long stride,
    long inputDistance,
    long outputDistance,
    long batch) {

  enum Kind {
    COMPLEX,
    FROM_REAL,
    TO_REAL
  }

  /** {@code 4×5 float64 complex transforms, 3 at once}. */
  @Override
  public String toString() {
    return "%s %s %s transforms, %d at once"
        .formatted(
            String.join("×", sizes.stream().map(String::valueOf).toList()),
            precision,
            switch (kind) {
              case COMPLEX -> "complex";
              case FROM_REAL -> "real to complex";
              case TO_REAL -> "complex to real";
            },
            batch);
  }
}
