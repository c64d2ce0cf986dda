package org.warpath.api.service.nn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.jobs.JobListener;
import org.warpath.api.service.jobs.JobOrder;
import org.warpath.api.service.jobs.JobWork;
import org.warpath.api.service.run.Run;
import org.warpath.api.service.run.RunRequest;
import org.warpath.api.service.run.Scheduler;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.upload.ImportFolder;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.CaffeRun;
import org.warpath.nn.caffe.CaffeSolver;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.training.NonFiniteLossException;
import org.warpath.nn.training.TrainingListener;

/** Trains models, as long work on an engine. */
public final class Trainings {
  /** So few snapshots fill no disk, and so many lose little. */
  private static final int SNAPSHOTS = 10;

  private final Models models;
  private final Sessions sessions;
  private final Scheduler scheduler;
  private final DataDirectory directory;
  private final ImportFolder imports;

  Trainings(
      Models models,
      Sessions sessions,
      Scheduler scheduler,
      DataDirectory directory,
      ImportFolder imports) {
    this.models = models;
    this.sessions = sessions;
    this.scheduler = scheduler;
    this.directory = directory;
    this.imports = imports;
  }

  /**
   * The work that {@code order} stands for.
   *
   * @throws Problem if what it needs is gone
   */
  public JobWork revive(JobOrder order) {
    if (!Files.isDirectory(directory.upload(String.valueOf(order.upload())))) {
      throw new Problem(ProblemType.JOB_NOT_RESUMABLE, "the training's files are gone");
    }
    return (job, listener) -> start(order, job, listener);
  }

  private JobWork.Pending start(JobOrder order, String job, JobListener listener) {
    TrainRequest request = Json.MAPPER.convertValue(order.request(), TrainRequest.class);
    String name = Objects.requireNonNull(order.model());
    String target = request.store() == null ? name : request.store();
    // The service may have ended when the weights were there and the job not yet done.
    TrainingFolder folder = new TrainingFolder(directory.upload(String.valueOf(order.upload())));
    ModelRow made = models.trainedBy(target, job);
    if (made != null) {
      return new JobWork.Pending(
          CompletableFuture.completedFuture(result(answer(made, "", 0, reached(folder), 0))),
          () -> {});
    }
    ModelRow row = models.find(name);
    Run<JobWork.Result> run =
        scheduler.submitLong(
            new RunRequest(order.client(), request.engineChoice(), false),
            (engine, control) ->
                new Attempt(request, row, folder, job, engine, listener, control).train(),
            listener);
    return new JobWork.Pending(run.result(), run::cancel);
  }

