package org.warpath.nn.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.ElementType;
import org.warpath.nn.data.Batches;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Gives a session its batches, and the states that go from one to the next. */
final class Feed {
  private final Batches batches;
  private final List<Carry> carries;
  private final Map<String, Tensor> states = new HashMap<>();

  Feed(Batches batches, List<Carry> carries) {
    this.batches = batches;
    this.carries = carries;
    reset();
  }

  private void reset() {
    for (Carry carry : carries) {
      states.put(carry.input(), Tensor.zeros(ElementType.FLOAT32, carry.shape()));
    }
  }

  Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new HashMap<>(batches.shapes());
    carries.forEach(carry -> shapes.put(carry.input(), carry.shape()));
    return shapes;
  }

  /** Writes batch number {@code index}. */
  void write(Session session, long index) {
    if (index % batches.perEpoch() == 0) {
      reset();
    }
    batches.batch(index).forEach(session::write);
    states.forEach(session::write);
  }

  /** Takes the states for the next batch. */
  void carry(Session session) {
    for (Carry carry : carries) {
      states.put(carry.input(), session.read(carry.output()));
    }
  }

  Map<String, Tensor> states() {
    return Map.copyOf(states);
  }

  /**
   * The states as they were.
   *
   * @throws IllegalArgumentException if one is missing or of another shape
   */
  void restore(Map<String, Tensor> saved) {
    for (Carry carry : carries) {
      Tensor state = saved.get(carry.input());
      if (state == null || !state.shape().equals(carry.shape())) {
        throw new IllegalArgumentException(
            "state %s: expected %s, %s"
                .formatted(
                    carry.input(),
                    carry.shape(),
                    state == null ? "was missing" : "was " + state.shape()));
      }
      states.put(carry.input(), state);
    }
  }
}
