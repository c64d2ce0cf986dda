package org.warpath.api.service.algorithms;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** A result that may serve again, with the answers already written from it. */
public final class CachedResult {
  /** More would be somebody asking for every length of list. */
  private static final int MAX_ANSWERS = 8;

  private final AlgorithmResult result;
  private final ConcurrentMap<String, byte[]> answers = new ConcurrentHashMap<>();
  private final double queueSeconds;

  CachedResult(AlgorithmResult result, double queueSeconds) {
    this.result = result;
    this.queueSeconds = queueSeconds;
  }

  public AlgorithmResult result() {
    return result;
  }

  /** Seconds that the run waited for its engine. */
  double queueSeconds() {
    return queueSeconds;
  }

  /** The answer written before under {@code key}, or by {@code writer} now. */
  byte[] answer(String key, Supplier<byte[]> writer) {
    byte[] written = answers.get(key);
    if (written == null) {
      written = writer.get();
      if (answers.size() < MAX_ANSWERS) {
        answers.putIfAbsent(key, written);
      }
    }
    return written;
  }
}
