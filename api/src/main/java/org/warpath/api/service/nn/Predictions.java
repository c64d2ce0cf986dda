package org.warpath.api.service.nn;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.api.model.Predictor;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.run.Awaiting;
import org.warpath.api.service.run.Run;
import org.warpath.api.service.run.RunRequest;
import org.warpath.api.service.run.Scheduler;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Asks models, as work on an engine's lane. */
final class Predictions {
  private static final Run.Listener NOBODY = new Run.Listener() {};

  /** With so little to do, a run's threads would spend more time meeting than working. */
  private static final long SMALL_MULTIPLY_ADDS = 20_000_000;

  private final Scheduler scheduler;
  private final Sessions sessions;

  Predictions(Scheduler scheduler, Sessions sessions) {
    this.scheduler = scheduler;
    this.sessions = sessions;
  }

  /**
   * The model's answer.
   *
   * @throws Problem if the model cannot take the inputs, or has no such output
   */
  Prediction ask(ModelRow row, Question question, String client) throws InterruptedException {
    requireKnown(row, question);
    Run<Prediction> run =
        scheduler.submit(
            new RunRequest(client, question.engine(), isSmall(row, question)),
            (engine, control) -> ask(row, question, engine),
            NOBODY);
    return Awaiting.result(run.result(), run::cancel);
  }

  private static void requireKnown(ModelRow row, Question question) {
    List<String> known = row.description().path("inputs").findValuesAsText("name");
    for (String name : question.inputs().keySet()) {
      require("input", name, known);
    }
    for (String name : known) {
      if (!question.inputs().containsKey(name)) {
        throw new Problem(
            ProblemType.INVALID_REQUEST, "input %s is missing".formatted(printable(name)));
      }
    }
  }

  private static void require(String what, String name, List<String> known) {
    if (!known.contains(name)) {
      throw new Problem(
              ProblemType.INVALID_REQUEST,
              "the model has no %s \"%s\"".formatted(what, printable(name)))
          .with("nearest", known);
    }
  }

  private static String printable(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "�");
    return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
  }

  private static boolean isSmall(ModelRow row, Question question) {
    long each = row.description().path("multiplyAdds").asLong(Long.MAX_VALUE);
    long batch =
        question.inputs().values().stream()
            .mapToLong(tensor -> tensor.shape().rank() == 0 ? 1 : tensor.shape().size(0))
            .max()
            .orElse(1);
    return Math.multiplyHigh(each, batch) == 0 && each * batch <= SMALL_MULTIPLY_ADDS;
  }

  private Prediction ask(ModelRow row, Question question, Engine engine) throws IOException {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    question.inputs().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    try {
      return sessions.with(row, shapes, engine, ready -> answer(row, question, engine, ready));
    } catch (FormatException | IllegalArgumentException | ArithmeticException e) {
      // Of files that were sound when they came: such inputs do not fit.
      throw new Problem(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  private static Prediction answer(
      ModelRow row, Question question, Engine engine, Sessions.Ready ready) {
    Predictor predictor = ready.predictor();
    List<String> outputs = predictor.network().outputs();
    String asked = question.output();
    String output = asked == null ? outputs.getFirst() : asked;
    require("output", output, outputs);
    long start = System.nanoTime();
    Session session = ready.session();
    predictor
        .network()
        .inputs()
        .forEach(input -> session.write(input, question.inputs().get(input)));
    session.forward(predictor.mode());
    Tensor value = session.read(output);
    return new Prediction(
        row, engine.toString(), output, value, question.top(), Timings.secondsSince(start));
  }
}
