package org.warpath.api.selftest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;
import org.warpath.linalg.ElementType;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.activation.PRelu;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Concat;
import org.warpath.nn.arrays.Reduce;
import org.warpath.nn.arrays.Slice;
import org.warpath.nn.arrays.Transpose;
import org.warpath.nn.convolution.Convolution;
import org.warpath.nn.convolution.ConvolutionAlgorithm;
import org.warpath.nn.convolution.TransposedConvolution;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.dropout.Dropout;
import org.warpath.nn.embedding.Embedding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.loss.Accuracy;
import org.warpath.nn.loss.MeanSquaredError;
import org.warpath.nn.loss.NegativeLogLikelihood;
import org.warpath.nn.loss.Normalization;
import org.warpath.nn.loss.PoissonLoss;
import org.warpath.nn.loss.Softmax;
import org.warpath.nn.loss.SoftmaxCrossEntropy;
import org.warpath.nn.normalization.BatchNormalization;
import org.warpath.nn.normalization.LayerNormalization;
import org.warpath.nn.normalization.LocalResponseNormalization;
import org.warpath.nn.normalization.Scale;
import org.warpath.nn.pooling.AveragePooling;
import org.warpath.nn.pooling.GlobalPooling;
import org.warpath.nn.pooling.MaxPooling;
import org.warpath.nn.recurrent.Cell;
import org.warpath.nn.recurrent.Recurrent;
import org.warpath.nn.solver.Adagrad;
import org.warpath.nn.solver.Adam;
import org.warpath.nn.solver.AdamW;
import org.warpath.nn.solver.RmsProp;
import org.warpath.nn.solver.Sgd;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.solver.UpdateRule;
import org.warpath.nn.spatial.AffineGrid;
import org.warpath.nn.spatial.GridSample;
import org.warpath.nn.spatial.Interpolation;
import org.warpath.nn.spatial.Padding;
import org.warpath.nn.tensor.Shape;

/**
 * Layers and solvers on a device, forward and backward: the CPU engine's in float64 to within
 * rounding.
 */
final class LayerChecks {
  private static final Shape IMAGES = Shape.of(2, 4, 9, 10);
  private static final Shape SEQUENCE = Shape.of(3, 2, 4);
  private static final Shape ROWS = Shape.of(6, 5);
  private static final double[] LABELS = {0, 4, 2, 2, 1, 3};
  private static final double[] NONE = {};

  private final Engine tested;
  private final Engine reference;
  private final Consumer<Check> listener;

  LayerChecks(Engine tested, Engine reference, Consumer<Check> listener) {
    this.tested = tested;
    this.reference = reference;
    this.listener = listener;
  }

  void run() {
    images();
    rows();
    sequences();
    solvers();
  }

  private void images() {
    Convolution convolution = Convolution.of(6, 3, 3).withPadding(1, 1).withStrides(2, 1);
    layer(convolution.withAlgorithm(ConvolutionAlgorithm.DIRECT), IMAGES);
    layer(convolution.withAlgorithm(ConvolutionAlgorithm.IM2COL_GEMM), IMAGES);
    Convolution grouped = Convolution.of(6, 3, 3).withPadding(1, 1).withGroups(2);
    layer(grouped.withAlgorithm(ConvolutionAlgorithm.WINOGRAD_2X2_3X3), IMAGES);
    layer(grouped.withAlgorithm(ConvolutionAlgorithm.WINOGRAD_4X4_3X3), IMAGES);
    layer(Convolution.of(6, 5, 5).withAlgorithm(ConvolutionAlgorithm.WINOGRAD_2X2_5X5), IMAGES);
    layer(grouped.withAlgorithm(ConvolutionAlgorithm.FFT), IMAGES);
    layer(TransposedConvolution.of(3, 3, 3).withStrides(2, 2), IMAGES);
    layer(MaxPooling.of(3, 2), IMAGES);
    layer(AveragePooling.of(3, 2), IMAGES);
    layer(GlobalPooling.AVERAGE, IMAGES);
    layer(BatchNormalization.of(), IMAGES);
    layer(LayerNormalization.of(2), IMAGES);
    layer(LocalResponseNormalization.of(3), IMAGES);
    layer(Scale.of(), IMAGES);
    layer(PRelu.perChannel(), IMAGES);
    layer(new AffineGrid(List.of(5, 4), false), Shape.of(2, 2, 3));
    layer(new GridSample(Interpolation.LINEAR, Padding.ZEROS, false), IMAGES, Shape.of(2, 5, 4, 2));
  }

