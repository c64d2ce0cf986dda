package org.warpath.graph.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.warpath.graph.AssertGraph.assertSame;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.build.SelfLoops;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.DeviceCsr;

@Tag("gpu")
class CudaRmatTest {
  private static final BuildOptions AS_MADE =
      BuildOptions.defaults().withThreads(2).withOrdering(Ordering.NONE);
  private static final Optional<IntegerWeights> WEIGHTS =
      Optional.of(new IntegerWeights(-3, 250, 99));

  @AfterEach
  void forgetPlannedFaults() {
    if (EmulatedCuda.active()) {
      EmulatedCuda.reset();
    }
  }

  private static void bothEnginesMakeTheSame(
      Rmat rmat, BuildOptions options, Optional<IntegerWeights> weights) throws IOException {
    try (Imported cpu = rmat.generate(options, weights, RunControl.none());
        Imported cuda = rmat.generate(options, weights, TestDevice.engine(), RunControl.none())) {
      assertSame(cuda.graph(), cpu.graph());
      assertSame("in", cuda.graph().in(), cpu.graph().in());
      assertThat(cuda.report().dropped()).isEqualTo(cpu.report().dropped());
      assertThat(cuda.report().edgesRead()).isEqualTo(cpu.report().edgesRead());
      assertThat(cuda.report().edgesKept()).isEqualTo(cpu.report().edgesKept());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "0, 1, 1",
    "0, 1024, 5",
    "1, 1, 1",
    "1, 1024, 3",
    "2, 5, 8",
    "5, 3, -7",
    "9, 0, 1",
    "10, 16, 42",
    "13, 4, 123456789012345"
  })
  void everySizeAndSeedGivesTheGraphOfTheCpu(int scale, int edgeFactor, long seed)
      throws IOException {
    Rmat rmat = new Rmat(scale, edgeFactor, seed);
    bothEnginesMakeTheSame(rmat, AS_MADE, Optional.empty());
    bothEnginesMakeTheSame(rmat, AS_MADE.withDirected(false), Optional.empty());
    bothEnginesMakeTheSame(rmat, AS_MADE, WEIGHTS);
  }

  @ParameterizedTest
  @EnumSource
  void everyPolicyGivesTheGraphOfTheCpu(Duplicates duplicates) throws IOException {
    Rmat rmat = new Rmat(8, 40, 3);
    for (boolean directed : new boolean[] {false, true}) {
      for (SelfLoops selfLoops : SelfLoops.values()) {
        BuildOptions options =
            AS_MADE
                .withDirected(directed)
                .withDuplicates(duplicates)
                .withSelfLoops(selfLoops)
                .withInEdges(selfLoops == SelfLoops.KEEP);
        bothEnginesMakeTheSame(rmat, options, Optional.empty());
        bothEnginesMakeTheSame(rmat, options, WEIGHTS);
        bothEnginesMakeTheSame(rmat, options.withWeights(false), WEIGHTS);
      }
    }
  }

  @Test
  void rowsLongerThanASortedTileAreTheCpus() throws IOException {
    // The longest rows of 64 vertices with 1024 edges each have more than 4096 arcs.
    Rmat rmat = new Rmat(6, 1024, 17);
    bothEnginesMakeTheSame(rmat, AS_MADE.withDirected(false), Optional.empty());
    bothEnginesMakeTheSame(rmat, AS_MADE.withDirected(false), WEIGHTS);
  }

  @Test
  void verticesAreStoredByDegreeIfAsked() throws IOException {
    BuildOptions options = AS_MADE.withOrdering(Ordering.DEGREE);
    bothEnginesMakeTheSame(new Rmat(9, 8, 1), options, WEIGHTS);
  }

  @Test
  void rowsOnTheDeviceAreTheGraphsRows() throws IOException {
    Rmat rmat = new Rmat(9, 16, 4);
    try (Imported cpu = rmat.generate(AS_MADE, WEIGHTS, RunControl.none());
        DeviceScope scope = TestDevice.engine().device().scope();
        Arena arena = Arena.ofConfined()) {
      DeviceCsr out = DeviceRmat.out(scope, rmat, AS_MADE, WEIGHTS, RunControl.none());
      assertSame("out", downloaded(scope, out, arena), cpu.graph().out());
      DeviceCsr in =
          DeviceRmat.in(scope, rmat, AS_MADE.withWeights(false), WEIGHTS, RunControl.none());
      assertSame("in", downloaded(scope, in, arena), cpu.graph().in().withoutValues());
    }
  }

