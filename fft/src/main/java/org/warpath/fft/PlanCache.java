package org.warpath.fft;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;

/** The plans used last; making one costs about as much as a few transforms. */
final class PlanCache<P> {
  private static final int CAPACITY = 32;

  /** What a plan depends on. */
  record Key(FftShape shape, Precision precision) {}

  private final Map<Key, P> plans =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, P> eldest) {
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
      P plan = plans.get(key);
      if (plan != null) {
        return plan;
      }
    }
    P made = maker.apply(key); // outside the lock: it may take long
    synchronized (plans) {
      P earlier = plans.putIfAbsent(key, made);
      return earlier == null ? made : earlier;
    }
  }
}
