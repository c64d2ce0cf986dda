package org.warpath.api.service.nn;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.http.Caller;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.http.RequestBody;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.jobs.JobOrder;
import org.warpath.api.service.jobs.JobRoutes;
import org.warpath.api.service.jobs.Jobs;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.upload.ImportFolder;
import org.warpath.api.service.upload.SafeFileName;
import org.warpath.api.service.upload.UploadBody;
import org.warpath.linalg.io.AtomicFile;

/** {@code POST /v1/nn/models/{model}/train}. */
public final class TrainRoutes implements Routes {
  private static final String SOLVER = "solver";
  private static final String DATA = "data";

  private final Models models;
  private final Trainings trainings;
  private final Jobs jobs;
  private final DataDirectory directory;
  private final ImportFolder imports;
  private final ServiceConfig.Limits limits;

  TrainRoutes(
      Models models,
      Trainings trainings,
      Jobs jobs,
      DataDirectory directory,
      ImportFolder imports,
      ServiceConfig.Limits limits) {
    this.models = models;
    this.trainings = trainings;
    this.jobs = jobs;
    this.directory = directory;
    this.imports = imports;
    this.limits = limits;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(
        "/v1/nn/models/{model}/train", QueryParameters.withoutQuery(this::train), Scope.WRITE);
  }

  private void train(Context context) throws IOException {
    try {
      receive(context);
    } catch (IOException | RuntimeException e) {
      RequestBody.drain(context, RequestBody.DRAINED_BYTES);
      throw e;
    }
  }

  private void receive(Context context) throws IOException {
    ModelRow row = models.find(context.pathParam("model"));
    Path upload = directory.newUpload();
    String name = String.valueOf(upload.getFileName());
    boolean kept = false;
    try {
      TrainingFolder folder = new TrainingFolder(upload);
      TrainRequest request =
          RequestBody.mediaType(context).equals("multipart/form-data")
              ? form(context, folder)
              : json(context, folder);
      if (request.store() != null) {
        models.requireFree(request.store());
      }
      var _ = trainings.solver(row, folder); // no such solver? then say so at once
      directory.keepUpload(name);
      JobOrder order =
          JobOrder.ofTraining(
              Caller.of(context),
              row.name(),
              Json.MAPPER.valueToTree(request.withoutSolver()),
              name);
      JobRoutes.accepted(context, jobs.submit(order, trainings.revive(order)));
      kept = true;
    } finally {
      if (!kept) {
        directory.deleteUpload(name);
      }
    }
  }

  private TrainRequest json(Context context, TrainingFolder folder) throws IOException {
    TrainRequest request = RequestBody.json(context, TrainRequest.class, limits.jsonBytes());
    request.requireWhole();
    imports.folder(DATA, String.valueOf(request.data())); // not there? then say so at once
    byte[] text = String.valueOf(request.solver()).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(
        folder.solver(), channel -> AtomicFile.writeFully(channel, ByteBuffer.wrap(text)));
    return request;
  }

  private TrainRequest form(Context context, TrainingFolder folder) throws IOException {
    UploadBody body =
        new UploadBody(
            context, folder.folder(), limits.uploadBytes(), "a solver's definition or images");
    Map<String, UploadBody.FilePart> files = new HashMap<>();
    files.put(SOLVER, given -> absent(folder.solver(), SOLVER));
    files.put(
        DATA,
        given -> {
          Files.createDirectories(folder.data());
          return absent(folder.data().resolve(SafeFileName.of(given, DATA)), DATA);
        });
    Map<String, String> texts = body.receiveParts(files, Set.of("store", "engine"));
    if (!Files.exists(folder.solver()) || !Files.isDirectory(folder.data())) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "expected a part called solver, and parts called data, the files of images");
    }
    TrainRequest.requireShort(Files.size(folder.solver()));
    return new TrainRequest(null, null, texts.get("store"), engine(texts.get("engine")));
  }

  private static Path absent(Path file, String part) {
    if (Files.exists(file)) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "two parts called " + part + " have the same file name, " + file.getFileName());
    }
    return file;
  }

  private static @Nullable EngineChoice engine(@Nullable String text) {
    return text == null ? null : QueryParameters.choice("engine", text, EngineChoice.class);
  }
}
