package org.warpath.graph.build;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.warpath.linalg.sparse.Csr;

/**
 * Arcs sorted by source and target, spilled to disk: source, target and, if weighted, the weight,
 * big-endian, 8 or 12 bytes.
 */
final class RunFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path file;
  private final boolean weighted;

  private RunFile(Path file, boolean weighted) {
    this.file = file;
    this.weighted = weighted;
  }

  /**
   * Writes the rows of {@code csr} to a new file in {@code directory}; leaves none behind if that
   * fails.
   */
  static RunFile write(Csr csr, Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "warpath-run-", ".tmp");
    RunFile run = new RunFile(file, csr.hasValues());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
      for (int u = 0; u < csr.rowCount(); u++) {
        long end = csr.rowStart(u + 1);
        for (long e = csr.rowStart(u); e < end; e++) {
          out.writeInt(u);
          out.writeInt(csr.columnIndices().getAtIndex(JAVA_INT, e));
          if (csr.values() != null) {
            out.writeFloat(csr.values().getAtIndex(JAVA_FLOAT, e));
          }
        }
      }
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return run;
  }

  Cursor open() throws IOException {
    return new Cursor();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Reads the arcs one by one. */
  final class Cursor implements AutoCloseable {
    private final DataInputStream in;
    int source;
    int target;
    float weight;

    Cursor() throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }

    /** Source and target as one number that orders like the pair. */
    long key() {
      return ((long) source << Integer.SIZE) | target;
    }

    /** Moves to the next arc; false at the end. */
    boolean advance() throws IOException {
      try {
        source = in.readInt();
      } catch (EOFException e) {
        return false;
      }
      target = in.readInt();
      if (weighted) {
        weight = in.readFloat();
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
