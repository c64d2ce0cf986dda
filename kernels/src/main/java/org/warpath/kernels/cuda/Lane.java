package org.warpath.kernels.cuda;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is slow to make and therefore reused by one scope after the other: a stream, a pinned word
 * for reading counters back, and what NVIDIA's libraries keep for a stream.
 */
final class Lane {
  static final int WORD_BYTES = Long.BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  final CUstream stream = new CUstream();
  final PinnedMemory word;
  private final Map<Class<?>, AutoCloseable> companions = new LinkedHashMap<>();

  Lane(Device device) {
    word = new PinnedMemory(device, WORD_BYTES);
    try {
      device.check(
          JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING),
          "cuStreamCreate");
    } catch (CudaException e) {
      word.freeAfter(e);
      throw e;
    }
  }

  /** The lane's {@code type}, made on the first call. */
  <T extends AutoCloseable> T companion(Class<T> type, Supplier<T> make) {
    AutoCloseable companion = companions.get(type);
    if (companion == null) {
      companion = make.get();
      companions.put(type, companion);
    }
    return type.cast(companion);
  }

  /**
   * Closes the companions, the last made first, before the context goes. What one of them answers
   * is of no use any more: the context may be broken already, and all of it is about to go.
   */
  void closeCompanions() {
    for (AutoCloseable companion : companions.values().stream().toList().reversed()) {
      try {
        companion.close();
      } catch (Exception e) {
        LOG.debug("closing {} before a reset", companion, e);
      }
    }
    companions.clear();
  }
}
