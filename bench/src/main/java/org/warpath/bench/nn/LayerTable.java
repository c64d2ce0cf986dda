package org.warpath.bench.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.warpath.kernels.Engine;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.arrays.Concat;
import org.warpath.nn.arrays.Transpose;
import org.warpath.nn.convolution.Convolution;
import org.warpath.nn.convolution.ConvolutionAlgorithm;
import org.warpath.nn.convolution.TransposedConvolution;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.dropout.Dropout;
import org.warpath.nn.embedding.Embedding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.loss.Softmax;
import org.warpath.nn.loss.SoftmaxCrossEntropy;
import org.warpath.nn.normalization.BatchNormalization;
import org.warpath.nn.normalization.LayerNormalization;
import org.warpath.nn.normalization.LocalResponseNormalization;
import org.warpath.nn.pooling.AveragePooling;
import org.warpath.nn.pooling.GlobalPooling;
import org.warpath.nn.pooling.MaxPooling;
import org.warpath.nn.pooling.Rounding;
import org.warpath.nn.pooling.Window;
import org.warpath.nn.recurrent.Cell;
import org.warpath.nn.recurrent.Recurrent;
import org.warpath.nn.spatial.GridSample;
import org.warpath.nn.spatial.Interpolation;
import org.warpath.nn.spatial.Padding;

/**
 * All layers that are timed. Those bound by memory have 51 MB tensors, beyond most caches; the
 * others have the sizes of LeNet, cifar10_quick and char-rnn, or such as papers measure with.
 */
public final class LayerTable {
  /** LeNet's convolutions as the network has them: the first needs no gradient of the images. */
  public static final List<String> LENET = List.of("LeNet conv1 as first layer", "LeNet conv2");

  private static final String THREE = "64→64 3×3 ";

  private static final List<ConvolutionAlgorithm> OF_PROCESSOR =
      List.of(
          ConvolutionAlgorithm.IM2COL_GEMM,
          ConvolutionAlgorithm.SHIFTED_GEMM,
          ConvolutionAlgorithm.WINOGRAD_2X2_3X3,
          ConvolutionAlgorithm.WINOGRAD_4X4_3X3,
          ConvolutionAlgorithm.FFT);
  private static final List<ConvolutionAlgorithm> OF_DEVICE =
      List.of(
          ConvolutionAlgorithm.DIRECT,
          ConvolutionAlgorithm.IM2COL_GEMM,
          ConvolutionAlgorithm.WINOGRAD_2X2_3X3,
          ConvolutionAlgorithm.WINOGRAD_4X4_3X3,
          ConvolutionAlgorithm.FFT);

  private final boolean onDevice;
  private final boolean small;
  private final List<LayerCase> cases = new ArrayList<>();

  private LayerTable(boolean onDevice, boolean small) {
    this.onDevice = onDevice;
    this.small = small;
  }

  /**
   * The table, convolutions first, by the algorithms that the engine has; on the processor without
   * the direct one, which takes seconds.
   *
   * @param small whether sizes only show that everything runs
   */
  public static List<LayerCase> of(Engine engine, boolean small) {
    LayerTable table = new LayerTable(engine instanceof Engine.Cuda, small);
    table.addConvolutions();
    table.addPooling();
    table.addProducts();
    table.addElementwise();
    table.addNormalization();
    table.addMoves();
    return List.copyOf(table.cases);
  }

  /** What the convolution 64→64 of 3×3 is called, computed so. */
  public static String three(ConvolutionAlgorithm algorithm) {
    return THREE + name(algorithm);
  }

  private static String name(ConvolutionAlgorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }

  private int size(int usual, int tiny) {
    return small ? tiny : usual;
  }

  private Operand images(int batch, int channels, int side) {
    return Operand.numbers(size(batch, 2), size(channels, 2), size(side, 8), size(side, 8));
  }

  /** Beyond caches. */
  private Operand large() {
    return images(64, 64, 56);
  }

  private Operand largeRows() {
    return Operand.numbers(size(12_800, 3), size(1000, 5));
  }

  private void add(String name, Layer layer, Kept kept, Operand... inputs) {
    cases.add(new LayerCase(name, layer, List.of(inputs), kept, false));
  }

  private void addFirst(String name, Layer layer, Operand input) {
    cases.add(new LayerCase(name + " as first layer", layer, List.of(input), Kept.INPUTS, true));
  }

  private Convolution convolution(int channels, int side) {
    return Convolution.of(size(channels, 3), side, side);
  }

