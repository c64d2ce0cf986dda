package org.warpath.api.service.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that may not be longer than so many bytes. */
final class BoundedBody extends FilterInputStream {
  private final long maxBytes;
  private long left;

  BoundedBody(InputStream in, long maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
    this.left = maxBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = in.read(bytes, from, length);
    left -= Math.max(0, count);
    if (left < 0) {
      throw RequestBody.tooLarge(maxBytes);
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes((int) Math.min(bytes, 1 << 13)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
