package org.warpath.api.cli.console;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;

/** A progress bar on standard error, and only if a person is watching. */
public final class ConsoleProgress {
  private ConsoleProgress() {}

  /** Work that reads or writes files. */
  @FunctionalInterface
  public interface IoWork<T> {
    T run(RunControl control) throws IOException;
  }

  /** As {@link #watch}, for work that may fail with an {@link IOException}. */
  public static <T> T watchIo(String task, IoWork<T> work) throws IOException {
    try {
      return watch(
          task,
          control -> {
            try {
              return work.run(control);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** What {@code run} returns, given a control that draws while it runs. */
  public static <T> T watch(String task, Function<RunControl, T> run) {
    if (!watched()) {
      return run.apply(RunControl.none());
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(-1)
            .setStyle(ProgressBarStyle.ASCII)
            .clearDisplayOnFinish()
            .build()) {
      Consumer<Progress> draw =
          progress -> {
            bar.maxHint(progress.total());
            bar.stepTo(progress.done());
            bar.setExtraMessage(
                Double.isNaN(progress.residual())
                    ? progress.step()
                    : "%s, residual %.2e".formatted(progress.step(), progress.residual()));
          };
      return run.apply(new RunControl(draw, new CancellationToken()));
    }
  }

  // From JDK 22 to 24 there was a console even without a terminal, before and after there is none.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean watched() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
