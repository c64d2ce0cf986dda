package org.warpath.nn.training;

import java.util.List;
import java.util.Objects;
import org.warpath.nn.data.Batches;
import org.warpath.nn.network.Network;

/**
 * How a network is tested.
 *
 * @param network layers with the trained ones' names and parameters; may be the trained network
 * @param values values of one element each, such as a loss and an accuracy, of which the mean over
 *     the batches is taken
 * @param batches what it is tested with
 * @param count how many of them, from the first, at least 1
 * @param interval after how many iterations, at least 1
 */
public record TestPlan(
    Network network, List<String> values, Batches batches, long count, long interval) {

  public TestPlan {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(batches, "batches");
    values = List.copyOf(values);
    if (count < 1 || interval < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 batch each 1 iteration, were %d each %d".formatted(count, interval));
    }
  }

  /** With an epoch of {@code batches}. */
  public static TestPlan of(Network network, List<String> values, Batches batches, long interval) {
    return new TestPlan(network, values, batches, batches.perEpoch(), interval);
  }
}
