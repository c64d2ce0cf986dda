package org.warpath.fft.cuda;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;

/**
 * cuFFT on one scope's stream: unscaled transforms along axes of row-major arrays. Neighbouring
 * axes go to cuFFT together, three at most; those that are not the last axes take one call for each
 * element of the axes before them.
 */
final class Cufft {
  private static final String FILE = "fft";
  private static final int MOST_DIMENSIONS = 3;
  private static final int MOST_BLOCKS = 1 << 16;

  private final DeviceScope scope;
  private final Precision precision;
  private @Nullable DeviceBuffer work;
  private @Nullable DeviceBuffer aligned;

  Cufft(DeviceScope scope, Precision precision) {
    this.scope = scope;
    this.precision = precision;
  }

  /** Transforms complex numbers along some axes; in place where the buffers are the same. */
  void complex(
      DeviceBuffer from, DeviceBuffer to, FftShape shape, List<Integer> axes, boolean inverse) {
    DeviceBuffer source = from;
    for (List<Integer> run : runs(axes)) {
      List<Long> sizes = run.stream().map(axis -> (long) shape.sizes().get(axis)).toList();
      long block = sizes.stream().reduce(1L, (a, b) -> a * b);
      long inner = shape.inner(run.getLast());
      long outer = shape.outer(run.getFirst());
      boolean last = inner == 1;
      long distance = last ? block : 1;
      PlanKey key =
          new PlanKey(
              PlanKey.Kind.COMPLEX,
              precision,
              sizes,
              inner,
              distance,
              distance,
              last ? outer : inner);
      long bytes = block * inner * 2 * precision.byteSize();
      for (long i = 0; i < (last ? 1 : outer); i++) {
        execute(
            key,
            last ? source : source.slice(i * bytes, bytes),
            last ? to : to.slice(i * bytes, bytes),
            inverse);
      }
      source = to;
    }
  }

  // Ascending, neighbours together.
  private static List<List<Integer>> runs(List<Integer> axes) {
    List<List<Integer>> runs = new ArrayList<>();
    for (int axis : axes.stream().sorted().toList()) {
      List<Integer> run = runs.isEmpty() ? List.of() : runs.getLast();
      if (run.isEmpty() || run.getLast() != axis - 1 || run.size() == MOST_DIMENSIONS) {
        run = new ArrayList<>();
        runs.add(run);
      }
      run.add(axis);
    }
    return runs;
  }

  /** From reals to half spectra along the shape's last named axis; the reals are kept. */
  void fromReal(DeviceBuffer reals, DeviceBuffer spectrum, FftShape shape) {
    real(PlanKey.Kind.FROM_REAL, reals, spectrum, shape);
  }

  /** From half spectra to reals along the shape's last named axis; the spectra are spoiled. */
  void toReal(DeviceBuffer spectrum, DeviceBuffer reals, FftShape shape) {
    int axis = shape.realAxis();
    long n = shape.sizes().get(axis);
    long inner = shape.inner(axis);
    long lines = shape.outer(axis) * inner;
    // cuFFT leaves open what becomes of these.
    scope.launch(
        scope.kernel(FILE, suffixed("fft_real_ends")),
        LaunchShape.threadEach(Math.min(lines, (long) MOST_BLOCKS * LaunchShape.BLOCK)),
        lines,
        n / 2 + 1,
        inner,
        n % 2 == 0 ? 1 : 0,
        spectrum);
    real(PlanKey.Kind.TO_REAL, spectrum, reals, shape);
  }

  private void real(PlanKey.Kind kind, DeviceBuffer from, DeviceBuffer to, FftShape shape) {
    int axis = shape.realAxis();
    long n = shape.sizes().get(axis);
    long half = n / 2 + 1;
    long inner = shape.inner(axis);
    long outer = shape.outer(axis);
    boolean fromReal = kind == PlanKey.Kind.FROM_REAL;
    boolean last = inner == 1;
    PlanKey key =
        new PlanKey(
            kind,
            precision,
            List.of(n),
            inner,
            last ? fromReal ? n : half : 1,
            last ? fromReal ? half : n : 1,
            last ? outer : inner);
    if (last) {
      execute(key, from, to, !fromReal);
      return;
    }
    long realBytes = n * inner * precision.byteSize();
    long halfBytes = half * inner * 2 * precision.byteSize();
    for (long i = 0; i < outer; i++) {
      DeviceBuffer source = fromReal ? slice(from, i, realBytes) : slice(from, i, halfBytes);
      DeviceBuffer sink = fromReal ? slice(to, i, halfBytes) : slice(to, i, realBytes);
      realSlice(key, source, sink, i * realBytes % (2L * precision.byteSize()) == 0);
    }
  }

  private static DeviceBuffer slice(DeviceBuffer buffer, long i, long bytes) {
    return buffer.slice(i * bytes, bytes);
  }

  // cuFFT wants reals, too, to begin where a complex number could.
  private void realSlice(PlanKey key, DeviceBuffer from, DeviceBuffer to, boolean realsAreAligned) {
    boolean fromReal = key.kind() == PlanKey.Kind.FROM_REAL;
    if (realsAreAligned) {
      execute(key, from, to, !fromReal);
    } else if (fromReal) {
      DeviceBuffer copy = alignedCopy(from.byteSize());
      scope.copy(from, copy);
      execute(key, copy, to, false);
    } else {
      DeviceBuffer copy = alignedCopy(to.byteSize());
      execute(key, from, copy, true);
      scope.copy(copy, to);
    }
  }

  private DeviceBuffer alignedCopy(long bytes) {
    DeviceBuffer copy = aligned;
    if (copy == null || copy.byteSize() != bytes) {
      aligned = null;
      if (copy != null) {
        scope.free(copy);
      }
      copy = scope.bytes(bytes, "aligned reals");
      aligned = copy;
    }
    return copy;
  }

  private void execute(PlanKey key, DeviceBuffer from, DeviceBuffer to, boolean inverse) {
    CufftPlan plan = CufftPlans.of(scope).get(key, scope);
    DeviceBuffer area = work;
    if (area == null || area.byteSize() < plan.workBytes()) {
      work = null;
      if (area != null) {
        scope.free(area);
      }
      area = scope.bytes(plan.workBytes(), "cuFFT's work area");
      work = area;
    }
    plan.execute(from.pointer(), to.pointer(), area.pointer(), inverse);
  }

  /** Multiplies {@code count} numbers by {@code factor}. */
  void scale(DeviceBuffer numbers, long count, double factor) {
    scope.launch(
        scope.kernel(FILE, suffixed("fft_scale")),
        LaunchShape.threadEach(Math.min(count, (long) MOST_BLOCKS * LaunchShape.BLOCK)),
        count,
        precision == Precision.FLOAT32 ? (Object) (float) factor : (Object) factor,
        numbers);
  }

  private String suffixed(String kernel) {
    return kernel + (precision == Precision.FLOAT32 ? "_f32" : "_f64");
  }
}
