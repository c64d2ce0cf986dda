package org.warpath.api.cli.nn;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.ConsoleProgress;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.kernels.Engine;
import org.warpath.nn.caffe.CaffeRun;
import org.warpath.nn.caffe.CaffeSolver;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.training.CsvLog;
import org.warpath.nn.training.NonFiniteLossException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath nn train}. */
@Command(
    name = "train",
    description = {
      "Trains a network as Caffe does, by a solver's definition in a .prototxt file.",
      "Writes PREFIX_iter_N.safetensors, to go on from, and PREFIX_iter_N.caffemodel, the weights, where"
          + " PREFIX is the solver's snapshot_prefix; so does Ctrl-C before it stops."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engines;

  @Mixin private ImageOption images;

  @Option(
      names = "--solver",
      required = true,
      paramLabel = "FILE",
      description = "the solver's definition")
  private Path solverFile;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "begin with these: .caffemodel or .safetensors")
  private @Nullable Path weights;

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "go on from this snapshot: .safetensors")
  private @Nullable Path snapshot;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "loss, rate and tests as CSV (default: PREFIX_log.csv)")
  private @Nullable Path log;

  @Option(
      names = "--curve",
      paramLabel = "FILE",
      description = "a picture of loss and accuracy (default: PREFIX_curve.png)")
  private @Nullable Path curve;

  @Override
  public Integer call() throws IOException {
    if (weights != null && snapshot != null) {
      throw new IllegalArgumentException(
          "--weights begins, --snapshot goes on: expected one of them");
    }
    if (curve != null && !canDraw()) {
      throw new IllegalArgumentException("--curve: the Java of a bundle cannot draw");
    }
    CaffeSolver solver = CaffeSolver.read(solverFile);
    ImageFolder folder = images.read(solver.net());
    Engine engine = engines.engine();
    try (CaffeRun run =
        snapshot == null
            ? CaffeRun.begin(solver, folder, weights, engine)
            : CaffeRun.resume(solver, folder, snapshot, engine)) {
      return train(solver, run);
    }
  }

  private int train(CaffeSolver solver, CaffeRun run) throws IOException {
    // What goes on does not overwrite what there is of the run's beginning.
    String stem =
        solver.snapshotPrefix() + (run.iteration() == 0 ? "" : "_from_" + run.iteration());
    Path csv = log == null ? Path.of(stem + "_log.csv") : log;
    Path picture = curve == null ? Path.of(stem + "_curve.png") : curve;
    createFolderOf(csv);
    createFolderOf(picture);
    // A bundle's Java draws nothing; there the classes that do are not even looked at.
    TrainingCurve drawn = canDraw() ? new TrainingCurve(solver.net().name()) : null;
    try (Interruption interruption = new Interruption()) {
      int code = train(solver, run, csv, drawn, interruption);
      if (drawn != null) {
        drawn.write(picture);
      }
      return code;
    }
  }

  private static boolean canDraw() {
    return ModuleLayer.boot().findModule("java.desktop").isPresent();
  }

  private int train(
      CaffeSolver solver,
      CaffeRun run,
      Path csv,
      @Nullable TrainingCurve drawn,
      Interruption interruption)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(csv))) {
      Listeners listeners =
          new Listeners(
              new CsvLog(file, Math.clamp(solver.display(), 1, 10)),
              drawn == null ? new Listeners() : drawn,
              new TrainingReport(out, solver.display()));
      Path last =
          ConsoleProgress.watchIo("train", control -> run.run(listeners, interruption.of(control)));
      out.printf("%d iterations%s%n", run.iteration(), last == null ? "" : ": " + last);
      out.flush();
      return ExitCode.OK;
    } catch (CancellationException e) {
      return failed("stopped at iteration %d, with a snapshot".formatted(run.iteration()));
    } catch (NonFiniteLossException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private int failed(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(spec.qualifiedName() + ": " + why);
    err.flush();
    return ExitCode.SOFTWARE;
  }

  private static void createFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }
}
