package org.warpath.api.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A body that must not fall silent: closed, so that its reader wakes, after so long without a byte.
 */
final class WatchedStream extends FilterInputStream {
  private final Duration silence;
  private volatile boolean silent;

  WatchedStream(InputStream in, Duration silence) {
    super(in);
    this.silence = silence;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Future<?> alarm =
        ForkJoinPool.commonPool().schedule(this::giveUp, silence.toMillis(), TimeUnit.MILLISECONDS);
    try {
      int count = super.read(bytes, offset, length);
      if (count >= 0 || !silent) {
        return count;
      }
    } catch (IOException e) {
      if (!silent) {
        throw e;
      }
    } finally {
      alarm.cancel(false);
    }
    throw new HttpTimeoutException("nothing came for " + silence);
  }

  private void giveUp() {
    silent = true;
    try {
      in.close();
    } catch (IOException e) {
      // Closed or not, its reader hears of the silence.
    }
  }
}