  private static Csr downloaded(DeviceScope scope, DeviceCsr rows, Arena arena) {
    MemorySegment offsets = arena.allocate(Long.BYTES * (rows.rowCount() + 1L));
    scope.download(rows.rowOffsets(), offsets);
    MemorySegment columns = arena.allocate(Integer.BYTES * rows.entryCount());
    scope.download(rows.columnIndices(), columns);
    MemorySegment values = null;
    if (rows.values() != null) {
      values = arena.allocate(Float.BYTES * rows.entryCount());
      scope.download(rows.values(), values);
    }
    return new Csr(rows.rowCount(), rows.columnCount(), offsets, columns, values);
  }

  @Test
  void edgesNumberedBeyondAnIntAreTheCpus() {
    Rmat rmat = new Rmat(6, 1, 13);
    long first = 5L << 33;
    int edges = 3000;
    int[] expected = new int[64];
    for (long e = first; e < first + edges; e++) {
      expected[(int) (rmat.edge(e) >>> Integer.SIZE)]++;
    }
    int[] lengths = new int[64];
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      DeviceBuffer counts = scope.uploaded(MemorySegment.ofArray(lengths), "row lengths");
      scope.launch(
          scope.kernel("rmat", "rmat_count"),
          LaunchShape.of(2, 64),
          6,
          rmat.seed(),
          first,
          first + edges,
          0,
          0,
          0,
          counts);
      scope.download(counts, MemorySegment.ofArray(lengths));
    }
    assertThat(lengths).isEqualTo(expected);
  }

  @Test
  void otherKindsAreRefused() {
    Engine cuda = TestDevice.engine();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Star(3).generate(AS_MADE, WEIGHTS, cuda, RunControl.none()))
        .withMessage(
            "the CUDA engine makes R-MAT graphs only; Star[vertexCount=3] is for the CPU engine");
  }

  @Test
  void weightedGraphsWhoseKeysAreTooLongAreRefused() {
    Rmat rmat = new Rmat(30, 1024, 1);
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DeviceRmat.out(scope, rmat, AS_MADE, WEIGHTS, RunControl.none()))
          .withMessageContaining("at most 63 bits together, were 70");
    }
  }

  @Test
  void aGraphThatDoesNotFitIsRefusedBeforeItIsMade() {
    Rmat rmat = new Rmat(30, 256, 1);
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      assertThatThrownBy(() -> DeviceRmat.out(scope, rmat, AS_MADE, WEIGHTS, RunControl.none()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> DeviceRmat.out(scope, rmat, AS_MADE, Optional.empty(), RunControl.none()))
          .isInstanceOf(DeviceOutOfMemoryException.class)
          .hasMessageContaining("making Rmat[scale=30, edgeFactor=256, seed=1] needs 1,1");
    }
  }

  @Test
  void cancellingBetweenPassesLeavesNothingBehind() throws IOException {
    assumeTrue(EmulatedCuda.active(), "only the emulator counts allocations");
    Engine cuda = TestDevice.engine();
    Rmat rmat = new Rmat(7, 8, 2);
    rmat.generate(AS_MADE, WEIGHTS, cuda, RunControl.none()).close();
    long before = EmulatedCuda.liveAllocations();
    CancellationToken token = new CancellationToken();
    List<Long> told = new ArrayList<>();
    RunControl control =
        new RunControl(
            progress -> {
              told.add(progress.done());
              token.cancel();
            },
            token);
    assertThatThrownBy(() -> rmat.generate(AS_MADE, WEIGHTS, cuda, control))
        .isInstanceOf(CancellationException.class);
    assertThat(told).containsExactly(1024L);
    assertThat(EmulatedCuda.liveAllocations()).isEqualTo(before);
  }

  @Test
  void runningOutOfMemoryAtAnyAllocationLeavesNothingBehind() throws IOException {
    assumeTrue(EmulatedCuda.active(), "only the emulator runs out of memory at will");
    Engine cuda = TestDevice.engine();
    Rmat rmat = new Rmat(7, 30, 2);
    BuildOptions options = AS_MADE.withDuplicates(Duplicates.MIN);
    try (Imported expected = rmat.generate(options, WEIGHTS, cuda, RunControl.none())) {
      long before = EmulatedCuda.liveAllocations();
      int allocations = 0;
      boolean refused = true;
      while (refused) {
        EmulatedCuda.exhaustAtAllocation(++allocations);
        refused = false;
        try (Imported made = rmat.generate(options, WEIGHTS, cuda, RunControl.none())) {
          assertSame(made.graph(), expected.graph());
        } catch (DeviceOutOfMemoryException e) {
          refused = true;
          assertThat(e).hasMessageStartingWith("out of device memory: ");
        }
        EmulatedCuda.reset();
        assertThat(EmulatedCuda.liveAllocations())
            .as("after failing at allocation %d", allocations)
            .isEqualTo(before);
      }
      assertThat(allocations).isGreaterThan(10);
    }
  }
}
