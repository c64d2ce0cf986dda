package org.warpath.graph.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.linalg.sparse.DeviceCsr;

@Tag("gpu")
class DeviceGraphTest {
  private static final BuildOptions BY_DEGREE =
      BuildOptions.defaults().withOrdering(Ordering.DEGREE);

  private Device device;
  private long residentBefore;

  @BeforeEach
  void open() {
    device = TestDevice.fresh();
    device.residents().evictClosed();
    residentBefore = device.residents().byteSize();
  }

  @AfterEach
  void forgetFaults() {
    if (EmulatedCuda.active()) {
      EmulatedCuda.reset();
    }
  }

  private static Imported made(long seed) throws IOException {
    return new Rmat(8, 6, seed)
        .generate(BY_DEGREE, Optional.of(new IntegerWeights(1, 9, 2)), RunControl.none());
  }

  private long resident() {
    return device.residents().byteSize() - residentBefore;
  }

  private static long rowBytes(Graph graph) {
    return (graph.vertexCount() + 1L) * Long.BYTES + graph.edgeCount() * Integer.BYTES;
  }

  private static int[] ints(DeviceScope scope, DeviceBuffer buffer) {
    int[] values = new int[(int) (buffer.byteSize() / Integer.BYTES)];
    scope.download(buffer, MemorySegment.ofArray(values));
    return values;
  }

  @Test
  void itsArraysAreTheGraphs() throws IOException {
    try (Imported made = made(1);
        DeviceScope scope = device.scope()) {
      Graph graph = made.graph();
      DeviceGraph resident = DeviceGraph.in(scope, graph);
      DeviceCsr out = resident.out();
      assertThat(out.rowCount()).isEqualTo(graph.vertexCount());
      assertThat(out.entryCount()).isEqualTo(graph.edgeCount());
      assertThat(ints(scope, out.columnIndices())[77]).isEqualTo(graph.out().column(77));
      assertThat(scope.readLong(out.rowOffsets(), 256)).isEqualTo(graph.edgeCount());
      assertThat(scope.readFloat(out.values(), 5)).isEqualTo(graph.out().value(5));
      assertThat(resident.out(false).values()).isNull();
      DeviceCsr in = resident.in(true);
      assertThat(ints(scope, in.columnIndices())[77]).isEqualTo(graph.in().column(77));
      int[] vertices = ints(scope, resident.vertexOfStored());
      for (int stored = 0; stored < vertices.length; stored++) {
        assertThat(vertices[stored]).isEqualTo(graph.order().vertex(stored));
      }
    }
  }

  @Test
  void itStaysBetweenRunsAndIsUploadedOnce() throws IOException {
    try (Imported made = made(2)) {
      Graph graph = made.graph();
      DeviceBuffer first;
      try (DeviceScope run = device.scope()) {
        first = DeviceGraph.in(run, graph).out(false).columnIndices();
      }
      assertThat(resident()).isEqualTo(rowBytes(graph));
      try (DeviceScope run = device.scope()) {
        DeviceGraph again = DeviceGraph.in(run, graph);
        assertThat(again.out(false).columnIndices()).isSameAs(first);
        assertThat(resident()).isEqualTo(rowBytes(graph));
        again.out();
        assertThat(resident()).isEqualTo(rowBytes(graph) + graph.edgeCount() * Float.BYTES);
      }
    }
  }

  @Test
  void aClosedGraphIsDroppedAtTheNextUpload() throws IOException {
    DeviceBuffer columns;
    try (Imported made = made(3);
        DeviceScope run = device.scope()) {
      columns = DeviceGraph.in(run, made.graph()).out(false).columnIndices();
    }
    try (Imported made = made(4);
        DeviceScope run = device.scope()) {
      DeviceGraph.in(run, made.graph()).out(false);
      assertThat(resident()).isEqualTo(rowBytes(made.graph()));
    }
    assertThatThrownBy(columns::pointer).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsHeldOpenSurvivesPressureAndWhatIsNotDoesNot() throws IOException {
    assumeTrue(EmulatedCuda.active(), "only the emulator has as little memory as one likes");
    try (Imported held = made(5);
        Imported idle = made(6)) {
      DeviceBuffer idleColumns;
      try (DeviceGraph resident = DeviceGraph.open(held.graph(), device)) {
        DeviceCsr rows = resident.out(false);
        try (DeviceScope run = device.scope()) {
          DeviceGraph.in(run, held.graph()).out(false);
          idleColumns = DeviceGraph.in(run, idle.graph()).out(false).columnIndices();
        }
        long used = device.totalBytes() - device.freeBytes();
        long reserve = device.totalBytes() / 64;
        EmulatedCuda.setTotalMemory(used + reserve + 1024);
        try (DeviceScope run = device.scope()) {
          assertThatThrownBy(() -> run.bytes(rowBytes(held.graph()) * 2, "work"))
              .isInstanceOf(DeviceOutOfMemoryException.class);
          assertThatThrownBy(idleColumns::pointer).isInstanceOf(IllegalStateException.class);
          assertThat(ints(run, rows.columnIndices())[9]).isEqualTo(held.graph().out().column(9));
          assertThat(resident()).isEqualTo(rowBytes(held.graph()));
        }
      }
      try (DeviceScope run = device.scope()) {
        run.bytes(rowBytes(held.graph()) * 2, "work");
        assertThat(resident()).isZero();
      }
    }
  }

  @Test
  void aGraphThatDoesNotFitIsRefusedAndLeavesNothing() throws IOException {
    assumeTrue(EmulatedCuda.active(), "only the emulator has as little memory as one likes");
    try (Imported made = made(7)) {
      long used = device.totalBytes() - device.freeBytes();
      EmulatedCuda.setTotalMemory(used + device.totalBytes() / 64 + 4096);
      long before = EmulatedCuda.liveAllocations();
      try (DeviceScope run = device.scope()) {
        assertThatThrownBy(() -> DeviceGraph.in(run, made.graph()).out())
            .isInstanceOf(DeviceOutOfMemoryException.class)
            .hasMessageStartingWith("out of device memory: column indices needs ")
            .hasMessageContaining(" are free of ");
      }
      device.residents().evict(Long.MAX_VALUE);
      // Of what is made once and stays: the scope's word and two staging buffers.
      assertThat(EmulatedCuda.liveAllocations()).isLessThanOrEqualTo(before + 3);
      assertThat(resident()).isZero();
    }
  }
}
