package org.warpath.api.service.nn;

import java.io.IOException;
import java.util.List;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.jobs.Jobs;
import org.warpath.api.service.run.Scheduler;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.store.Database;
import org.warpath.api.service.upload.ImportFolder;

/** The neural networks' part of the service, wired. */
public final class Networks implements AutoCloseable {
  private final Sessions sessions;
  private final Trainings trainings;
  private final List<Routes> routes;

  private Networks(Sessions sessions, Trainings trainings, List<Routes> routes) {
    this.sessions = sessions;
    this.trainings = trainings;
    this.routes = routes;
  }

  /** The models as they were left. */
  public static Networks open(
      DataDirectory directory,
      Database database,
      Jobs jobs,
      Scheduler scheduler,
      ServiceConfig config)
      throws IOException {
    Models models = Models.open(directory, database);
    Sessions sessions = new Sessions(models, config.jobs().cacheBytes());
    ImportFolder imports = new ImportFolder(config.importFolder());
    Trainings trainings = new Trainings(models, sessions, scheduler, directory, imports);
    Predictions predictions = new Predictions(scheduler, sessions);
    return new Networks(
        sessions,
        trainings,
        List.of(
            new ModelRoutes(models, sessions, predictions, directory, config.limits()),
            new TrainRoutes(models, trainings, jobs, directory, imports, config.limits())));
  }

  public List<Routes> routes() {
    return routes;
  }

  /** What trains models as orders say. */
  public Trainings trainings() {
    return trainings;
  }

  @Override
  public void close() {
    sessions.close();
  }
}
