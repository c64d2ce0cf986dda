package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.warpath.bench.nn.LayerTable;
import org.warpath.bench.nn.Work;
import org.warpath.nn.convolution.ConvolutionAlgorithm;

/** The table of {@link NnBench}, for people and as JSON. */
final class NnReport {
  private static final double LENET_TARGET = 0.6;
  private static final double LSTM_TARGET = 2;

  private final double bytesPerSecond;
  private final PrintWriter out;
  private final ObjectNode root;
  private final ArrayNode layers;
  private final Map<String, LayerRuns.Passes> seen = new HashMap<>();

  /**
   * A report that begins with its heading.
   *
   * @param bytesPerSecond of the memory
   * @param out where lines go
   * @param root where figures go
   */
  NnReport(double bytesPerSecond, PrintWriter out, ObjectNode root) {
    this.bytesPerSecond = bytesPerSecond;
    this.out = out;
    this.root = root;
    layers = root.putArray("layers");
    out.printf(
        """

        float32. The floor is the larger of multiply-adds ÷ the product's rate (p), measured around each layer, and
        bytes ÷ the bandwidth (m): inputs and parameters read once and the output written; backward the output's
        gradient, what is needed of the pass forward, and parameters read once, gradients of inputs written, those of
        parameters read and written. Multiply-adds are the definition's: Winograd and Fourier transforms need fewer.
        What is bound by memory here has tensors of 51 MB; what stays in a cache may be quicker than its floor.

        %-37s %-23s %32s %8s %34s %8s
        """,
        "layer",
        "input",
        "forward ms (least to most)",
        "÷ floor",
        "backward ms (least to most)",
        "÷ floor");
    out.flush();
  }

  void row(LayerRuns.Passes passes) {
    seen.put(passes.layer().name(), passes);
    double rate = passes.multiplyAddsPerSecond();
    ObjectNode figure = layers.addObject();
    figure.put("layer", passes.layer().name());
    figure.put("input", passes.layer().inputText());
    figure.put("productGigaMultiplyAddsPerSecond", rate * 1e-9);
    out.printf("%-37s %-23s", passes.layer().name(), passes.layer().inputText());
    pass(figure.putObject("forward"), passes.forward(), passes.layer().forward(), rate);
    pass(figure.putObject("backward"), passes.backward(), passes.layer().backward(), rate);
    out.println();
    out.flush();
  }

  private void pass(ObjectNode figure, Measurement measured, Work work, double rate) {
    double floor = work.floor(rate, bytesPerSecond);
    boolean byMemory = work.isBoundByMemory(rate, bytesPerSecond);
    milliseconds(figure, measured);
    figure.put("multiplyAdds", work.multiplyAdds());
    figure.put("bytes", work.bytes());
    figure.put("floorMilliseconds", floor * 1e3);
    figure.put("boundBy", byMemory ? "memory" : "product");
    figure.put("timesFloor", measured.median() / floor);
    out.printf(
        " %10.3f %-22s %6.2f %s ",
        measured.median() * 1e3,
        "(%.3f to %.3f)".formatted(measured.min() * 1e3, measured.max() * 1e3),
        measured.median() / floor,
        byMemory ? "m" : "p");
  }

  private static void milliseconds(ObjectNode figure, Measurement measured) {
    figure.put("milliseconds", measured.median() * 1e3);
    figure.put("millisecondsMin", measured.min() * 1e3);
    figure.put("millisecondsMax", measured.max() * 1e3);
  }

  /** What the layers should reach, of the rows so far and of {@code lstms}. */
  void verdicts(LayerRuns.Lstms lstms) {
    ObjectNode verdicts = root.putObject("verdicts");
    out.println();
    lenet(verdicts.putObject("lenetShareOfProductRate"));
    ObjectNode overWinograd = verdicts.putObject("im2colOverWinograd");
    winograd(overWinograd, ConvolutionAlgorithm.WINOGRAD_2X2_3X3);
    winograd(overWinograd, ConvolutionAlgorithm.WINOGRAD_4X4_3X3);
    ObjectNode lstm = verdicts.putObject("stepByStepOverFusedLstm");
    milliseconds(lstm.putObject("fused"), lstms.fused());
    milliseconds(lstm.putObject("stepByStep"), lstms.stepByStep());
    lstm.put("ratio", lstms.ratio());
    lstm.put("ratioMin", lstms.ratios()[0]);
    lstm.put("ratioMax", lstms.ratios()[lstms.ratios().length - 1]);
    out.printf(
        "LSTM, forward and backward: separate layers ÷ fused %.2f (%.2f to %.2f), target at least %.0f%n",
        lstms.ratio(), lstms.ratios()[0], lstms.ratios()[lstms.ratios().length - 1], LSTM_TARGET);
    out.flush();
  }

  private void lenet(ObjectNode shares) {
    for (String name : LayerTable.LENET) {
      LayerRuns.Passes passes = seen.get(name);
      if (passes == null) {
        continue;
      }
      double rate = passes.multiplyAddsPerSecond();
      double forward = passes.layer().forward().multiplyAdds() / rate / passes.forward().median();
      double backward =
          passes.layer().backward().multiplyAdds() / rate / passes.backward().median();
      ObjectNode share = shares.putObject(name);
      share.put("forward", forward);
      share.put("backward", backward);
      out.printf(
          "%s: forward %.0f %% of the product's rate, backward %.0f %%, target at least %.0f %%%n",
          name, 100 * forward, 100 * backward, 100 * LENET_TARGET);
    }
  }

  private void winograd(ObjectNode ratios, ConvolutionAlgorithm algorithm) {
    LayerRuns.Passes above = three(ConvolutionAlgorithm.IM2COL_GEMM);
    LayerRuns.Passes below = three(algorithm);
    double forward = above.forward().median() / below.forward().median();
    double backward = above.backward().median() / below.backward().median();
    ObjectNode ratio = ratios.putObject(algorithm.name());
    ratio.put("forward", forward);
    ratio.put("backward", backward);
    out.printf(
        "im2col ÷ %s: forward %.2f, backward %.2f, target above 1%n", algorithm, forward, backward);
  }

  private LayerRuns.Passes three(ConvolutionAlgorithm algorithm) {
    return Objects.requireNonNull(seen.get(LayerTable.three(algorithm)), "measured");
  }
}
