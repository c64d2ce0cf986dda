package org.warpath.nn.network;

import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.solver.SolverState;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A network with weights on an engine, for inputs of fixed shapes: all memory is had when it opens,
 * and a pass has none of its own. For one thread at a time.
 *
 * <pre>{@code
 * try (Session session = Session.open(network, weights, shapes, Engine.cpu())) {
 *   session.write("input", images);
 *   session.forward(Mode.INFERENCE);
 *   Tensor scores = session.read("relu1");
 * }
 * }</pre>
 */
public final class Session implements AutoCloseable {
  private final Opening opening;
  private final Plan<?> plan;

  private Session(Opening opening, Plan<?> plan) {
    this.opening = opening;
    this.plan = plan;
  }

  /**
   * A session that only answers: float32.
   *
   * @param inputShapes the shapes of the network's inputs, the batch first
   * @throws IllegalArgumentException if a layer cannot take its inputs, or weights are missing or
   *     of another shape
   */
  public static Session open(
      Network network, Weights weights, Map<String, Shape> inputShapes, Engine engine) {
    return open(new Opening(network, inputShapes, ElementType.FLOAT32, false, 0), weights, engine);
  }

  /** A session that can go backward too: float32, with this seed for whatever is random. */
  public static Session training(
      Network network, Weights weights, Map<String, Shape> inputShapes, long seed, Engine engine) {
    return open(
        new Opening(network, inputShapes, ElementType.FLOAT32, true, seed), weights, engine);
  }

  /** A session as {@code opening} says. */
  public static Session open(Opening opening, Weights weights, Engine engine) {
    return new Session(
        opening,
        switch (engine) {
          case Engine.Cpu cpu -> Plan.make(opening, weights, new HostMemory(cpu));
          case Engine.Cuda cuda -> Plan.make(opening, weights, new DeviceMemory(cuda.device()));
        });
  }

  /**
   * What a session is opened for.
   *
   * @param network the layers
   * @param inputShapes the shapes of the network's inputs, the batch first
   * @param type what all elements are; the processor computes in float32 and float64
   * @param isTrained whether there will be passes backward
   * @param seed of whatever is random in training
   * @param hasInputGradients whether passes backward reach the network's inputs; without, the first
   *     layers have less to do
   */
  public record Opening(
      Network network,
      Map<String, Shape> inputShapes,
      ElementType type,
      boolean isTrained,
      long seed,
      boolean hasInputGradients) {

    /** With gradients of the inputs, if it is trained. */
    public Opening(
        Network network,
        Map<String, Shape> inputShapes,
        ElementType type,
        boolean isTrained,
        long seed) {
      this(network, inputShapes, type, isTrained, seed, isTrained);
    }

    /** The same without gradients of the inputs. */
    public Opening withoutInputGradients() {
      return new Opening(network, inputShapes, type, isTrained, seed, false);
    }
  }

  /**
   * An input ← value.
   *
   * @throws IllegalArgumentException if there is no such value, or it has another shape
   */
  public void write(String value, Tensor tensor) {
    plan.write(value, tensor);
  }

  /** All values ← the layers' functions of the inputs. */
  public void forward(Mode mode) {
    plan.forward(mode);
  }

  /** A copy of a value, in the session's type. */
  public Tensor read(String value) {
    return plan.read(value);
  }

  /**
   * Gradients of {@code loss}, a value with one element, with respect to all parameters: added to
   * those since {@link #zeroGradients}.
   */
  public void backward(String loss) {
    plan.backward(Map.of(loss, Tensor.of(Shape.of(), 1.0)));
  }

  /**
   * As {@link #backward(String)}, of the sum over values of their elements times these seeds.
   *
   * @param seeds gradients of the loss with respect to some values; other values have none but
   *     through these
   */
  public void backward(Map<String, Tensor> seeds) {
    plan.backward(seeds);
  }

  /** All parameters' gradients ← 0. */
  public void zeroGradients() {
    plan.zeroGradients();
  }

  /**
   * Has {@code solver} change the parameters from now on, from its iteration 0.
   *
   * @throws IllegalStateException if the session was not opened to be trained
   */
  public void learnWith(Solver solver) {
    if (!opening.isTrained()) {
      throw new IllegalStateException("the session was opened to answer, not to be trained");
    }
    plan.learnWith(solver, opening.network().parameters(opening.inputShapes()));
  }

  /**
   * All learned parameters ← the solver's, by their gradients, which stay as they are.
   *
   * @throws IllegalStateException if there is no solver
   */
  public void update() {
    plan.learning().updates().apply();
  }

  /** The learning rate of the next {@link #update}. */
  public double rate() {
    return plan.learning().updates().rate();
  }

  /** A copy of what the solver keeps. */
  public SolverState solverState() {
    return plan.learning().state();
  }

  /**
   * The solver goes on from {@code state}.
   *
   * @throws IllegalArgumentException if it is another solver's or network's; nothing has changed
   */
  public void load(SolverState state) {
    plan.learning().load(state);
  }

  /** A copy of the gradient with respect to an input, or a parameter {@code node.parameter}. */
  public Tensor gradient(String name) {
    return plan.gradient(name);
  }

  /** Copies of all parameters as they are now. */
  public Weights weights() {
    return plan.weights();
  }

  /** All parameters ← weights. */
  public void load(Weights weights) {
    plan.load(weights);
  }

  @Override
  public void close() {
    plan.close();
  }
}
