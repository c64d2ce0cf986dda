package org.warpath.nn.training;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.data.Batches;
import org.warpath.nn.network.Network;
import org.warpath.nn.solver.Solver;

/**
 * What is trained, and how.
 *
 * @param network the layers, with a loss
 * @param loss the value, of one element, that shall fall
 * @param solver what changes the parameters
 * @param batches what it learns from
 * @param carries states that go from batch to batch
 * @param test how it is tested; null if it is not
 * @param seed of whatever is random
 */
public record TrainingPlan(
    Network network,
    String loss,
    Solver solver,
    Batches batches,
    List<Carry> carries,
    @Nullable TestPlan test,
    long seed) {

  public TrainingPlan {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(solver, "solver");
    Objects.requireNonNull(batches, "batches");
    carries = List.copyOf(carries);
  }

  /** Without tests or carried states. */
  public static TrainingPlan of(
      Network network, String loss, Solver solver, Batches batches, long seed) {
    return new TrainingPlan(network, loss, solver, batches, List.of(), null, seed);
  }

  /** The same, tested. */
  public TrainingPlan testedBy(TestPlan other) {
    return new TrainingPlan(network, loss, solver, batches, carries, other, seed);
  }

  /** The same with states that go from batch to batch. */
  public TrainingPlan carrying(List<Carry> others) {
    return new TrainingPlan(network, loss, solver, batches, others, test, seed);
  }
}
