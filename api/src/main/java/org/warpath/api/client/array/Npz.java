package org.warpath.api.client.array;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** NumPy's {@code .npz}: several arrays, each under a name. */
public final class Npz {
  private static final String SUFFIX = ".npy";

  private Npz() {}

  /**
   * Reads all arrays.
   *
   * @throws IOException if it is no such file, or broken off
   */
  public static Map<String, NpyArray> read(InputStream in) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        arrays.put(
            name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name,
            NpyArray.readWhole(zip));
      }
    }
    return arrays;
  }

  /** Writes arrays as NumPy's {@code savez} does. */
  public static void write(Map<String, NpyArray> arrays, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION);
    for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
      zip.putNextEntry(new ZipEntry(array.getKey() + SUFFIX));
      array.getValue().write(zip);
      zip.closeEntry();
    }
    zip.finish();
  }
}
