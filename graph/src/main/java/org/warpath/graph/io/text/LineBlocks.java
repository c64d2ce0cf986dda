package org.warpath.graph.io.text;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.warpath.kernels.RunControl;

/**
 * Parses the rest of a text on several threads: the calling thread reads blocks and takes their
 * results in order, worker threads parse. At most {@code threads + 2} blocks are under way, so the
 * memory does not grow with the file. The first defect in the order of lines is the one reported,
 * whatever the thread count.
 */
public final class LineBlocks {
  private LineBlocks() {}

  /** Turns the lines of one block into a result; called by many threads. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(LineCursor lines) throws MalformedLine;
  }

  /** Takes the blocks' results in order, on the calling thread. */
  @FunctionalInterface
  public interface Taker<T> {
    /**
     * Takes a block's result.
     *
     * @throws MalformedLine if the result does not fit what came before it
     */
    void take(T result) throws IOException, MalformedLine;
  }

  /** One block, parsed. */
  private record Parsed<T>(TextBlock block, int lines, T result) {}

  /**
   * Parses all of {@code input} that was not yet taken.
   *
   * @param control told of the file's bytes read so far, after each block
   * @throws org.warpath.graph.GraphFormatException for the first malformed line
   */
  public static <T> void parse(
      TextInput input, int threads, RunControl control, Parser<T> parser, Taker<T> taker)
      throws IOException {
    Queue<Block<T>> underWay = new ArrayDeque<>();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("warpath-parse-", 1).factory());
    try {
      TextBlock block = input.nextBlock();
      while (block != null) {
        Block<T> task = new Block<>(block, parser);
        underWay.add(task);
        if (threads > 1) {
          workers.execute(task.future());
        } else {
          task.future().run();
        }
        if (underWay.size() > threads + 1) {
          take(underWay.remove(), input, control, taker);
        }
        block = input.nextBlock();
      }
      while (!underWay.isEmpty()) {
        take(underWay.remove(), input, control, taker);
      }
    } finally {
      workers.shutdownNow();
    }
  }

  /** A block on its way. */
  private record Block<T>(FutureTask<Parsed<T>> future) {
    Block(TextBlock text, Parser<T> parser) {
      this(
          new FutureTask<>(() -> {
            LineCursor lines = new LineCursor();
            lines.open(text.bytes(), text.from(), text.to());
            T result = parser.parse(lines);
            return new Parsed<>(text, lines.linesBegun(), result);
          }));
    }
  }

  private static <T> void take(Block<T> block, TextInput input, RunControl control, Taker<T> taker)
      throws IOException {
    try {
      Parsed<T> parsed = result(block.future());
      taker.take(parsed.result());
      input.release(parsed.block(), parsed.lines());
    } catch (MalformedLine e) {
      throw input.malformed(input.linesTaken(), e);
    }
    control.iteration("read", input.position(), input.size(), Double.NaN);
  }

  private static <T> T result(Future<T> future) throws IOException, MalformedLine {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case MalformedLine malformed -> throw malformed;
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> throw new IOException("reading failed", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("reading was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
