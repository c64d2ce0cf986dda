package org.warpath.nn.pooling;

import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Tensor;

/** The maxima of one channel's windows, for one thread. */
sealed interface Maxima permits FloatMaxima, DoubleMaxima {

  static Maxima of(ElementType type, Planes planes, Lines lines) {
    return type == ElementType.FLOAT32 ? new FloatMaxima(planes, lines) : new DoubleMaxima(planes);
  }

  /** Finds those of a channel of {@code x}. */
  void find(Tensor x, long channel, boolean withPlaces);

  /** A channel of {@code y} ← the maxima. */
  void store(Tensor y, long channel);

  /** Where they lie in the channel, −1 for none; until the next search. */
  int[] places();
}
