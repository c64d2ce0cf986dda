package org.warpath.graph.io;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.text.InputFile;

/**
 * The GAP benchmark's serialized graphs, little-endian: whether it is directed (1 byte), arcs and
 * vertices (int64 each), row offsets (int64[n + 1]) and neighbours (int32[m]; in a {@code .wsg}
 * each followed by its int32 weight). A directed graph's in-edges follow likewise; they are made
 * anew here, and skipped. An undirected graph lists both arcs of each edge.
 */
final class GapReader implements FormatReader {
  private static final int HEADER_BYTES = 17;
  private static final int CHUNK_BYTES = 1 << 19;

  /** The header. */
  private record Header(boolean directed, long arcs, long vertices, boolean weighted) {

    private long arcBytes() {
      return weighted ? 8 : 4;
    }

    /** Bytes of the whole file; exact or over, should the header be nonsense. */
    double byteSize() {
      double rows = 8.0 * (vertices + 1.0) + (double) arcBytes() * arcs;
      return HEADER_BYTES + (directed ? 2 : 1) * rows;
    }
  }

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    Path file = ImportRun.single(sources, GraphFormat.GAP);
    try (InputFile input = InputFile.open(file);
        Arena arena = Arena.ofConfined()) {
      Chunks chunks = new Chunks(input);
      Header header = header(chunks, input);
      int vertices = (int) header.vertices();
      boolean weighted = header.weighted() && run.weights();
      try (GraphBuilder builder = run.builder(header.directed())) {
        MemorySegment offsets = offsets(chunks, header, arena);
        boolean undirected = !header.directed();
        boolean asListed = run.isDirected(header.directed());
        ArcFeed feed = new ArcFeed(builder, file.toString(), undirected, asListed, weighted);
        readArcs(chunks, header, offsets, feed, run);
        feed.finish();
        chunks.finish(header);
        return run.build(builder, feed.edges(), vertices, run.titles(file.toString(), vertices));
      }
    }
  }

  private static Header header(Chunks chunks, InputFile input) throws IOException {
    ByteBuffer bytes = chunks.next(HEADER_BYTES);
    byte directed = bytes.get();
    Header header =
        new Header(
            directed == 1,
            bytes.getLong(),
            bytes.getLong(),
            FormatDetection.extension(input.path()).equals("wsg"));
    if (directed < 0
        || directed > 1
        || header.arcs() < 0
        || header.vertices() < 0
        || header.vertices() > Integer.MAX_VALUE) {
      throw chunks.malformed("its header is not that of a GAP graph");
    }
    if (input.isPlain() && header.byteSize() != input.packedSize()) {
      throw chunks.malformed(
          "has "
              + input.packedSize()
              + " bytes, expected "
              + (long) header.byteSize()
              + " for "
              + header.vertices()
              + " vertices and "
              + header.arcs()
              + " arcs");
    }
    return header;
  }

  private static MemorySegment offsets(Chunks chunks, Header header, Arena arena)
      throws IOException {
    long count = header.vertices() + 1;
    MemorySegment offsets = arena.allocate(count * Long.BYTES, Long.BYTES);
    long before = 0;
    for (long i = 0; i < count; ) {
      ByteBuffer bytes = chunks.next(Long.BYTES * (count - i));
      while (bytes.hasRemaining()) {
        long offset = bytes.getLong();
        boolean first = i == 0;
        if (offset < before || offset > header.arcs() || (first && offset != 0)) {
          throw chunks.malformed("row offset " + i + " is " + offset + ", after " + before);
        }
        offsets.setAtIndex(JAVA_LONG, i++, offset);
        before = offset;
      }
    }
    if (before != header.arcs()) {
      throw chunks.malformed("the last row ends at " + before + " of " + header.arcs() + " arcs");
    }
    return offsets;
  }

  private static void readArcs(
      Chunks chunks, Header header, MemorySegment offsets, ArcFeed feed, ImportRun run)
      throws IOException {
    int u = 0;
    long arcs = header.arcs();
    for (long e = 0; e < arcs; ) {
      ByteBuffer bytes = chunks.next(header.arcBytes() * (arcs - e));
      while (bytes.hasRemaining()) {
        int v = bytes.getInt();
        if (v < 0 || v >= header.vertices()) {
          throw chunks.malformed(
              "neighbour "
                  + e
                  + " is "
                  + v
                  + ", expected a vertex in [0, "
                  + header.vertices()
                  + ")");
        }
        while (offsets.getAtIndex(JAVA_LONG, u + 1L) <= e) {
          u++;
        }
        float weight = header.weighted() ? bytes.getInt() : 1;
        if (header.weighted() && run.weights()) {
          run.checkWeight(weight, chunks.source(), u, v);
        }
        feed.add(u, v, weight);
        e++;
      }
      run.control().iteration("read", e, arcs, Double.NaN);
    }
  }

  /** A file in pieces. */
  private static final class Chunks {
    private final InputFile input;
    private final ByteBuffer buffer =
        ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    Chunks(InputFile input) {
      this.input = input;
    }

    String source() {
      return input.path().toString();
    }

    GraphFormatException malformed(String problem) {
      return new GraphFormatException(source(), problem);
    }

    /** The next {@code wanted} bytes, or as many of them as fit; valid until the next call. */
    ByteBuffer next(long wanted) throws IOException {
      int length = (int) Math.min(wanted, CHUNK_BYTES);
      int read = input.readNBytes(buffer.array(), 0, length);
      if (read < length) {
        throw malformed("is truncated");
      }
      return buffer.clear().limit(length);
    }

    /** Reads what follows the out-edges, so that damage in a packed file's rest is noticed. */
    void finish(Header header) throws IOException {
      long left = header.directed() ? ((long) header.byteSize() - HEADER_BYTES) / 2 : 0;
      while (left > 0) {
        left -= next(left).limit();
      }
      if (input.read() >= 0) {
        throw malformed("has more bytes than its " + header.arcs() + " arcs need");
      }
    }
  }
}
