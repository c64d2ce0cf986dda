package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.ElementType;
import org.warpath.nn.checkpoint.Checkpoint;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.network.Weights;
import org.warpath.nn.training.Trainer;
import org.warpath.nn.training.TrainingListener;

/**
 * A training as a solver's definition has it, with snapshots: {@code PREFIX_iter_N.safetensors} to
 * go on from, and {@code PREFIX_iter_N.caffemodel} with the weights alone. What goes on from a
 * snapshot ends with the same weights, bit by bit, as if it had not stopped.
 */
public final class CaffeRun implements AutoCloseable {
  private final CaffeSolver solver;
  private final CaffeTraining training;
  private final Trainer trainer;

  private CaffeRun(CaffeSolver solver, CaffeTraining training, Trainer trainer) {
    this.solver = solver;
    this.training = training;
    this.trainer = trainer;
  }

  /**
   * At the beginning.
   *
   * @param weights a file {@code .caffemodel} or {@code .safetensors} to begin with, where it has
   *     layers of the network; null for none
   * @throws IOException if a file is not what it should be, or cannot be read
   */
  public static CaffeRun begin(
      CaffeSolver solver, ImageFolder images, @Nullable Path weights, Engine engine)
      throws IOException {
    CaffeTraining training = CaffeTraining.of(solver, images);
    CaffeGraph graph = training.graph();
    Weights initial =
        Weights.initial(
            graph.network(), graph.inputShapes(), ElementType.FLOAT32, training.plan().seed());
    Weights first = weights == null ? initial : CaffeWeights.read(weights, graph, initial, false);
    return new CaffeRun(solver, training, Trainer.begin(training.plan(), first, engine));
  }

  /**
   * From a snapshot on.
   *
   * @param snapshot a file {@code .safetensors} of this solver
   * @throws IOException if a file is not what it should be, or cannot be read
   * @throws IllegalArgumentException if the snapshot is of another network or solver
   */
  public static CaffeRun resume(
      CaffeSolver solver, ImageFolder images, Path snapshot, Engine engine) throws IOException {
    CaffeTraining training = CaffeTraining.of(solver, images);
    Checkpoint checkpoint = Checkpoint.read(snapshot);
    return new CaffeRun(solver, training, Trainer.resume(training.plan(), checkpoint, engine));
  }

  /** What is trained. */
  public CaffeTraining training() {
    return training;
  }

  /** Copies of the weights as they are now. */
  public Weights weights() {
    return trainer.weights();
  }

  /** How many updates there have been. */
  public long iteration() {
    return trainer.iteration();
  }

  /**
   * Goes on to the end.
   *
   * @return the snapshot at the end; null if the solver wants none
   * @throws IOException if a snapshot cannot be written
   * @throws CancellationException if the run is cancelled, behind a snapshot
   */
  public @Nullable Path run(TrainingListener listener, RunControl control) throws IOException {
    requireFolder();
    try {
      if (trainer.iteration() == 0 && solver.testNet() != null && solver.isTestedFirst()) {
        listener.tested(0, trainer.test());
      }
      Path last = null;
      while (trainer.iteration() < solver.iterations()) {
        long next = nextSnapshot();
        trainer.run(next, listener, withTotal(control));
        boolean isEnd = next == solver.iterations();
        last = isEnd && !solver.snapshotAtEnd() ? null : snapshot(listener);
      }
      return last;
    } catch (CancellationException e) {
      snapshot(listener);
      throw e;
    }
  }

  /** Reports the run's iterations as parts of all, not of those to the next snapshot. */
  private RunControl withTotal(RunControl control) {
    return new RunControl(
        progress ->
            control
                .listener()
                .accept(
                    new Progress(
                        progress.step(),
                        progress.done(),
                        solver.iterations(),
                        progress.residual())),
        control.cancellation());
  }

  private long nextSnapshot() {
    int interval = solver.snapshotInterval();
    long next = interval == 0 ? Long.MAX_VALUE : (trainer.iteration() / interval + 1) * interval;
    return Math.min(next, solver.iterations());
  }

  /** Before hours of work, not behind them. */
  private void requireFolder() throws IOException {
    Path folder = Path.of(solver.snapshotPrefix()).toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private Path snapshot(TrainingListener listener) throws IOException {
    listener.beforeSnapshot(trainer.iteration());
    return snapshot();
  }

  /**
   * Writes a snapshot.
   *
   * @return the file to go on from
   */
  public Path snapshot() throws IOException {
    String stem = solver.snapshotPrefix() + "_iter_" + trainer.iteration();
    Path file = Path.of(stem + ".safetensors");
    trainer.checkpoint().write(file);
    CaffeWeights.model(training.graph(), trainer.weights())
        .write(Path.of(stem + ".caffemodel"), solver.net().name());
    return file;
  }

  @Override
  public void close() {
    trainer.close();
  }
}
