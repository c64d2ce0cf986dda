package org.warpath.api.service.nn;

import static org.warpath.api.service.http.QueryParameters.withoutQuery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.warpath.api.model.InputShapes;
import org.warpath.api.model.ModelFile;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.http.Accept;
import org.warpath.api.service.http.Caller;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.RequestBody;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.nn.checkpoint.Safetensors;

/** {@code /v1/nn/models}: added, listed, shown, asked, removed. */
public final class ModelRoutes implements Routes {
  private final Models models;
  private final Sessions sessions;
  private final Predictions predictions;
  private final DataDirectory directory;
  private final ServiceConfig.Limits limits;

  ModelRoutes(
      Models models,
      Sessions sessions,
      Predictions predictions,
      DataDirectory directory,
      ServiceConfig.Limits limits) {
    this.models = models;
    this.sessions = sessions;
    this.predictions = predictions;
    this.directory = directory;
    this.limits = limits;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/nn/models", withoutQuery(this::list), Scope.READ);
    routes.post("/v1/nn/models", this::add, Scope.WRITE);
    routes.get("/v1/nn/models/{model}", withoutQuery(this::show), Scope.READ);
    routes.delete("/v1/nn/models/{model}", withoutQuery(this::delete), Scope.WRITE);
    routes.get("/v1/nn/models/{model}/weights", withoutQuery(this::weights), Scope.READ);
    routes.post("/v1/nn/models/{model}/predict", this::predict, Scope.READ);
  }

  private ModelRow find(Context context) {
    return models.find(context.pathParam("model"));
  }

  private void list(Context context) {
    ObjectNode json = Json.object();
    json.putArray("models").addAll(models.describeAll());
    Json.answer(context, 200, json);
  }

  private void show(Context context) {
    Json.answer(context, 200, find(context).describeWithLayers());
  }

  private void delete(Context context) {
    sessions.forget(models.delete(context.pathParam("model")));
    context.status(204);
  }

  private void add(Context context) throws IOException {
    Path upload = directory.newUpload();
    try {
      receive(context, upload);
    } catch (IOException | RuntimeException e) {
      // Who is cut off while sending does not hear why.
      RequestBody.drain(context, RequestBody.DRAINED_BYTES);
      throw e;
    } finally {
      directory.deleteUpload(String.valueOf(upload.getFileName()));
    }
  }

  private void receive(Context context, Path upload) throws IOException {
    if (context.req().getContentLengthLong() > limits.uploadBytes()) {
      throw RequestBody.tooLarge(limits.uploadBytes());
    }
    boolean isForm = RequestBody.mediaType(context).equals("multipart/form-data");
    ModelUpload.Received received =
        new ModelUpload(context, upload, limits.uploadBytes()).receive(isForm, models::requireFree);
    ModelFiles files = received.files();
    ObjectNode description =
        files.read(() -> ModelDescription.of(files, QuestionBody.said(received.shape())));
    ModelRow row = models.add(received.name(), files.folder(), received.shape(), description, null);
    context.header("Location", "/v1/nn/models/" + row.name());
    Json.answer(context, 201, row.describe());
  }

  private void weights(Context context) throws IOException {
    ModelRow row = find(context);
    ModelFiles files = models.files(row);
    Path scratch = directory.newUpload();
    try {
      Path file = files.tensors();
      if (!Files.exists(file)) {
        file = scratch.resolve("weights.safetensors");
        write(row, files, file);
      }
      context.contentType("application/octet-stream");
      context.header(
          "Content-Disposition", "attachment; filename=\"" + row.name() + ".safetensors\"");
      Files.copy(file, context.outputStream());
    } catch (NoSuchFileException e) {
      throw new Problem(ProblemType.GONE, "the model was removed meanwhile", e);
    } finally {
      directory.deleteUpload(String.valueOf(scratch.getFileName()));
    }
  }

  private static void write(ModelRow row, ModelFiles files, Path file) throws IOException {
    ModelFile model = files.read();
    try {
      var predictor = model.predictor(InputShapes.of(model, QuestionBody.said(row)));
      new Safetensors(predictor.weights().tensors(), Map.of("model", row.name())).write(file);
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemType.NOT_COMPUTABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private void predict(Context context) throws IOException, InterruptedException {
    try {
      String format = Accept.choose(context, Prediction.FORMATS);
      ModelRow row = find(context);
      Question question =
          new QuestionBody(context, row, models.files(row), limits.arrayBytes()).read();
      predictions.ask(row, question, Caller.of(context)).write(context, format);
    } catch (IOException | RuntimeException e) {
      RequestBody.drain(context, Math.max(limits.arrayBytes(), RequestBody.DRAINED_BYTES));
      throw e;
    }
  }
}
