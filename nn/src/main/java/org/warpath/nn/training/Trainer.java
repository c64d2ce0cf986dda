package org.warpath.nn.training;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.ElementType;
import org.warpath.nn.checkpoint.Checkpoint;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Tensor;

/**
 * Trains a network, in float32: batch, loss, gradients, update, again and again. A run that was
 * stopped and resumed from its checkpoint has the same weights, bit by bit, as one that was not, on
 * the same engine with as many threads.
 *
 * <pre>{@code
 * try (Trainer trainer = Trainer.begin(plan, Engine.auto())) {
 *   trainer.run(10_000, TrainingListener.NONE, RunControl.none());
 *   trainer.checkpoint().write(Path.of("lenet.safetensors"));
 * }
 * }</pre>
 */
public final class Trainer implements AutoCloseable {
  private static final String SEED = "warpath.seed";
  private static final String STATE = "carried/";

  private final TrainingPlan plan;
  private final Session session;
  private final @Nullable Tester tester;
  private final Feed feed;
  private long iteration;

  private Trainer(TrainingPlan plan, Weights weights, Engine engine) {
    this.plan = plan;
    feed = new Feed(plan.batches(), plan.carries());
    session =
        Session.open(
            new Session.Opening(
                    plan.network(), feed.shapes(), ElementType.FLOAT32, true, plan.seed())
                .withoutInputGradients(),
            weights,
            engine);
    try {
      session.learnWith(plan.solver());
      TestPlan test = plan.test();
      tester = test == null ? null : new Tester(test, plan.carries(), weights, engine);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** At the beginning, with weights that the plan's seed tells. */
  public static Trainer begin(TrainingPlan plan, Engine engine) {
    Feed feed = new Feed(plan.batches(), plan.carries());
    Weights initial =
        Weights.initial(plan.network(), feed.shapes(), ElementType.FLOAT32, plan.seed());
    return begin(plan, initial, engine);
  }

  /** At the beginning, with these weights. */
  public static Trainer begin(TrainingPlan plan, Weights weights, Engine engine) {
    return new Trainer(plan, weights, engine);
  }

  /**
   * Where a checkpoint was.
   *
   * @throws IllegalArgumentException if it is of another plan: what was expected, and what was
   *     found
   */
  public static Trainer resume(TrainingPlan plan, Checkpoint checkpoint, Engine engine) {
    String seed = checkpoint.notes().get(SEED);
    if (!Long.toString(plan.seed()).equals(seed)) {
      throw new IllegalArgumentException(
          "expected a run with the seed %d, found %s".formatted(plan.seed(), seed));
    }
    Trainer trainer = new Trainer(plan, new Weights(checkpoint.weights()), engine);
    try {
      trainer.restore(checkpoint);
      return trainer;
    } catch (RuntimeException | Error e) {
      trainer.close();
      throw e;
    }
  }

  private void restore(Checkpoint checkpoint) {
    Map<String, Tensor> states = new HashMap<>();
    checkpoint
        .weights()
        .forEach((name, tensor) -> {
          if (name.startsWith(STATE)) {
            states.put(name.substring(STATE.length()), tensor);
          }
        });
    feed.restore(states);
    checkpoint.restore(session);
    iteration = checkpoint.solver().iteration();
  }

  /** All that is needed to go on from here. */
  public Checkpoint checkpoint() {
    Map<String, Tensor> weights = new LinkedHashMap<>(session.weights().tensors());
    feed.states().forEach((name, tensor) -> weights.put(STATE + name, tensor));
    return new Checkpoint(weights, session.solverState(), Map.of(SEED, Long.toString(plan.seed())));
  }

  /** Copies of the weights as they are now. */
  public Weights weights() {
    return session.weights();
  }

  /** How many iterations there have been. */
  public long iteration() {
    return iteration;
  }

  /**
   * Goes on until there have been so many iterations.
   *
   * @throws NonFiniteLossException if the loss is NaN or infinite: the iteration, and the first
   *     layer whose output is; the weights are as before it
   * @throws java.util.concurrent.CancellationException if the run is cancelled: between two
   *     iterations, so that a checkpoint is whole
   */
  public void run(long iterations, TrainingListener listener, RunControl control) {
    control.cancellation().throwIfCancelled();
    while (iteration < iterations) {
      double rate = session.rate();
      double loss = iterate();
      listener.trained(iteration, loss, rate);
      if (tester != null && iteration % tester.interval() == 0) {
        listener.tested(iteration, test());
      }
      control.iteration("train", iteration, iterations, loss);
    }
  }

  private double iterate() {
    feed.write(session, iteration);
    session.forward(Mode.TRAINING);
    double loss = session.read(plan.loss()).get(0);
    if (!Double.isFinite(loss)) {
      throw new NonFiniteLossException(
          iteration,
          "the loss is %s in iteration %d: %s".formatted(loss, iteration, firstNonFinite()));
    }
    session.zeroGradients();
    session.backward(plan.loss());
    session.update();
    feed.carry(session);
    iteration++;
    return loss;
  }

  private String firstNonFinite() {
    Network network = plan.network();
    for (String input : network.inputs()) {
      if (!isFinite(session.read(input))) {
        return "its input " + input + " is not finite";
      }
    }
    for (Node node : network.nodes()) {
      for (String output : node.outputs()) {
        if (!isFinite(session.read(output))) {
          return "the first layer whose output is not finite is %s (%s)"
              .formatted(node.name(), node.layer().kind());
        }
      }
    }
    return "no layer's output is other than finite";
  }

  private static boolean isFinite(Tensor tensor) {
    for (long i = 0; i < tensor.shape().count(); i++) {
      if (!Double.isFinite(tensor.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Tests the weights as they are now.
   *
   * @return the means of the test's values
   * @throws IllegalStateException if the plan has no test
   */
  public Map<String, Double> test() {
    if (tester == null) {
      throw new IllegalStateException("the plan has no test");
    }
    return tester.test(session.weights());
  }

  @Override
  public void close() {
    try (session) {
      if (tester != null) {
        tester.close();
      }
    }
  }
}