  private void rows() {
    layer(FullyConnected.of(7), ROWS);
    layer(Activation.gelu(), ROWS);
    layer(Activation.tanh(), ROWS);
    layer(Dropout.of(0.4), ROWS);
    layer(Softmax.of(1), ROWS);
    labelled(Embedding.of(5, 3), Shape.of(6));
    labelled(new SoftmaxCrossEntropy(1, Normalization.VALID), ROWS, Shape.of(6));
    labelled(new NegativeLogLikelihood(), ROWS, Shape.of(6));
    labelled(new Accuracy(2), ROWS, Shape.of(6));
    layer(new MeanSquaredError(), ROWS, ROWS);
    layer(new PoissonLoss(), ROWS, ROWS);
    layer(Arithmetic.multiply(), ROWS, Shape.of(5));
    layer(new Concat(1), ROWS, Shape.of(6, 2));
    layer(Reduce.mean(0), ROWS);
    layer(Transpose.of(1, 0), ROWS);
    layer(Slice.of(1, 1, 4), ROWS);
  }

  private void sequences() {
    layer(Recurrent.of(new Cell.Rnn(false), 5), SEQUENCE);
    layer(Recurrent.of(new Cell.Lstm(true), 5), SEQUENCE);
    layer(Recurrent.of(new Cell.Gru(false), 5), SEQUENCE);
    layer(Recurrent.of(new Cell.Gru(true), 5), SEQUENCE);
  }

  private void solvers() {
    for (UpdateRule rule :
        List.of(
            Sgd.nesterov(0.9),
            Adam.usual(),
            new AdamW(Adam.usual(), 0.01),
            new Adagrad(1e-8),
            new RmsProp(0.95, 1e-8))) {
      String name = rule.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      Solver solver = Solver.of(rule, 0.01);
      for (ElementType type : ElementType.values()) {
        check(name, type, new LayerTrial(FullyConnected.of(7), List.of(ROWS), NONE, solver));
      }
    }
  }

  private void layer(Layer layer, Shape... shapes) {
    layer(layer, List.of(shapes), NONE);
  }

  private void labelled(Layer layer, Shape... shapes) {
    layer(layer, List.of(shapes), LABELS);
  }

  private void layer(Layer layer, List<Shape> shapes, double[] labels) {
    Solver solver = Solver.of(Sgd.caffe(0.9), 0.01);
    for (ElementType type :
        List.of(ElementType.FLOAT64, ElementType.FLOAT32, ElementType.FLOAT16)) {
      check(layer.kind(), type, new LayerTrial(layer, shapes, labels, solver));
    }
  }

  private void check(String name, ElementType type, LayerTrial trial) {
    long start = System.nanoTime();
    Map<String, double[]> expected = trial.run(reference, ElementType.FLOAT64);
    double referenceSeconds = Timings.secondsSince(start);
    Optional<String> failure;
    double seconds = 0;
    try {
      Map<String, double[]> actual = trial.run(tested, type);
      start = System.nanoTime();
      Map<String, double[]> again = trial.run(tested, type);
      seconds = Timings.secondsSince(start);
      failure =
          failure(expected, actual, tolerance(type))
              .or(() -> Difference.of(parts(actual), parts(again), 0));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      failure = Optional.of(e.toString()); // the table tells it, and the exit code
    }
    String types = type.name().toLowerCase(Locale.ROOT);
    listener.accept(new Check(name, types, failure, referenceSeconds, 0, seconds, 0));
  }

  // Inputs and parameters are rounded before anything is computed.
  private static double tolerance(ElementType type) {
    return switch (type) {
      case FLOAT16 -> 5e-2;
      case BFLOAT16 -> 2e-1;
      case FLOAT32 -> 5e-5;
      case FLOAT64 -> 1e-11;
    };
  }

  private static Object[] parts(Map<String, double[]> results) {
    return results.values().toArray();
  }

  private static Optional<String> failure(
      Map<String, double[]> expected, Map<String, double[]> actual, double tolerance) {
    for (Map.Entry<String, double[]> entry : expected.entrySet()) {
      double[] x = entry.getValue();
      double[] y = actual.get(entry.getKey());
      double scale = Math.max(1, Arrays.stream(x).map(Math::abs).max().orElse(0));
      for (int i = 0; i < x.length; i++) {
        if (!(Math.abs(x[i] - y[i]) <= tolerance * scale)) {
          return Optional.of(
              "%s at %d: expected %s, was %s".formatted(entry.getKey(), i, x[i], y[i]));
        }
      }
    }
    return Optional.empty();
  }
}
