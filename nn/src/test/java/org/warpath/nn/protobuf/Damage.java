package org.warpath.nn.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.warpath.linalg.io.FormatException;

/** What damage of files is like, and how whoever reads them must take it. */
public final class Damage {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Damage() {}

  /** Reads a file. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] file) throws FormatException;
  }

  /** {@code whole} with up to four bytes changed, and perhaps cut off. */
  public static Arbitrary<byte[]> of(byte[] whole) {
    Arbitrary<int[]> places =
        Arbitraries.integers().between(0, whole.length - 1).array(int[].class).ofMaxSize(4);
    Arbitrary<Byte> values = Arbitraries.bytes().edgeCases(edges -> edges.add((byte) -1));
    Arbitrary<Integer> lengths =
        Arbitraries.oneOf(
            Arbitraries.just(whole.length), Arbitraries.integers().between(0, whole.length));
    return places.flatMap(at ->
        values
            .list()
            .ofSize(at.length)
            .flatMap(bytes ->
                lengths.map(length -> {
                  byte[] damaged = whole.clone();
                  for (int i = 0; i < at.length; i++) {
                    damaged[at[i]] = bytes.get(i);
                  }
                  return Arrays.copyOf(damaged, length);
                })));
  }

  /**
   * A damaged file is read, or refused by a {@link FormatException} that names {@code source}; what
   * it takes of the heap is in proportion to the file, whatever lengths it claims.
   */
  public static void isReadOrRefused(String source, byte[] damaged, Reader reader) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      reader.read(damaged);
    } catch (FormatException e) {
      assertThat(e).hasMessageStartingWith(source + ": ");
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(4_000_000 + 1000L * damaged.length);
  }
}
