package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.caffe.prototxt.Prototxt;
import org.warpath.nn.solver.Solver;

/**
 * How a network is trained, as Caffe has it (a {@code SolverParameter} in text).
 *
 * @param files the files that definitions name
 * @param net the network to train
 * @param testNet the same as it is tested; null if it is not
 * @param rules what changes the parameters
 * @param iterations updates in all
 * @param passes batches for an update: {@code iter_size}
 * @param testIterations batches of a test
 * @param testInterval updates between tests; 0 for no tests
 * @param isTestedFirst whether there is a test before the first update
 * @param display updates between lines of a log; 0 for none
 * @param snapshotInterval updates between snapshots; 0 for one at the end alone
 * @param snapshotAtEnd whether there is one at the end
 * @param snapshotPrefix with what their names begin
 * @param seed of whatever is random; 0 if the file leaves it open
 * @param mode where it is to run
 */
public record CaffeSolver(
    NamedFiles files,
    CaffeNet net,
    @Nullable CaffeNet testNet,
    Solver rules,
    long iterations,
    int passes,
    int testIterations,
    int testInterval,
    boolean isTestedFirst,
    int display,
    int snapshotInterval,
    boolean snapshotAtEnd,
    String snapshotPrefix,
    long seed,
    Mode mode) {

  /** Where a solver is to run; the caller may decide otherwise. */
  public enum Mode {
    /** On the processor. */
    CPU,
    /** On a device; Caffe's default. */
    GPU
  }

  /**
   * Reads a file, and the definition that it names.
   *
   * @throws FormatException if one is not what it should be: with file, line and column
   * @throws NoSuchFileException if there is no such definition
   * @throws IOException if a file cannot be read
   */
  public static CaffeSolver read(Path file) throws IOException {
    Message solver = Prototxt.read(file);
    NamedFiles files = NamedFiles.near(file.toAbsolutePath().getParent());
    return of(solver, (field, state) -> net(solver, files, field, state), files, stem(file));
  }

  /**
   * Reads a text, for a network that it does not name: its own fields {@code net}, {@code
   * train_net} and {@code test_net} do not count.
   *
   * @param source what the text is called in errors
   * @param net the definition, read for what the solver says of a phase
   * @param files the files that the definition names
   * @throws FormatException if one is not what it should be
   * @throws IOException if a file cannot be read
   */
  public static CaffeSolver parse(String text, String source, Definition net, NamedFiles files)
      throws IOException {
    Message solver = Prototxt.parse(text, source);
    solver.ignore("net", "train_net", "test_net");
    return of(solver, (field, state) -> net.read(state), files, source);
  }

  /** A network's definition, to be read for a phase. */
  @FunctionalInterface
  public interface Definition {
    /** What is there of it in {@code state}. */
    CaffeNet read(NetState state) throws IOException;
  }

  /** The network of a phase, which a field of the solver may name. */
  @FunctionalInterface
  private interface Nets {
    CaffeNet read(String field, NetState state) throws IOException;
  }

  private static CaffeSolver of(Message solver, Nets nets, NamedFiles files, String prefix)
      throws IOException {
    // What concerns Caffe's own ways alone.
    solver.ignore(
        "average_loss",
        "debug_info",
        "device_id",
        "layer_wise_reduce",
        "snapshot_diff",
        "snapshot_format",
        "test_compute_loss");
    CaffeNet net =
        nets.read("train_net", NetState.of(Phase.TRAIN).with(solver.message("train_state")));
    int testIterations = testIterations(solver);
    NetState testState = NetState.of(Phase.TEST).with(solver.message("test_state"));
    CaffeNet testNet = testIterations == 0 ? null : nets.read("test_net", testState);
    int testInterval = atLeast0(solver, "test_interval", 0);
    if (testNet != null && testInterval == 0) {
      throw solver.error("test_iter", "expected a test_interval too");
    }
    int iterations = solver.integer("max_iter");
    CaffeSolver read =
        new CaffeSolver(
            files,
            net,
            testNet,
            SolverRules.of(solver, iterations),
            iterations,
            solver.integer("iter_size", 1),
            testIterations,
            testInterval,
            solver.flag("test_initialization", true),
            atLeast0(solver, "display", 0),
            atLeast0(solver, "snapshot", 0),
            solver.flag("snapshot_after_train", true),
            solver.text("snapshot_prefix", prefix),
            Math.max(0, solver.longInteger("random_seed", -1)),
            solver.constant("solver_mode", Mode.GPU));
    if (read.iterations < 1 || read.passes < 1) {
      throw solver.error("expected max_iter and iter_size of at least 1");
    }
    solver.requireAllKnown("the solver");
    return read;
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }

  private static int atLeast0(Message solver, String name, int fallback) throws FormatException {
    int value = solver.integer(name, fallback);
    if (value < 0) {
      throw solver.error(name, "expected at least 0, found " + value);
    }
    return value;
  }

  private static int testIterations(Message solver) throws FormatException {
    var counts = solver.integers("test_iter");
    if (counts.size() > 1) {
      throw solver.error("test_iter", "expected one: several tests are not supported");
    }
    if (!counts.isEmpty() && counts.getFirst() < 1) {
      throw solver.error("test_iter", "expected at least 1, found " + counts.getFirst());
    }
    return counts.isEmpty() ? 0 : counts.getFirst();
  }

  private static CaffeNet net(Message solver, NamedFiles files, String own, NetState state)
      throws IOException {
    if (solver.has("net") == solver.has(own) && own.equals("train_net")) {
      throw solver.error("expected a field net, or train_net and test_net");
    }
    String field = solver.has(own) ? own : "net";
    return CaffeNet.read(find(files, solver.text(field), solver, field), state);
  }

  private static Path find(NamedFiles files, String name, Message solver, String field)
      throws IOException {
    Path found = files.find(name);
    if (found == null) {
      throw solver.error(
          field, "there is no file %s, neither here nor beside the solver".formatted(name));
    }
    return found;
  }

  /**
   * The same with its snapshots elsewhere.
   *
   * @param prefix with what their names begin
   * @param interval updates between them; 0 for one at the end alone
   */
  public CaffeSolver withSnapshots(String prefix, int interval) {
    return new CaffeSolver(
        files,
        net,
        testNet,
        rules,
        iterations,
        passes,
        testIterations,
        testInterval,
        isTestedFirst,
        display,
        interval,
        snapshotAtEnd,
        prefix,
        seed,
        mode);
  }
}
