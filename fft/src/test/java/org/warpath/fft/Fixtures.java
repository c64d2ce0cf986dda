package org.warpath.fft;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.warpath.fft.layout.FftShape;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;

/** NumPy's and SciPy's answers, by name; see {@code src/test/python/fft_fixtures.py}. */
public final class Fixtures {
  private final Map<String, double[]> arrays = new HashMap<>();

  private Fixtures() {}

  /** Reads a resource beside a class. */
  public static Fixtures read(Class<?> beside, String resource) {
    Fixtures fixtures = new Fixtures();
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource))) {
      Npz.read(in).forEach((name, array) -> fixtures.arrays.put(name, values(array)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixtures;
  }

  private static double[] values(NpyArray array) {
    return array.data().toArray(ValueLayout.JAVA_DOUBLE);
  }

  /** An array. */
  public double[] get(String name) {
    return Objects.requireNonNull(arrays.get(name), name).clone();
  }

  /** The beginnings of the names that begin with {@code first} and end with {@code last}. */
  public List<String> prefixes(String first, String last) {
    List<String> found =
        names()
            .filter(name -> name.startsWith(first + "_") && name.endsWith("_" + last))
            .map(name -> name.substring(0, name.length() - last.length()))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalStateException("no fixture " + first + " … " + last);
    }
    return found;
  }

  private Stream<String> names() {
    Collection<String> names = arrays.keySet();
    return names.stream().sorted();
  }

  /** The shape that a name {@code kind_4x5_0x1_…} tells. */
  static FftShape shape(String name) {
    String[] parts = name.split("_", -1);
    return FftShape.of(numbers(parts[1])).along(numbers(parts[2]));
  }

  /** {@code 4x5} as numbers. */
  public static int[] numbers(String text) {
    return Stream.of(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
