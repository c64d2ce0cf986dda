package org.warpath.graph.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.linalg.io.AtomicFile;

/**
 * Warpath's graph file, opened by mapping: milliseconds whatever its size. Algorithms work on the
 * mapped sections themselves, so a graph may be larger than the memory.
 *
 * <p>The format, version 1. All numbers are little-endian.
 *
 * <pre>
 * offset  type       header
 *  0      byte[8]    magic: 89 'W' 'C' 'S' 'R' 0d 0a 1a
 *  8      int32      version: 1
 * 12      int32      flags: 1 symmetric, 2 weighted, 4 ordered
 * 16      int64      n, vertices, at most 2^31 - 1
 * 24      int64      m, stored arcs
 * 32      int64      size of the file
 * 40      int32      number of sections
 * 44      int32      CRC-32C of all bytes before the first section, these four taken as 0
 * 48      entry[]    section table, ascending by kind:
 *                    int32 kind, int32 checksum, int64 offset, int64 size in bytes
 *
 * kind    section          type             present
 *  1      rowOffsets       int64[n + 1]     always
 *  2      columnIndices    int32[m]         always
 *  3      weights          float32[m]       if weighted
 *  4      inRowOffsets     int64[n + 1]     } if in-edges are stored,
 *  5      inColumnIndices  int32[m]         } never if symmetric
 *  6      inWeights        float32[m]       } and weighted
 *  7      vertexOfStored   int32[n]         if ordered
 *  8      storedOfVertex   int32[n]         if ordered
 *  9      nameOffsets      int64[n + 1]     } if vertices have names,
 * 10      nameBytes        UTF-8            } see {@link org.warpath.graph.names.NameTable}
 * 11      nameSlots        int32[slots]     }
 * 12      vertexIds        int64[n]         if vertices have integer ids; not beside names
 * 13      provenance       UTF-8            optional: lines key=value
 * </pre>
 *
 * <p>Rows and columns are in stored numbers, names and ids by vertex. The first section begins at
 * the first multiple of 64 behind the table, each other one at the first multiple of 64 behind the
 * one before; zeros fill the gaps and the end of the file. A section's checksum is the CRC-32C of
 * the little-endian CRC-32Cs of its 16 MiB blocks.
 *
 * <p>Opening checks header, table, sizes and the file's length. Each section's checksum and
 * structure are checked once, when it is first used, by all processors. The file must not be
 * changed in place while it is open; {@link #write} replaces it, which leaves open graphs alone.
 */
public final class CsrFile {
  private CsrFile() {}

  /** As {@link #write(Graph, Path, CsrFileOptions)} with {@link CsrFileOptions#defaults}. */
  public static void write(Graph graph, Path target) throws IOException {
    write(graph, target, CsrFileOptions.defaults());
  }

  /**
   * Writes {@code graph} to {@code target}, atomically, as {@link AtomicFile} does. Reads the graph
   * twice: for the checksums, then for the file.
   *
   * @throws IOException if it cannot be written; {@code target} is as it was
   */
  public static void write(Graph graph, Path target, CsrFileOptions options) throws IOException {
    requireLittleEndian();
    try (Arena scratch = Arena.ofShared()) {
      AtomicFile.write(target, CsrFileWriter.plan(graph, options, scratch)::writeTo);
    }
  }

  /**
   * Maps the graph in {@code path}. Its sections are checked on first use; what uses a damaged one
   * throws an {@link UncheckedIOException} that wraps a {@link GraphFormatException} and has its
   * message: {@code "graph.csr: section weights is damaged (checksum …, expected …)"}.
   *
   * @throws GraphFormatException if this is no graph file, or header, table or length are damaged:
   *     names the section where the file is cut off
   * @throws IOException if the file cannot be read
   */
  public static Graph open(Path path) throws IOException {
    return new Graph(map(path, false));
  }

  /**
   * As {@link #open}, but sections are never checked: for files larger than memory that were
   * {@linkplain #verify verified} before. A damaged file gives wrong results or unchecked
   * exceptions, never a crash.
   */
  public static Graph openTrusted(Path path) throws IOException {
    return new Graph(map(path, true));
  }

  /**
   * Reads and checks all of {@code path}.
   *
   * @throws GraphFormatException naming the first section that is damaged
   * @throws IOException if the file cannot be read
   */
  public static void verify(Path path) throws IOException {
    try (MappedStorage storage = map(path, false)) {
      storage.checkAll();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Where the graph in {@code path} comes from, as it was written; empty if it does not say.
   *
   * @throws GraphFormatException as {@link #open}, or if the provenance is damaged
   * @throws IOException if the file cannot be read
   */
  public static Map<String, String> provenance(Path path) throws IOException {
    try (MappedStorage storage = map(path, false)) {
      return storage.provenance();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Whether {@code path} begins as a graph file does.
   *
   * @throws IOException if the file cannot be read
   */
  public static boolean recognizes(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return FileHeader.recognizes(channel);
    }
  }

  /** Whether a graph file begins with {@code head}, its first bytes. */
  public static boolean recognizes(byte[] head) {
    return FileHeader.recognizes(head);
  }

  private static MappedStorage map(Path path, boolean trusted) throws IOException {
    requireLittleEndian();
    return MappedStorage.open(path, trusted);
  }

  private static void requireLittleEndian() {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new UnsupportedOperationException("graph files need a little-endian processor");
    }
  }
}