  private void addConvolutions() {
    Convolution first = convolution(20, 5);
    addFirst("LeNet conv1", first, images(64, 1, 28));
    add("LeNet conv1", first, Kept.INPUTS, images(64, 1, 28));
    add("LeNet conv2", convolution(50, 5), Kept.INPUTS, images(64, 20, 12));
    Convolution quick = convolution(32, 5).withPadding(2, 2);
    addFirst("cifar10_quick conv1", quick, images(100, 3, 32));
    add("cifar10_quick conv2", quick, Kept.INPUTS, images(100, 32, 16));
    ConvolutionAlgorithm winograd = ConvolutionAlgorithm.WINOGRAD_2X2_5X5;
    add(
        "cifar10_quick conv2 " + name(winograd),
        quick.withAlgorithm(winograd),
        Kept.INPUTS,
        images(100, 32, 16));
    add(
        "cifar10_quick conv3",
        convolution(64, 5).withPadding(2, 2),
        Kept.INPUTS,
        images(100, 32, 8));
    for (ConvolutionAlgorithm algorithm : onDevice ? OF_DEVICE : OF_PROCESSOR) {
      add(
          three(algorithm),
          convolution(64, 3).withPadding(1, 1).withAlgorithm(algorithm),
          Kept.INPUTS,
          images(8, 64, 56));
    }
    add(
        "64→64 3×3 transposed",
        TransposedConvolution.of(size(64, 3), 3, 3).withPadding(1, 1),
        Kept.INPUTS,
        images(8, 64, 56));
    ConvolutionAlgorithm ofRows =
        onDevice ? ConvolutionAlgorithm.IM2COL_GEMM : ConvolutionAlgorithm.SHIFTED_GEMM;
    for (ConvolutionAlgorithm algorithm : List.of(ofRows, ConvolutionAlgorithm.FFT)) {
      add(
          "64→64 7×7 " + name(algorithm),
          convolution(64, 7).withPadding(3, 3).withAlgorithm(algorithm),
          Kept.INPUTS,
          images(4, 64, 48));
    }
  }

  private void addPooling() {
    Window overlapping = Window.of(3, 3).withStrides(2).withRounding(Rounding.CAFFE);
    add("max pooling 2×2", MaxPooling.of(2, 2), Kept.OUTPUT, large());
    add("max pooling 3×3 by 2", MaxPooling.of(overlapping), Kept.OUTPUT, large());
    add("average pooling 3×3 by 2", new AveragePooling(overlapping, true), Kept.NOTHING, large());
    add("global average pooling", GlobalPooling.AVERAGE, Kept.NOTHING, large());
  }

  private void addProducts() {
    add(
        "LeNet fully connected",
        FullyConnected.of(size(500, 4)),
        Kept.INPUTS,
        Operand.numbers(size(64, 3), size(800, 5)));
    add(
        "fully connected 1024→1024",
        FullyConnected.of(size(1024, 4)),
        Kept.INPUTS,
        Operand.numbers(size(256, 3), size(1024, 5)));
    int units = size(128, 4);
    Operand sequence = Operand.numbers(size(50, 3), size(50, 2), size(128, 5));
    add("LSTM", Recurrent.lstm(units), Kept.INPUTS, sequence);
    add("GRU", Recurrent.gru(units), Kept.INPUTS, sequence);
    add("RNN", Recurrent.of(new Cell.Rnn(false), units), Kept.INPUTS, sequence);
  }

  private void addElementwise() {
    List<Activation> activations =
        List.of(
            Activation.relu(),
            Activation.leakyRelu(0.01),
            Activation.elu(1),
            Activation.sigmoid(),
            Activation.tanh(),
            Activation.softplus(),
            Activation.gelu());
    for (Activation activation : activations) {
      add(activation.kind(), activation, Kept.OUTPUT, large());
    }
    add("softmax", Softmax.of(1), Kept.OUTPUT, largeRows());
    add("log-softmax", Softmax.logarithm(1), Kept.OUTPUT, largeRows());
    add(
        "softmax cross-entropy",
        new SoftmaxCrossEntropy(),
        Kept.INPUTS,
        largeRows(),
        Operand.classes(size(1000, 5), size(12_800, 3)));
    add("dropout 0.5", Dropout.of(0.5), Kept.NOTHING, large());
  }

  private void addNormalization() {
    add("batch normalisation", BatchNormalization.of(), Kept.INPUTS, large());
    add("layer normalisation", LayerNormalization.of(1), Kept.INPUTS, largeRows());
    add("local response norm. of 5", LocalResponseNormalization.of(5), Kept.INPUTS, large());
  }

  private void addMoves() {
    add(
        "embedding",
        Embedding.of(size(1000, 5), size(128, 3)),
        Kept.INPUTS,
        Operand.classes(size(1000, 5), size(100_000, 7)));
    add("concat", new Concat(1), Kept.NOTHING, images(64, 32, 56), images(64, 32, 56));
    add("transpose to channels last", Transpose.toChannelsLast(4), Kept.NOTHING, large());
    add(
        "bilinear grid sample",
        new GridSample(Interpolation.LINEAR, Padding.ZEROS, false),
        Kept.INPUTS,
        large(),
        Operand.grid(size(64, 2), size(56, 8), size(56, 8)));
  }
}
