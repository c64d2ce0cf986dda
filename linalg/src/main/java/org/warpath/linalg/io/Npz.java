package org.warpath.linalg.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * NumPy's archives of named arrays, {@code .npz}: zip files whose entries are {@code .npy} files,
 * stored or deflated, of any size.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";

  private Npz() {}

  /**
   * Reads all arrays of {@code file}, in its order; their names come without {@code .npy}.
   *
   * @throws FormatException if it is no zip file, or an entry is damaged, no array file, or twice
   *     there; names the entry
   * @throws IOException if it cannot be read
   */
  public static Map<String, NpyArray> read(Path file) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
          put(arrays, entry, in, file.toString());
        }
      }
    } catch (ZipException e) {
      throw damaged(file.toString(), e);
    }
    return Collections.unmodifiableMap(arrays);
  }

  /**
   * Reads all arrays of an archive from {@code in}, as {@link #read(Path)}.
   *
   * @throws FormatException as {@link #read(Path)}
   * @throws IOException if reading fails
   */
  public static Map<String, NpyArray> read(InputStream in) throws IOException {
    String source = "npz stream";
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try {
      ZipInputStream zip = new ZipInputStream(in);
      ZipEntry entry = zip.getNextEntry();
      if (entry == null) {
        throw new FormatException(source, "is no .npz file: no zip entry was found");
      }
      while (entry != null) {
        put(arrays, entry, zip, source);
        entry = zip.getNextEntry();
      }
    } catch (ZipException e) {
      throw damaged(source, e);
    }
    return Collections.unmodifiableMap(arrays);
  }

  private static void put(
      Map<String, NpyArray> arrays, ZipEntry entry, InputStream in, String archive)
      throws IOException {
    String source = archive + "(" + entry.getName() + ")";
    NpyArray array = Npy.read(in, source, entry.getSize());
    if (in.read() >= 0) {
      throw new FormatException(source, "goes on behind its array");
    }
    String name = entry.getName();
    name = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    if (arrays.putIfAbsent(name, array) != null) {
      throw new FormatException(archive, "has two arrays named \"" + name + "\"");
    }
  }

  private static FormatException damaged(String source, ZipException e) {
    FormatException failure =
        new FormatException(source, "is no .npz file, or a damaged one: " + e.getMessage());
    failure.initCause(e);
    return failure;
  }
}
