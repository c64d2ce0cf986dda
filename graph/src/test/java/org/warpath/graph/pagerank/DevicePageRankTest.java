package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.DeviceRmat;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.linalg.sparse.DeviceCsr;

@GpuTest
class DevicePageRankTest {
  private static final BuildOptions AS_MADE =
      BuildOptions.defaults().withThreads(2).withOrdering(Ordering.NONE);
  private static final PageRankOptions FIXED = PageRankOptions.defaults().withIterations(7);
  // Rows of more than one tile, and vertices without edges.
  private static final Rmat RMAT = new Rmat(10, 40, 3);

  private final Engine.Cuda cuda = TestDevice.engine();

  @AfterEach
  void forgetPlannedFaults() {
    if (EmulatedCuda.active()) {
      EmulatedCuda.reset();
    }
  }

  private static DeviceCsr in(DeviceScope scope, BuildOptions options) {
    return DeviceRmat.in(scope, RMAT, options, Optional.empty(), RunControl.none());
  }

  private static DeviceBuffer degrees(DeviceScope scope, BuildOptions options) {
    return DeviceRmat.outDegrees(scope, RMAT, options, RunControl.none());
  }

  private static double[] downloaded(DeviceScope scope, DeviceBuffer ranks, Precision precision) {
    double[] values = new double[RMAT.vertexCount()];
    if (precision == Precision.FLOAT64) {
      scope.download(ranks, MemorySegment.ofArray(values));
      return values;
    }
    float[] floats = new float[values.length];
    scope.download(ranks, MemorySegment.ofArray(floats));
    for (int v = 0; v < values.length; v++) {
      values[v] = floats[v];
    }
    return values;
  }

  @Test
  void ranksAndStatsHaveTheBitsOfTheGraphsRun() throws IOException {
    for (boolean directed : new boolean[] {true, false}) {
      BuildOptions build = AS_MADE.withDirected(directed);
      try (Imported imported = RMAT.generate(build, RunControl.none());
          DeviceScope scope = cuda.device().scope()) {
        Graph graph = imported.graph();
        DeviceCsr in = in(scope, build);
        assertThat(in.entryCount()).isEqualTo(graph.edgeCount());
        DeviceBuffer degrees = degrees(scope, build);
        for (PageRankOptions options :
            List.of(
                FIXED,
                FIXED.withPrecision(Precision.FLOAT32),
                PageRankOptions.defaults(),
                PageRankOptions.defaults(Compat.NETWORKX),
                PageRankOptions.defaults(Compat.GDS))) {
          PageRankResult expected = PageRank.run(graph, options, cuda);
          DevicePageRank.Result actual =
              DevicePageRank.run(scope, in, degrees, options, RunControl.none());
          assertThat(downloaded(scope, actual.ranks(), options.precision()))
              .as(options.conventions())
              .containsExactly(expected.ranks());
          assertThat(actual.stats().iterations()).isEqualTo(expected.stats().iterations());
          assertThat(actual.stats().residual()).isEqualTo(expected.stats().residual());
          assertThat(actual.stats().converged()).isEqualTo(expected.stats().converged());
          assertThat(actual.stats().engine()).isEqualTo(expected.stats().engine());
        }
      }
    }
  }

  @Test
  void nothingButTheRanksStays() {
    assumeTrue(EmulatedCuda.active(), "only the emulator counts allocations");
    try (DeviceScope scope = cuda.device().scope()) {
      DeviceCsr in = in(scope, AS_MADE);
      DeviceBuffer degrees = degrees(scope, AS_MADE);
      scope.free(DevicePageRank.run(scope, in, degrees, FIXED, RunControl.none()).ranks());
      long before = EmulatedCuda.liveAllocations();
      long resident = cuda.device().residents().byteSize();
      DevicePageRank.run(scope, in, degrees, FIXED, RunControl.none());
      assertThat(EmulatedCuda.liveAllocations()).isEqualTo(before + 1);
      CancellationToken token = new CancellationToken();
      RunControl control = new RunControl(progress -> token.cancel(), token);
      assertThatThrownBy(() -> DevicePageRank.run(scope, in, degrees, FIXED, control))
          .isInstanceOf(CancellationException.class);
      assertThat(EmulatedCuda.liveAllocations()).isEqualTo(before + 1);
      assertThat(cuda.device().residents().byteSize()).isEqualTo(resident);
    }
  }

