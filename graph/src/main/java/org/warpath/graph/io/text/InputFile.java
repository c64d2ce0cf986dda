package org.warpath.graph.io.text;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.warpath.graph.GraphFormatException;

/**
 * A file's bytes, unpacked if it is packed: gzip, zstd, bzip2 and xz, also of several members, and
 * zip archives of one file, recognised by their first bytes. Knows how far it has come. Damaged or
 * truncated packed data ends in a {@link GraphFormatException} naming the file.
 */
public final class InputFile extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final long packedSize;
  private final Counted packed;
  private final Packing packing;
  private final InputStream unpacked;

  private InputFile(Path path, long packedSize, Counted packed, Packing packing, InputStream in) {
    this.path = path;
    this.packedSize = packedSize;
    this.packed = packed;
    this.packing = packing;
    this.unpacked = in;
  }

  /**
   * Opens {@code path}.
   *
   * @throws NoSuchFileException if it does not exist
   * @throws AccessDeniedException if it may not be read
   * @throws GraphFormatException if it is no regular file, or no sound archive
   */
  public static InputFile open(Path path) throws IOException {
    requireFile(path);
    Counted packed = new Counted(openRaw(path));
    try {
      BufferedInputStream buffered = new BufferedInputStream(packed, BUFFER_BYTES);
      buffered.mark(Packing.MAGIC_BYTES);
      Packing packing = Packing.of(buffered.readNBytes(Packing.MAGIC_BYTES));
      buffered.reset();
      // A plain file needs no second buffer: its reader asks for large pieces.
      InputStream unpacked = unpack(path, packing, buffered);
      return new InputFile(path, Files.size(path), packed, packing, unpacked);
    } catch (IOException | RuntimeException | Error e) {
      packed.close();
      throw e;
    }
  }

  /**
   * Checks that {@code path} is a file.
   *
   * @throws NoSuchFileException if it does not exist
   * @throws GraphFormatException if it is something else
   */
  public static void requireFile(Path path) throws IOException {
    if (Files.notExists(path)) {
      throw new NoSuchFileException(path.toString(), null, "no such file");
    }
    if (Files.isDirectory(path)) {
      throw new GraphFormatException(path.toString(), "is a folder, expected a file");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new GraphFormatException(
          path.toString(), "is not a regular file: the input may be read more than once");
    }
  }

  private static InputStream openRaw(Path path) throws IOException {
    try {
      return Files.newInputStream(path);
    } catch (AccessDeniedException e) {
      AccessDeniedException told =
          new AccessDeniedException(path.toString(), null, "no permission to read it");
      told.initCause(e);
      throw told;
    }
  }

  private static InputStream unpack(Path path, Packing packing, InputStream packed)
      throws IOException {
    try {
      return packing.unpack(packed, path);
    } catch (GraphFormatException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(path, packing, e);
    }
  }

  /** What packed files' names may end with; the empty text, for plain files, comes first. */
  public static List<String> packedExtensions() {
    return Arrays.stream(Packing.values()).map(Packing::extension).toList();
  }

  /** The extension that {@code name} has after the data's own: {@code ".gz"}, or an empty text. */
  public static String packedExtension(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Packing packing : Packing.values()) {
      if (packing != Packing.NONE && lower.endsWith(packing.extension())) {
        return name.substring(name.length() - packing.extension().length());
      }
    }
    return "";
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** Whether the file is read as it is. */
  public boolean isPlain() {
    return packing == Packing.NONE;
  }

  /** Bytes of the file itself, packed as it is. */
  public long packedSize() {
    return packedSize;
  }

  /** Bytes of the file itself read so far. */
  public long packedPosition() {
    return packed.count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  // Decompressors meet damage with all kinds of exceptions.
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (packing == Packing.NONE) {
      return unpacked.read(target, offset, length);
    }
    try {
      return unpacked.read(target, offset, length);
    } catch (IOException | RuntimeException e) {
      throw damaged(path, packing, e);
    }
  }

  private static GraphFormatException damaged(Path path, Packing packing, Exception cause) {
    String kind = packing.name().toLowerCase(Locale.ROOT);
    boolean early = cause instanceof EOFException || cause.getMessage() == null;
    GraphFormatException damaged =
        new GraphFormatException(
            path.toString(),
            "the "
                + kind
                + " data is "
                + (early ? "truncated" : "damaged or truncated: " + cause.getMessage()));
    damaged.initCause(cause);
    return damaged;
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }

  /** Counts what is read of the file itself. */
  private static final class Counted extends FilterInputStream {
    private volatile long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads the file
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
