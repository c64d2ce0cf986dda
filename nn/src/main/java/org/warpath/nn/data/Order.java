package org.warpath.nn.data;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Noise;

/**
 * In which order examples come: as they are, or in each epoch in another that a seed tells. For one
 * thread.
 */
public final class Order {
  private final @Nullable Long seed;
  private int[] shuffled = {};
  private long epoch = -1;

  private Order(@Nullable Long seed) {
    this.seed = seed;
  }

  /** As they are. */
  public static Order asTheyAre() {
    return new Order(null);
  }

  /** In each epoch each of its orders with the same probability, told by {@code seed}. */
  public static Order shuffled(long seed) {
    return new Order(seed);
  }

  /** The example at place {@code index} since the beginning, of {@code count}. */
  int at(long index, int count) {
    int place = (int) (index % count);
    if (seed == null) {
      return place;
    }
    long wanted = index / count;
    if (wanted != epoch || shuffled.length != count) {
      shuffled = shuffle(Noise.key(seed, wanted), count);
      epoch = wanted;
    }
    return shuffled[place];
  }

  // Fisher and Yates, as Durstenfeld has it (1964).
  private static int[] shuffle(long key, int count) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int other = (int) (Noise.uniform(key, i) * (i + 1));
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    return order;
  }
}