  @Test
  void runningOutOfMemoryAtAnyAllocationLeavesNothingBehind() {
    assumeTrue(EmulatedCuda.active(), "only the emulator runs out of memory at will");
    try (DeviceScope scope = cuda.device().scope()) {
      DeviceCsr in = in(scope, AS_MADE);
      DeviceBuffer degrees = degrees(scope, AS_MADE);
      scope.free(DevicePageRank.run(scope, in, degrees, FIXED, RunControl.none()).ranks());
      cuda.device().residents().evict(Long.MAX_VALUE);
      long before = EmulatedCuda.liveAllocations();
      int allocations = 0;
      boolean refused = true;
      while (refused) {
        EmulatedCuda.exhaustAtAllocation(++allocations);
        refused = false;
        try {
          scope.free(DevicePageRank.run(scope, in, degrees, FIXED, RunControl.none()).ranks());
        } catch (DeviceOutOfMemoryException e) {
          refused = true;
          assertThat(e).hasMessageStartingWith("out of device memory: ");
        }
        EmulatedCuda.reset();
        assertThat(EmulatedCuda.liveAllocations()).isEqualTo(before);
      }
      assertThat(allocations).isGreaterThan(5);
    }
  }

  @Test
  void workingBytesAreWhatARunTakes() {
    assumeTrue(EmulatedCuda.active(), "only the emulator has as little memory as asked for");
    Device device = cuda.device();
    try (DeviceScope scope = device.scope()) {
      DeviceCsr in = in(scope, AS_MADE);
      DeviceBuffer degrees = degrees(scope, AS_MADE);
      for (PageRankOptions options :
          List.of(FIXED, FIXED.withPrecision(Precision.FLOAT32), options(Compat.GDS))) {
        scope.free(DevicePageRank.run(scope, in, degrees, options, RunControl.none()).ranks());
        long needed = DevicePageRank.workingBytes(in.rowCount(), in.entryCount(), options);
        device.residents().evict(Long.MAX_VALUE);
        long used = device.totalBytes() - device.freeBytes();
        long reserve = Math.min(64L << 20, device.totalBytes() / 64);
        EmulatedCuda.setTotalMemory(used + reserve + needed + 4096);
        scope.free(DevicePageRank.run(scope, in, degrees, options, RunControl.none()).ranks());
        EmulatedCuda.setTotalMemory(used + reserve + needed - 1);
        assertThatThrownBy(() -> DevicePageRank.run(scope, in, degrees, options, RunControl.none()))
            .isInstanceOf(DeviceOutOfMemoryException.class)
            .hasMessageContaining(
                String.format("pagerank of 1,024 vertices and 40,960 edges needs %,d", needed));
        EmulatedCuda.reset();
      }
    }
  }

  private static PageRankOptions options(Compat compat) {
    return PageRankOptions.defaults(compat);
  }

  @Test
  void tenBillionEdgesFitEightyGigabytes() {
    PageRankOptions single = FIXED.withPrecision(Precision.FLOAT32);
    Rmat rmat = new Rmat(29, 20, 1);
    assertThat(rmat.edgeCount()).isGreaterThan(10_000_000_000L);
    long graph = DeviceRmat.workingBytes(rmat, AS_MADE);
    assertThat(graph).isBetween(4 * rmat.edgeCount(), 50_000_000_000L);
    assertThat(DevicePageRank.workingBytes(rmat.vertexCount(), rmat.edgeCount(), single))
        .isBetween(12L << 29, 7_000_000_000L);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (DeviceScope scope = cuda.device().scope()) {
      DeviceCsr in = in(scope, AS_MADE);
      DeviceBuffer degrees = degrees(scope, AS_MADE);
      for (PageRankOptions options :
          List.of(
              FIXED.withWeighted(true),
              FIXED.withPersonalization(Map.of(1, 1.0)),
              FIXED.withWarmStart(new double[] {1}))) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> DevicePageRank.run(scope, in, degrees, options, RunControl.none()))
            .withMessageContaining("is unweighted, uniform and not warm-started; options say damp");
      }
      DeviceBuffer half = degrees.slice(0, degrees.byteSize() / 2);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DevicePageRank.run(scope, in, half, FIXED, RunControl.none()))
          .withMessage(
              "out-degrees of 1024 vertices take 4096 bytes, buffer is row lengths (2048 bytes)");
      DeviceCsr wide =
          new DeviceCsr(1024, 2048, in.entryCount(), in.rowOffsets(), in.columnIndices(), null);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DevicePageRank.run(scope, wide, degrees, FIXED, RunControl.none()))
          .withMessage("in-edges must be a square matrix, were 1024 × 2048");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> degrees(scope, AS_MADE.withDuplicates(Duplicates.MIN)))
          .withMessage("out-degrees are counted of graphs that keep duplicates, options say MIN");
    }
  }
}
