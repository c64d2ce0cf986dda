package org.warpath.api.selftest;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

/** Graphs that a device makes itself: the CPU engine's to the bit. */
final class GenerationChecks {
  private final Engine.Cuda tested;
  private final Engine.Cpu reference;
  private final Consumer<Check> listener;

  GenerationChecks(Engine.Cuda tested, Engine.Cpu reference, Consumer<Check> listener) {
    this.tested = tested;
    this.reference = reference;
    this.listener = listener;
  }

  /**
   * Runs all checks.
   *
   * @param scale the largest graph has 2^scale vertices
   * @throws IOException if the reference spilled edges and the disk failed
   */
  void run(int scale) throws IOException {
    // The second has rows of several thousand arcs.
    for (Rmat rmat : new Rmat[] {new Rmat(scale, 16, 1), new Rmat(4, 1024, 4)}) {
      for (boolean weighted : new boolean[] {false, true}) {
        Optional<IntegerWeights> weights =
            weighted ? Optional.of(new IntegerWeights(1, 255, 1)) : Optional.empty();
        BuildOptions merged =
            BuildOptions.defaults()
                .withDirected(false)
                .withDuplicates(Duplicates.MIN)
                .withSelfLoops(SelfLoops.DROP);
        check("generate", rmat, BuildOptions.defaults(), weights);
        check("generate merged", rmat, merged, weights);
      }
    }
  }

  private void check(String what, Rmat rmat, BuildOptions options, Optional<IntegerWeights> weights)
      throws IOException {
    try (Imported expected = rmat.generate(options, weights, reference, RunControl.none())) {
      Optional<String> failure;
      double seconds = 0;
      try (Imported actual = rmat.generate(options, weights, tested, RunControl.none())) {
        seconds = actual.report().seconds().getOrDefault("generate", 0.0);
        failure = difference(expected.graph().out(), actual.graph().out());
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        failure = Optional.of(e.toString()); // the table tells it, and the exit code
      }
      listener.accept(
          new Check(
              weights.isPresent() ? what + " weighted" : what,
              "R-MAT " + rmat.scale() + " × " + rmat.edgeFactor(),
              failure,
              expected.report().totalSeconds(),
              0,
              seconds,
              0));
    }
  }

  private static Optional<String> difference(Csr expected, Csr actual) {
    return first("row offsets", expected.rowOffsets(), actual.rowOffsets())
        .or(() -> first("columns", expected.columnIndices(), actual.columnIndices()))
        .or(() -> first("weights", expected.values(), actual.values()));
  }

  private static Optional<String> first(
      String what, @Nullable MemorySegment expected, @Nullable MemorySegment actual) {
    if (expected == null || actual == null) {
      boolean neither = expected == null && actual == null;
      return neither ? Optional.empty() : Optional.of("only one has " + what);
    }
    long byteOffset = expected.mismatch(actual);
    return byteOffset < 0
        ? Optional.empty()
        : Optional.of(what + ": byte " + byteOffset + " differs");
  }
}
