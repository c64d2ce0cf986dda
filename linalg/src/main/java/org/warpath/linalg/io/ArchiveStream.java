package org.warpath.linalg.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A zip archive that comes as a stream, of which nobody knows whether it can be trusted: what it
 * unpacks to is bounded, and its end must be there.
 */
final class ArchiveStream {
  private final String source;
  private final Tail tail;
  private final ZipInputStream zip;
  private final Content content;
  private int entries;

  /**
   * @param source what messages call the archive
   * @param maxBytes how much its entries may hold in all, unpacked
   */
  ArchiveStream(InputStream in, String source, long maxBytes) throws IOException {
    this.source = source;
    this.tail = new Tail(requireZip(in, source));
    this.zip = new ZipInputStream(tail);
    this.content = new Content(source, maxBytes);
  }

  // ZipInputStream takes anything for an archive without entries.
  private static InputStream requireZip(InputStream in, String source) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(in, 2);
    byte[] start = pushback.readNBytes(2);
    if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
      throw new FormatException(source, "does not begin with PK: not a .npz file");
    }
    pushback.unread(start);
    return pushback;
  }

  /** Hands all entries to {@code reader}, each to be read to its end. */
  void forEach(Npz.EntryReader reader) throws IOException {
    try {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        entries++;
        content.require(entry.getSize());
        reader.read(Npz.name(entry), content, entry.getSize());
        entry = zip.getNextEntry();
      }
    } catch (ZipException | EOFException e) {
      throw Npz.damaged(source, e);
    }
    requireEnd();
  }

  // ZipInputStream takes an archive cut off between two entries for one that ends there.
  private void requireEnd() throws IOException {
    tail.transferTo(OutputStream.nullOutputStream());
    ByteBuffer end = ByteBuffer.wrap(tail.last).order(ByteOrder.LITTLE_ENDIAN);
    int counted = end.getShort(Tail.COUNT_AT) & 0xffff;
    if (end.getInt(0) != Tail.MAGIC || counted != Math.min(entries, 0xffff)) {
      throw new FormatException(
          source, "is no .npz file, or a damaged one: it does not end as a zip archive does");
    }
  }

  /** What entries hold, up to the limit. */
  private final class Content extends InputStream {
    private final String source;
    private final long maxBytes;
    private long left;

    Content(String source, long maxBytes) {
      this.source = source;
      this.maxBytes = maxBytes;
      this.left = maxBytes;
    }

    void require(long bytes) throws SizeLimitException {
      if (bytes > left) {
        throw new SizeLimitException(source, maxBytes);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = zip.read(bytes, from, length);
      require(count);
      left -= Math.max(0, count);
      return count;
    }
  }

  /** Remembers the last bytes of a stream: the record that ends an archive without a comment. */
  private static final class Tail extends InputStream {
    static final int MAGIC = 0x06054b50;
    static final int COUNT_AT = 10;

    private final InputStream in;
    private final byte[] last = new byte[22];

    Tail(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = in.read(bytes, from, length);
      int kept = Math.clamp(count, 0, last.length);
      System.arraycopy(last, kept, last, 0, last.length - kept);
      System.arraycopy(bytes, from + Math.max(0, count) - kept, last, last.length - kept, kept);
      return count;
    }
  }
}
