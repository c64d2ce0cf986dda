package org.warpath.linalg.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's archives of named arrays, {@code .npz}: zip files whose entries are {@code .npy} files,
 * stored or deflated, of any size.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";
  private static final int BUFFER_BYTES = 1 << 18;
  // When zip's time begins.
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * Reads all arrays of {@code file}, in its order; their names come without {@code .npy}.
   *
   * @throws FormatException if it is no zip file, or an entry is damaged, no array file, or twice
   *     there; names the entry
   * @throws IOException if it cannot be read
   */
  public static Map<String, NpyArray> read(Path file) throws IOException {
    return read(file, _ -> true);
  }

  /** As {@link #read(Path)}, only the arrays whose names are {@code wanted}. */
  static Map<String, NpyArray> read(Path file, Predicate<String> wanted) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!wanted.test(name(entry))) {
          continue;
        }
        CRC32 crc = new CRC32();
        try (InputStream in =
            new BufferedInputStream(new CheckedInputStream(zip.getInputStream(entry), crc))) {
          put(arrays, name(entry), in, entry.getSize(), file.toString());
        }
        // Of the two readers of zip files only that of streams looks at the checksum.
        if (crc.getValue() != entry.getCrc()) {
          throw new FormatException(
              source(file.toString(), name(entry)),
              "is damaged: its checksum is not the one announced");
        }
      }
    } catch (ZipException e) {
      throw damaged(file.toString(), e);
    }
    return Collections.unmodifiableMap(arrays);
  }

  /**
   * Reads all arrays of an archive from {@code in}, which is read to its end, as {@link
   * #read(Path)}.
   *
   * @throws FormatException as {@link #read(Path)}, and if the archive's end is missing
   * @throws IOException if reading fails
   */
  public static Map<String, NpyArray> read(InputStream in) throws IOException {
    String source = "npz stream";
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    read(
        in,
        source,
        Long.MAX_VALUE,
        // What is announced is not to be trusted with memory before it comes.
        (name, content, size) -> put(arrays, name, content, NpyData.UNKNOWN, source));
    return Collections.unmodifiableMap(arrays);
  }

  /** Takes an entry of an archive. */
  @FunctionalInterface
  public interface EntryReader {
    /**
     * Takes an entry.
     *
     * @param name the array's name, without {@code .npy}
     * @param content an array file, to be read to its end: see {@link Npy#read(InputStream, String,
     *     long)}
     * @param size the bytes that {@code content} is said to have; −1 if nothing is said
     */
    void read(String name, InputStream content, long size) throws IOException;
  }

  /**
   * Reads an archive that need not be trusted from {@code in}, to its end.
   *
   * @param source what messages call it
   * @param maxBytes how much the entries may hold in all, unpacked
   * @param reader takes each entry; may throw to go no further
   * @throws SizeLimitException if they hold more
   * @throws FormatException if it is no zip archive, or damaged, or its end is missing
   * @throws IOException if reading fails, or {@code reader} throws
   */
  public static void read(InputStream in, String source, long maxBytes, EntryReader reader)
      throws IOException {
    new ArchiveStream(in, source, maxBytes).forEach(reader);
  }

  private static void put(
      Map<String, NpyArray> arrays, String name, InputStream in, long size, String archive)
      throws IOException {
    NpyArray array = Npy.read(in, source(archive, name), size);
    if (arrays.putIfAbsent(name, array) != null) {
      throw new FormatException(archive, "has two arrays named \"" + name + "\"");
    }
  }

  /**
   * Writes {@code arrays}, in their order, uncompressed as NumPy's {@code savez} does, atomically.
   * The same arrays give the same bytes, whenever they are written.
   *
   * @throws IllegalArgumentException if a name is empty
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Path target, Map<String, NpyArray> arrays) throws IOException {
    write(target, arrays, ZipEntry.STORED);
  }

  /**
   * As {@link #write}, deflated as NumPy's {@code savez_compressed} does: for arrays with much that
   * repeats.
   */
  public static void writeCompressed(Path target, Map<String, NpyArray> arrays) throws IOException {
    write(target, arrays, ZipEntry.DEFLATED);
  }

  private static void write(Path target, Map<String, NpyArray> arrays, int method)
      throws IOException {
    AtomicFile.write(
        target,
        channel -> {
          OutputStream out =
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
          write(out, arrays, method);
          out.flush();
        });
  }

  /**
   * Writes to {@code out} what {@link #write(Path, Map)} writes to a file; neither flushes nor
   * closes it.
   *
   * @throws IllegalArgumentException if a name is empty
   * @throws IOException if writing fails
   */
  public static void write(OutputStream out, Map<String, NpyArray> arrays) throws IOException {
    write(out, arrays, ZipEntry.STORED);
  }

  private static void write(OutputStream out, Map<String, NpyArray> arrays, int method)
      throws IOException {
    if (arrays.containsKey("")) {
      throw new IllegalArgumentException("an array in an archive needs a name, was \"\"");
    }
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
      zip.putNextEntry(entry(array.getKey() + SUFFIX, array.getValue(), method));
      NpyData.write(array.getValue(), Channels.newChannel(zip));
      zip.closeEntry();
    }
    zip.finish();
  }

  private static ZipEntry entry(String name, NpyArray array, int method) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(EPOCH);
    entry.setMethod(method);
    if (method == ZipEntry.STORED) {
      // What is stored must be announced; what is deflated tells afterwards.
      Checked checked = new Checked();
      NpyData.write(array, checked);
      entry.setSize(checked.size);
      entry.setCrc(checked.crc.getValue());
    }
    return entry;
  }

  /** Takes note of what is written to it. */
  private static final class Checked implements WritableByteChannel {
    private final CRC32 crc = new CRC32();
    private long size;

    @Override
    public int write(ByteBuffer bytes) {
      int count = bytes.remaining();
      crc.update(bytes);
      size += count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  static String name(ZipEntry entry) {
    String name = entry.getName();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  private static String source(String archive, String name) {
    return archive + "(" + name + SUFFIX + ")";
  }

  static FormatException damaged(String source, IOException e) {
    FormatException failure =
        new FormatException(source, "is no .npz file, or a damaged one: " + e.getMessage());
    failure.initCause(e);
    return failure;
  }
}
