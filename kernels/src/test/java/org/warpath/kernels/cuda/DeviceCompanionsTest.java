package org.warpath.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stays with a stream from scope to scope, and where buffers lie. */
@Tag("emulator")
class DeviceCompanionsTest {
  private final List<String> closed = new ArrayList<>();
  private Device device;

  private class First implements AutoCloseable {
    @Override
    public void close() throws IOException {
      closed.add("first");
      throw new IOException("its library is gone");
    }
  }

  private class Second implements AutoCloseable {
    @Override
    public void close() {
      closed.add("second");
    }
  }

  @BeforeEach
  void open() {
    device = TestDevice.fresh();
  }

  @AfterEach
  void reset() {
    TestDevice.fresh();
  }

  @Test
  void isMadeOnceAStreamAndServesOneScopeAfterTheOther() {
    First made;
    try (DeviceScope scope = device.scope()) {
      made = scope.companion(First.class, First::new);
      assertThat(scope.companion(First.class, First::new)).isSameAs(made);
    }
    try (DeviceScope scope = device.scope()) {
      assertThat(scope.companion(First.class, First::new)).isSameAs(made);
      try (DeviceScope beside = device.scope()) {
        assertThat(beside.companion(First.class, First::new)).isNotSameAs(made);
      }
    }
    assertThat(closed).isEmpty();
  }

  @Test
  void isClosedByAResetTheLastMadeFirstEvenIfOneFails() {
    try (DeviceScope scope = device.scope()) {
      scope.companion(First.class, First::new);
      scope.companion(Second.class, Second::new);
    }
    device.reset();
    assertThat(closed).containsExactly("second", "first");
    device.reset();
    assertThat(closed).hasSize(2);
    try (DeviceScope scope = device.scope()) {
      assertThat(scope.companion(Second.class, Second::new)).isNotNull();
    }
  }

  @Test
  void thatOfAScopeStillOpenAtAResetIsClosedToo() {
    DeviceScope open = device.scope();
    open.companion(Second.class, Second::new);
    device.reset();
    assertThat(closed).containsExactly("second");
    assertThatThrownBy(() -> open.companion(Second.class, Second::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was reset while this scope was open");
    open.close();
    assertThat(closed).containsExactly("second");
  }

  @Test
  void isNotKeptIfMakingItFails() {
    try (DeviceScope scope = device.scope()) {
      assertThatThrownBy(() ->
              scope.companion(
                  Second.class,
                  () -> {
                    throw new CudaException("create", 1, "no memory for a handle");
                  }))
          .hasMessage("no memory for a handle");
      assertThat(scope.companion(Second.class, Second::new)).isNotNull();
    }
  }

  @Test
  void partsOfABufferTellTheirDistanceAndTheirAddresses() {
    try (DeviceScope scope = device.scope()) {
      DeviceBuffer all = scope.ints(10, "numbers");
      DeviceBuffer part = all.slice(8, 12);
      assertThat(all.bytesTo(part)).isEqualTo(8);
      assertThat(part.slice(4, 4).bytesTo(all)).isEqualTo(-12);
      long[] addresses = new long[3];
      DeviceBuffer table = scope.addresses(List.of(part, all, part), "addresses");
      scope.download(table, MemorySegment.ofArray(addresses));
      assertThat(addresses[0]).isEqualTo(addresses[2]).isEqualTo(addresses[1] + 8);
      assertThat(addresses[1]).isNotZero();
    }
  }
}
