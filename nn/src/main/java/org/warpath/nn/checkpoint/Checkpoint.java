package org.warpath.nn.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.solver.SolverState;
import org.warpath.nn.tensor.Tensor;

/**
 * All that a run needs to go on as if it had never stopped: weights, with the statistics that
 * layers gather, what the solver keeps, and notes such as the seed. As a {@link Safetensors} file
 * in which weights have their own names and the solver's tensors begin with {@value #SOLVER}, so
 * that others find the weights.
 *
 * @param weights by {@code node.parameter}
 * @param solver where the solver is
 * @param notes texts by name
 */
public record Checkpoint(
    Map<String, Tensor> weights, SolverState solver, Map<String, String> notes) {
  private static final String SOLVER = "solver/";
  private static final String ITERATION = "warpath.iteration";

  public Checkpoint {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
  }

  /** What {@code session}, which has a solver, holds now. */
  public static Checkpoint of(Session session, Map<String, String> notes) {
    return new Checkpoint(session.weights().tensors(), session.solverState(), notes);
  }

  /**
   * {@code session} goes on from here.
   *
   * @throws IllegalArgumentException if it is of another network or solver: which tensor, what was
   *     expected, and what was found
   */
  public void restore(Session session) {
    session.load(new Weights(weights));
    session.load(solver);
  }

  /** Writes a file; as {@link Safetensors#write}. */
  public void write(Path file) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights);
    solver.tensors().forEach((name, tensor) -> tensors.put(SOLVER + name, tensor));
    Map<String, String> texts = new LinkedHashMap<>(notes);
    texts.put(ITERATION, Long.toString(solver.iteration()));
    new Safetensors(tensors, texts).write(file);
  }

  /**
   * Reads a file; one of weights alone has a solver at iteration 0 that keeps nothing.
   *
   * @throws FormatException as {@link Safetensors#read}, and if the iteration is no number
   */
  public static Checkpoint read(Path file) throws IOException {
    Safetensors read = Safetensors.read(file);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    Map<String, Tensor> state = new LinkedHashMap<>();
    read.tensors()
        .forEach((name, tensor) -> {
          if (name.startsWith(SOLVER)) {
            state.put(name.substring(SOLVER.length()), tensor);
          } else {
            weights.put(name, tensor);
          }
        });
    Map<String, String> notes = new LinkedHashMap<>(read.texts());
    notes.remove(Safetensors.CHECKSUM);
    String iteration = notes.remove(ITERATION);
    return new Checkpoint(weights, new SolverState(iteration(file, iteration), state), notes);
  }

  private static long iteration(Path file, @Nullable String text) throws FormatException {
    if (text == null) {
      return 0;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw new FormatException(
          file.toString(), "expected " + ITERATION + " to be a number, found " + text);
    }
    return Long.parseLong(text);
  }
}
