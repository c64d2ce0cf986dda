package org.warpath.fft.cpu;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.warpath.fft.layout.Precision;

/**
 * Numbers in memory, as float64 whatever they are there. Reads and writes runs of them through a
 * copy: bulk copies cost the same for every kind of memory, where single accesses would not.
 */
abstract sealed class Samples {
  final MemorySegment memory;

  private Samples(MemorySegment memory) {
    this.memory = memory;
  }

  static Samples of(MemorySegment memory, Precision precision) {
    if (precision == Precision.FLOAT32) {
      return new Floats(memory);
    }
    Object base = memory.heapBase().orElse(null);
    return base instanceof double[] array && memory.address() % Double.BYTES == 0
        ? new Array(memory, array, Math.toIntExact(memory.address() / Double.BYTES))
        : new Doubles(memory);
  }

  /** Whether threads other than the caller's may use the memory. */
  boolean shared() {
    return memory.isAccessibleBy(ELSEWHERE);
  }

  // Never started: stands for any thread but the caller's.
  private static final Thread ELSEWHERE = new Thread(() -> {});

  /** The number at an index. */
  abstract double get(long at);

  /** Sets the number at an index. */
  abstract void set(long at, double value);

  /** Copies {@code count} numbers from {@code at} on to the start of {@code to}. */
  abstract void read(long at, int count, double[] to);

  /** Copies the first {@code count} numbers of {@code from} to {@code at} and after. */
  abstract void write(long at, int count, double[] from);

  /** Reads the complex numbers at {@code at} (in complex numbers) and after. */
  void readComplex(long at, int count, double[] re, double[] im) {
    double[] run = new double[2 * count];
    read(2 * at, 2 * count, run);
    Interleaving.split(run, 0, count, re, im);
  }

  /** Writes complex numbers to {@code at} (in complex numbers) and after, scaled. */
  void writeComplex(long at, int count, double[] re, double[] im, double scale) {
    double[] run = new double[2 * count];
    Interleaving.join(re, im, count, scale, run, 0);
    write(2 * at, 2 * count, run);
  }

  /** float64 in an array of the heap: no copies. */
  private static final class Array extends Samples {
    private final double[] array;
    private final int first;

    Array(MemorySegment memory, double[] array, int first) {
      super(memory);
      this.array = array;
      this.first = first;
    }

    @Override
    double get(long at) {
      return array[first + (int) at];
    }

    @Override
    void set(long at, double value) {
      array[first + (int) at] = value;
    }

    @Override
    void read(long at, int count, double[] to) {
      System.arraycopy(array, first + (int) at, to, 0, count);
    }

    @Override
    void write(long at, int count, double[] from) {
      System.arraycopy(from, 0, array, first + (int) at, count);
    }

    @Override
    void readComplex(long at, int count, double[] re, double[] im) {
      Interleaving.split(array, first + (int) (2 * at), count, re, im);
    }

    @Override
    void writeComplex(long at, int count, double[] re, double[] im, double scale) {
      Interleaving.join(re, im, count, scale, array, first + (int) (2 * at));
    }
  }

  /** float64 anywhere. */
  private static final class Doubles extends Samples {
    Doubles(MemorySegment memory) {
      super(memory);
    }

    @Override
    double get(long at) {
      return memory.get(JAVA_DOUBLE_UNALIGNED, at * Double.BYTES);
    }

    @Override
    void set(long at, double value) {
      memory.set(JAVA_DOUBLE_UNALIGNED, at * Double.BYTES, value);
    }

    @Override
    void read(long at, int count, double[] to) {
      MemorySegment.copy(memory, JAVA_DOUBLE_UNALIGNED, at * Double.BYTES, to, 0, count);
    }

    @Override
    void write(long at, int count, double[] from) {
      MemorySegment.copy(from, 0, memory, JAVA_DOUBLE_UNALIGNED, at * Double.BYTES, count);
    }
  }

  /** float32 anywhere. */
  private static final class Floats extends Samples {
    Floats(MemorySegment memory) {
      super(memory);
    }

    @Override
    double get(long at) {
      return memory.get(JAVA_FLOAT_UNALIGNED, at * Float.BYTES);
    }

    @Override
    void set(long at, double value) {
      memory.set(JAVA_FLOAT_UNALIGNED, at * Float.BYTES, (float) value);
    }

    @Override
    void read(long at, int count, double[] to) {
      float[] run = new float[count];
      MemorySegment.copy(memory, JAVA_FLOAT_UNALIGNED, at * Float.BYTES, run, 0, count);
      for (int i = 0; i < count; i++) {
        to[i] = run[i];
      }
    }

    @Override
    void write(long at, int count, double[] from) {
      float[] run = new float[count];
      for (int i = 0; i < count; i++) {
        run[i] = (float) from[i];
      }
      MemorySegment.copy(run, 0, memory, JAVA_FLOAT_UNALIGNED, at * Float.BYTES, count);
    }
  }
}
