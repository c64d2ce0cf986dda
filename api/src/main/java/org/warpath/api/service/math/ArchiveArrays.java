package org.warpath.api.service.math;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;
import org.warpath.linalg.io.ScipyArrays;
import org.warpath.linalg.io.ScipyNpz;

/** The arrays of an archive: those of an operation, and those that SciPy makes a matrix of. */
final class ArchiveArrays {
  private final MathOperation operation;
  private final String source;
  private final LongConsumer meter;
  private final Map<String, NpyArray> arrays = new LinkedHashMap<>();
  private @Nullable String form;

  /**
   * @param source what messages call the archive
   * @param meter told of the bytes that arrays take; may refuse
   */
  ArchiveArrays(MathOperation operation, String source, LongConsumer meter) {
    this.operation = operation;
    this.source = source;
    this.meter = meter;
  }

  /**
   * What the archive holds, by the names that requests have for it.
   *
   * @param maxBytes how much that may be, unpacked
   * @throws FormatException if it is no archive, or has other arrays
   */
  Map<String, Object> read(InputStream in, long maxBytes) throws IOException {
    Npz.read(in, source, maxBytes, this::entry);
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<String, NpyArray> parts = new LinkedHashMap<>();
    arrays.forEach((name, array) -> {
      if (operation.arrays().contains(name)) {
        fields.put(name, array);
      } else {
        parts.put(name, array);
      }
    });
    if (form != null || !parts.isEmpty()) {
      fields.put(MathOperation.MATRIX, new SciPyOperand(new ScipyArrays(source, form, parts)));
    }
    return fields;
  }

  private void entry(String name, InputStream content, long size) throws IOException {
    boolean isForm = name.equals(ScipyNpz.FORMAT);
    if (!operation.arrays().contains(name)
        && !(operation.sparse() && (isForm || ScipyArrays.NAMES.contains(name)))) {
      throw new FormatException(
          source, "has an array \"" + shortened(name) + "\", expected " + expected());
    }
    if (isForm && form == null) {
      form = ScipyNpz.form(content, source);
      return;
    }
    InputStream metered = new MathBody.Metered(content, meter);
    NpyArray array = Npy.read(metered, source + "(" + name + ")", size);
    if (arrays.putIfAbsent(name, array) != null) {
      throw new FormatException(source, "has two arrays named \"" + name + "\"");
    }
  }

  private String expected() {
    List<String> names = new ArrayList<>(operation.arrays());
    if (operation.sparse()) {
      names.add("or those that scipy.sparse.save_npz writes");
    }
    return String.join(", ", names);
  }

  // It may be as long as a file's name can be.
  private static String shortened(String name) {
    return name.length() > 60 ? name.substring(0, 60) + "…" : name;
  }
}
