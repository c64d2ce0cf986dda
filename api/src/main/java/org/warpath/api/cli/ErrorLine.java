package org.warpath.api.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;
import org.warpath.linalg.NoConvergenceException;
import org.warpath.linalg.NotPositiveDefiniteException;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.io.FormatException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on standard error and an exit code. */
final class ErrorLine {
  private ErrorLine() {}

  /** Wrong arguments: exit code 2. */
  static int misused(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    print(command, name + ": " + oneLine(e.getMessage()) + " (see \"" + name + " --help\")");
    return ExitCode.USAGE;
  }

  /**
   * A command that threw: exit code 2 if its input was at fault, else 1; a bug keeps its stack
   * trace.
   */
  static int failed(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
    Exception e = thrown instanceof UncheckedIOException unchecked ? unchecked.getCause() : thrown;
    String name = command.getCommandSpec().qualifiedName();
    String line =
        switch (e) {
          case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
          case AccessDeniedException denied -> denied.getFile() + ": no permission";
          case FileSystemException system when system.getReason() != null ->
              system.getFile() + ": " + system.getReason();
          case IOException io -> io.getMessage();
          case IllegalArgumentException argument -> argument.getMessage();
          case SingularMatrixException singular -> singular.getMessage();
          case NotPositiveDefiniteException indefinite -> indefinite.getMessage();
          case NoConvergenceException failure -> failure.getMessage();
          case CudaUnavailableException unavailable ->
              "CUDA cannot be used: " + unavailable.getMessage();
          case CudaException cuda -> cuda.getMessage();
          default -> throw thrown;
        };
    print(command, name + ": " + oneLine(line));
    boolean inputAtFault =
        e instanceof IllegalArgumentException
            || e instanceof FormatException
            || e instanceof NoSuchFileException
            || e instanceof AccessDeniedException;
    return inputAtFault ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static void print(CommandLine command, String line) {
    command.getErr().println(line);
    command.getErr().flush();
  }

  private static String oneLine(String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
