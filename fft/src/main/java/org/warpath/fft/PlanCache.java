package org.warpath.fft;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;

/**
 * The plans used last; making one costs about as much as a few transforms. They give way when
 * memory runs short: those of long lengths are as large as the data.
 */
final class PlanCache<P> {
  private static final int CAPACITY = 32;

  /** What a plan depends on. */
  record Key(FftShape shape, Precision precision) {}

  private final Map<Key, SoftReference<P>> plans =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SoftReference<P>> eldest) {
          return size() > CAPACITY;
        }
      };
  private final Function<Key, P> maker;

  PlanCache(Function<Key, P> maker) {
    this.maker = maker;
  }

  P get(FftShape shape, Precision precision) {
    Key key = new Key(shape, precision);
    synchronized (plans) {
      P plan = cached(key);
      if (plan != null) {
        return plan;
      }
    }
    P made = maker.apply(key); // outside the lock: it may take long
    synchronized (plans) {
      P earlier = cached(key);
      if (earlier != null) {
        return earlier;
      }
      plans.put(key, new SoftReference<>(made));
      return made;
    }
  }

  private @Nullable P cached(Key key) {
    SoftReference<P> plan = plans.get(key);
    return plan == null ? null : plan.get();
  }
}
