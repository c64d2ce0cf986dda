package org.warpath.api.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.api.client.answer.ModelDetail;
import org.warpath.api.client.answer.Prediction;
import org.warpath.api.client.answer.TrainingAnswer;
import org.warpath.api.client.array.NpyArray;
import org.warpath.api.client.query.PredictOptions;
import org.warpath.api.client.query.TrainOptions;

/**
 * A model of the catalog.
 *
 * <p>All methods throw {@link WarpathException} if there is no such model (404).
 */
public final class ModelClient {
  private static final String BINARY = "application/octet-stream";

  private final Transport transport;
  private final String name;

  ModelClient(Transport transport, String name) {
    this.transport = transport;
    this.name = name;
  }

  /** The model, with its layers. */
  public ModelDetail detail() {
    return transport.json(Call.get("v1", "nn", "models", name), ModelDetail.class);
  }

  /** Removes it. */
  public void delete() {
    transport.discard(Call.delete("v1", "nn", "models", name));
  }

  /**
   * Its weights as a file in the safetensors format.
   *
   * @param file where to; not there yet
   */
  public void downloadWeights(Path file) {
    transport.read(
        Call.get("v1", "nn", "models", name, "weights").accept(BINARY),
        new Reading<>(body -> Files.copy(body, file)));
  }

  private Call predict() {
    return Call.post("v1", "nn", "models", name, "predict").safe();
  }

  /**
   * What it makes of arrays.
   *
   * @param inputs by name: {@code double[]} or arrays of these, as deep as the shape is
   */
  public Prediction predict(Map<String, Object> inputs, PredictOptions options) {
    Map<String, Object> request = new LinkedHashMap<>(options.values());
    request.put("inputs", inputs);
    return transport.json(predict().json(request), Prediction.class);
  }

  /** What it makes of a picture, a file {@code .png}. */
  public Prediction predictPicture(Path picture, PredictOptions options) {
    return transport.json(
        predict().query(options.values()).body("image/png", Graphs.content(picture)),
        Prediction.class);
  }

  /** What it makes of one array of NumPy's format, as another. */
  public NpyArray predict(NpyArray input, PredictOptions options) {
    return transport.read(
        predict()
            .query(options.values())
            .body(ArrayBody.NPY, ArrayBody.npy(input))
            .accept(ArrayBody.NPY),
        new Reading<>(NpyArray::readWhole));
  }

  /**
   * Trains it on images of this machine, which are streamed: returns once they are sent.
   *
   * @param solver a solver's definition as Caffe has it, a file
   * @param data MNIST's four files, or one {@code .tar.xz} of JPEG files
   * @throws WarpathException if the model has no loss (422), or the solver is none (400)
   */
  public JobHandle<TrainingAnswer> train(Path solver, List<Path> data, TrainOptions options) {
    Multipart form = new Multipart();
    options.values().forEach((option, value) -> form.text(option, value.toString()));
    form.file("solver", solver);
    data.forEach(file -> form.file("data", file));
    return job(call().upload(form.contentType(), form.body()));
  }

  /**
   * Trains it on images of the server.
   *
   * @param solver a solver's definition as Caffe has it, a file of this machine
   * @param folder relative to the server's import folder
   */
  public JobHandle<TrainingAnswer> train(Path solver, String folder, TrainOptions options) {
    Map<String, Object> request = new LinkedHashMap<>(options.values());
    try {
      request.put("solver", Files.readString(solver));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    request.put("data", folder);
    return job(call().json(request));
  }

  private Call call() {
    return Call.post("v1", "nn", "models", name, "train");
  }

  private JobHandle<TrainingAnswer> job(Call call) {
    return new Submission(transport).job(call, Call.JSON, Reading.json(TrainingAnswer.class));
  }
}
