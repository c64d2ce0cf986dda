package org.warpath.api.service.nn;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.api.model.ModelFile;
import org.warpath.api.model.Predictor;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.run.HostMemory;
import org.warpath.kernels.Engine;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Shape;

/**
 * Sessions of models on the CPU, kept open for the next who asks the same of them; on a device they
 * are not, whose memory is for whoever runs. One that is in use is nobody else's: who comes
 * meanwhile has another. Safe for use by many threads.
 */
final class Sessions implements AutoCloseable {
  private final Models models;
  private final long maxBytes;

  /** Those that nobody uses, the longest unused first. */
  private final Deque<Ready> idle = new ArrayDeque<>();

  private long idleBytes;
  private boolean closed;

  /**
   * @param maxBytes how much those that nobody uses may take
   */
  Sessions(Models models, long maxBytes) {
    this.models = models;
    this.maxBytes = maxBytes;
  }

  /** What tells equal sessions. */
  private record Key(long version, Map<String, Shape> shapes, String engine) {}

  /** A session, and what it answers to. */
  static final class Ready {
    private final Key key;
    private final Predictor predictor;
    private final Session session;
    private final long bytes;

    private Ready(Key key, Predictor predictor, Session session) {
      this.key = key;
      this.predictor = predictor;
      this.session = session;
      this.bytes = predictor.byteSize();
    }

    Predictor predictor() {
      return predictor;
    }

    Session session() {
      return session;
    }
  }

  /** Asks something of a session. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Ready ready);
  }

  /**
   * Asks {@code question} of a session of a model.
   *
   * @param shapes of all inputs
   * @throws Problem if the model cannot take such inputs, or has gone
   */
  <T> T with(ModelRow row, Map<String, Shape> shapes, Engine engine, Question<T> question)
      throws IOException {
    Key key = new Key(row.version(), Map.copyOf(shapes), engine.toString());
    Ready ready = take(key);
    if (ready == null) {
      ready = open(key, row, engine);
    }
    boolean sound = false;
    try {
      T answer = question.ask(ready);
      sound = true;
      return answer;
    } finally {
      if (sound && engine instanceof Engine.Cpu) {
        give(ready);
      } else {
        ready.session.close();
      }
    }
  }

  private synchronized @Nullable Ready take(Key key) {
    for (Iterator<Ready> all = idle.descendingIterator(); all.hasNext(); ) {
      Ready ready = all.next();
      if (ready.key.equals(key)) {
        all.remove();
        idleBytes -= ready.bytes;
        return ready;
      }
    }
    return null;
  }

  private Ready open(Key key, ModelRow row, Engine engine) throws IOException {
    Predictor predictor = predictor(key, row);
    long needed = predictor.byteSize();
    long free = HostMemory.available();
    if (engine instanceof Engine.Cpu && needed > free) {
      throw new Problem(
              ProblemType.OUT_OF_MEMORY,
              "the model needs %d bytes of memory for such inputs, %d are free"
                  .formatted(needed, free))
          .with("where", "host")
          .with("needed", needed)
          .with("free", free);
    }
    return new Ready(key, predictor, predictor.open(engine));
  }

  private Predictor predictor(Key key, ModelRow row) throws IOException {
    try {
      ModelFile model = models.files(row).read();
      return model.predictor(new HashMap<>(key.shapes));
    } catch (NoSuchFileException e) {
      throw new Problem(
          ProblemType.UNKNOWN_MODEL, "model \"" + row.name() + "\" was removed meanwhile", e);
    }
  }

  private void give(Ready ready) {
    boolean isCurrent = models.has(ready.key.version);
    Deque<Ready> leaving = new ArrayDeque<>();
    synchronized (this) {
      if (isCurrent && !closed) {
        idle.addLast(ready);
        idleBytes += ready.bytes;
        while (idleBytes > maxBytes) {
          Ready oldest = idle.removeFirst();
          idleBytes -= oldest.bytes;
          leaving.add(oldest);
        }
      } else {
        leaving.add(ready);
      }
    }
    leaving.forEach(gone -> gone.session.close());
  }

  /** Lets go of a model's sessions; those in use go when they are given back. */
  void forget(long version) {
    Deque<Ready> leaving = new ArrayDeque<>();
    synchronized (this) {
      for (Iterator<Ready> all = idle.iterator(); all.hasNext(); ) {
        Ready ready = all.next();
        if (ready.key.version == version) {
          all.remove();
          idleBytes -= ready.bytes;
          leaving.add(ready);
        }
      }
    }
    leaving.forEach(gone -> gone.session.close());
  }

  /** Closes all; those in use are closed when they are given back. */
  @Override
  public void close() {
    Deque<Ready> leaving;
    synchronized (this) {
      closed = true;
      leaving = new ArrayDeque<>(idle);
      idle.clear();
      idleBytes = 0;
    }
    leaving.forEach(gone -> gone.session.close());
  }
}
