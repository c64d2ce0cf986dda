package org.warpath.bench.nn;

import java.util.List;
import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.recurrent.Recurrent;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** One LSTM twice, fused and step by step, with the same weights, inputs and gradients. */
public final class LstmPair implements AutoCloseable {
  final StepByStep layers;
  final Session fused;
  final Session stepByStep;
  final Map<String, Tensor> fusedSeeds;
  final Map<String, Tensor> seeds;

  LstmPair(StepByStep layers, ElementType type, Engine engine) {
    this.layers = layers;
    Network network =
        Network.builder("x")
            .add(new Node("lstm", Recurrent.lstm(layers.units()), List.of("x"), List.of("y")))
            .build();
    Shape sequence = Shape.of(layers.steps(), layers.batch(), layers.inputs());
    Map<String, Shape> shapes = Map.of("x", sequence);
    Weights weights = Weights.initial(network, shapes, type, 1);
    fused = Session.open(new Session.Opening(network, shapes, type, true, 0), weights, engine);
    stepByStep =
        Session.open(
            new Session.Opening(layers.network(), layers.shapes(), type, true, 0),
            layers.weights(weights),
            engine);
    Tensor x = random(type, sequence, 1);
    fused.write("x", x);
    layers.write(stepByStep, x);
    Tensor dy = random(type, Shape.of(layers.steps(), layers.batch(), layers.units()), 2);
    fusedSeeds = Map.of("y", dy);
    seeds = layers.seeds(dy);
  }

  /** An LSTM of {@code steps} steps of {@code batch} sequences, in float32. */
  public static LstmPair of(int steps, int batch, int inputs, int units, Engine engine) {
    return new LstmPair(new StepByStep(steps, batch, inputs, units), ElementType.FLOAT32, engine);
  }

  /** The fused one forward and backward; done when this returns, on a device too. */
  public void runFused() {
    fused.forward(Mode.TRAINING);
    fused.backward(fusedSeeds);
    // What is read has been computed.
    var _ = fused.gradient("lstm.bias");
  }

  /** The separate layers, likewise. */
  public void runStepByStep() {
    stepByStep.forward(Mode.TRAINING);
    stepByStep.backward(seeds);
    var _ = stepByStep.gradient("fromX0.bias");
  }

  private static Tensor random(ElementType type, Shape shape, long key) {
    Tensor tensor = Tensor.zeros(type, shape);
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(key));
    return tensor;
  }

  @Override
  public void close() {
    fused.close();
    stepByStep.close();
  }
}