  /**
   * What a model is trained by.
   *
   * @throws Problem if the model has no loss, or the solver is not what it should be
   */
  CaffeSolver solver(ModelRow row, TrainingFolder folder) throws IOException {
    if (!row.isTrainable()) {
      throw new Problem(
          ProblemType.NOT_COMPUTABLE,
          "model \"%s\" has no loss to learn from: expected a definition of Caffe's with one"
              .formatted(row.name()));
    }
    ModelFiles files = models.files(row);
    try {
      CaffeSolver solver =
          CaffeSolver.parse(
              Files.readString(folder.solver()),
              "solver",
              files::net,
              name -> Files.exists(files.caffeMean()) ? files.caffeMean() : null);
      int interval =
          Math.max(solver.snapshotInterval(), (int) Math.ceilDiv(solver.iterations(), SNAPSHOTS));
      return solver.withSnapshots(folder.snapshotPrefix(), interval);
    } catch (FormatException | IllegalArgumentException e) {
      throw new Problem(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  private static ObjectNode answer(
      ModelRow row, String engine, long iterations, LossCurve curve, double seconds) {
    ObjectNode json = Json.object();
    json.put("model", row.name());
    json.put("version", row.version());
    json.put("engine", engine);
    json.put("iterations", iterations);
    curve.describe(json);
    json.put("seconds", seconds);
    return json;
  }

  private static LossCurve reached(TrainingFolder folder) {
    try {
      return folder.newestCurve();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JobWork.Result result(ObjectNode answer) {
    return new JobWork.Result(answer.toString().getBytes(StandardCharsets.UTF_8), null);
  }

  /** One try at a training, from its beginning or its newest snapshot. */
  private final class Attempt {
    private final TrainRequest request;
    private final ModelRow row;
    private final TrainingFolder folder;
    private final String job;
    private final Engine engine;
    private final JobListener listener;
    private final RunControl control;
    private final LossCurve curve;

    private Attempt(
        TrainRequest request,
        ModelRow row,
        TrainingFolder folder,
        String job,
        Engine engine,
        JobListener listener,
        RunControl control)
        throws IOException {
      this.request = request;
      this.row = row;
      this.folder = folder;
      this.job = job;
      this.engine = engine;
      this.listener = listener;
      this.control = control;
      curve = folder.newestCurve();
      curve.tell(listener);
    }

    JobWork.Result train() throws IOException {
      long start = System.nanoTime();
      CaffeSolver solver = solver(row, folder);
      ImageFolder images = images();
      try (CaffeRun run = open(solver, images)) {
        run.run(new Told(solver.snapshotInterval()), control);
        ModelRow trained = keep(new TrainedModel(row, models.files(row), run, images));
        sessions.forget(row.version());
        return result(
            answer(
                trained, engine.toString(), run.iteration(), curve, Timings.secondsSince(start)));
      } catch (NonFiniteLossException e) {
        throw new Problem(ProblemType.NOT_COMPUTABLE, String.valueOf(e.getMessage()), e);
      }
    }

    private ImageFolder images() throws IOException {
      Path data = request.data() == null ? folder.data() : imports.folder("data", request.data());
      try {
        return ImageFolder.read(data);
      } catch (FormatException | IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage()).replace(data.toString(), "data");
        throw new Problem(ProblemType.INVALID_REQUEST, message, e);
      }
    }

    private CaffeRun open(CaffeSolver solver, ImageFolder images) throws IOException {
      try {
        Path snapshot = folder.newest().orElse(null);
        return snapshot == null
            ? CaffeRun.begin(solver, images, models.files(row).weights(), engine)
            : CaffeRun.resume(solver, images, snapshot, engine);
      } catch (FormatException | IllegalArgumentException e) {
        throw new Problem(
            ProblemType.INVALID_REQUEST,
            String.valueOf(e.getMessage()).replace(folder.folder().toString(), "job"),
            e);
      }
    }

    private ModelRow keep(TrainedModel trained) throws IOException {
      Path content = folder.newContent();
      String shape = trained.shape();
      ObjectNode description = trained.write(content, job);
      String store = request.store();
      if (store != null) {
        return models.add(store, content, shape, description, job);
      }
      ModelRow now = models.find(row.name());
      if (!sameDefinition(now)) {
        throw new Problem(
            ProblemType.UNKNOWN_MODEL,
            "model \"" + row.name() + "\" was removed meanwhile, and there is another of its name");
      }
      sessions.forget(now.version());
      return models.replace(now, content, shape, description, job);
    }

    private boolean sameDefinition(ModelRow now) throws IOException {
      Path definition = models.files(now).definition();
      return Files.exists(definition)
          && Files.mismatch(definition, new ModelFiles(folder.content()).definition()) < 0;
    }

    /** Tells the job and the curve, and lets go of snapshots that are no longer needed. */
    private final class Told implements TrainingListener {
      private final int interval;

      Told(int interval) {
        this.interval = interval;
      }

      @Override
      public void trained(long iteration, double loss, double rate) {
        listener.trained(iteration, loss, rate);
        curve.trained(iteration, loss, rate);
        if (iteration % interval == 1) {
          try {
            folder.dropOlder();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }

      @Override
      public void tested(long iteration, Map<String, Double> means) {
        listener.tested(iteration, means);
        curve.tested(iteration, means);
      }

      @Override
      public void beforeSnapshot(long iteration) throws IOException {
        curve.write(folder.curve(iteration));
      }
    }
  }
}
