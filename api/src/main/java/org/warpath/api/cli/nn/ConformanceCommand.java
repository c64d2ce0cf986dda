package org.warpath.api.cli.nn;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.linalg.ElementType;
import org.warpath.nn.onnx.conformance.CaseResult;
import org.warpath.nn.onnx.conformance.CaseResult.Outcome;
import org.warpath.nn.onnx.conformance.Closeness;
import org.warpath.nn.onnx.conformance.Conformance;
import org.warpath.nn.onnx.conformance.ConformanceCase;
import org.warpath.nn.onnx.conformance.ConformanceReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath nn conformance}. */
@Command(
    name = "conformance",
    description = {
      "Run ONNX's own cases below folders: model.onnx with test_data_set_0, …, or x.onnx with"
          + " x_output_0.pb.",
      "Exit code 1 if one fails."
    },
    mixinStandardHelpOptions = true)
final class ConformanceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "folders with cases below")
  private List<Path> folders;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "what single operators compute in: float32, float64 (default: float64, as the expected"
              + " results were); whole networks in their own")
  private ElementType type = ElementType.FLOAT64;

  @Option(
      names = "--rtol",
      paramLabel = "X",
      description = "how far off results may be, of their size (default: ${DEFAULT-VALUE})")
  private double relative = Closeness.ONNX.relative();

  @Option(
      names = "--atol",
      paramLabel = "X",
      description = "and beyond that (default: ${DEFAULT-VALUE})")
  private double absolute = Closeness.ONNX.absolute();

  @Override
  public Integer call() throws IOException {
    Conformance conformance =
        new Conformance(engine.engine(), type, new Closeness(relative, absolute));
    List<ConformanceCase> cases = new ArrayList<>();
    for (Path folder : folders) {
      cases.addAll(ConformanceCase.find(folder));
    }
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("there are no cases below " + folders);
    }
    PrintWriter out = spec.commandLine().getOut();
    List<CaseResult> results = new ArrayList<>();
    for (ConformanceCase one : cases) {
      CaseResult result = conformance.run(one);
      results.add(result);
      if (result.outcome() == Outcome.FAILED) {
        out.printf("FAILED %s: %s%n", result.name(), result.reason());
        out.flush();
      }
    }
    ConformanceReport report = new ConformanceReport(results);
    for (CaseResult result : report.of(Outcome.OUT_OF_SCOPE)) {
      out.printf("out of scope %s: %s%n", result.name(), result.reason());
    }
    out.print(report.byOperator());
    out.println(report.total());
    out.flush();
    return report.of(Outcome.FAILED).isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
