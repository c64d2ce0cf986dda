package org.warpath.api.service.nn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.Names;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.store.Database;

/**
 * The models by name. One is there once its files are on disk and its row is committed, and stays,
 * process or no process, until its row is deleted. Safe for use by many threads.
 */
public final class Models {
  private static final int NAMED = 20;

  private final DataDirectory directory;
  private final Database database;

  private Models(DataDirectory directory, Database database) {
    this.directory = directory;
    this.database = database;
  }

  /** The models as they were left, without what was not finished. */
  public static Models open(DataDirectory directory, Database database) throws IOException {
    directory.sweep("models", ModelRow.folders(ModelRow.all(database)));
    return new Models(directory, database);
  }

  /** All as the API has them, by name. */
  List<ObjectNode> describeAll() {
    return ModelRow.all(database).stream().map(ModelRow::describe).toList();
  }

  /**
   * The model called {@code name}.
   *
   * @throws Problem if there is none
   */
  ModelRow find(String name) {
    return ModelRow.find(database, name).orElseThrow(() -> unknown(name));
  }

  private Problem unknown(String name) {
    List<String> known = ModelRow.all(database).stream().map(ModelRow::name).limit(NAMED).toList();
    return new Problem(
            ProblemType.UNKNOWN_MODEL,
            Names.isValid(name)
                ? "there is no model called \"" + name + "\""
                : "that cannot be the name of a model")
        .with("nearest", known);
  }

  /** Whether that version is still there. */
  boolean has(long version) {
    return ModelRow.exists(database, version);
  }

  /** The model called {@code name} if {@code job} trained it; else null. */
  @Nullable ModelRow trainedBy(String name, String job) {
    return ModelRow.find(database, name).filter(row -> job.equals(row.job())).orElse(null);
  }

  /** A model's files; they may go at any time, with the model. */
  ModelFiles files(ModelRow row) {
    return new ModelFiles(directory.model(row.folder()));
  }

  /**
   * Refuses a name that is none or is taken.
   *
   * @throws Problem if it is
   */
  void requireFree(String name) {
    Names.require("model", name);
    if (ModelRow.find(database, name).isPresent()) {
      throw taken(name);
    }
  }

  private static Problem taken(String name) {
    return new Problem(
        ProblemType.MODEL_EXISTS,
        "there is a model called \"" + name + "\" already; delete it first or take another name");
  }

  /**
   * Adds a model.
   *
   * @param content a folder of an upload, which becomes the model's; its files are on disk
   * @param job the job that made it; null if none did
   * @return the model; it is on disk
   * @throws Problem if the name is taken
   */
  ModelRow add(
      String name,
      Path content,
      @Nullable String shape,
      ObjectNode description,
      @Nullable String job)
      throws IOException {
    return put(name, null, content, shape, description, job);
  }

  /**
   * Puts a model in the place of {@code before}.
   *
   * @throws Problem if that has gone
   */
  ModelRow replace(
      ModelRow before, Path content, @Nullable String shape, ObjectNode description, String job)
      throws IOException {
    ModelRow row = put(before.name(), before, content, shape, description, job);
    directory.deleteModel(before.folder());
    return row;
  }

  private ModelRow put(
      String name,
      @Nullable ModelRow before,
      Path content,
      @Nullable String shape,
      ObjectNode description,
      @Nullable String job)
      throws IOException {
    String folder = directory.keepModel(content);
    Instant created = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    ModelRow row = new ModelRow(0, name, folder, created, shape, description, job);
    try {
      return database.transaction(c -> {
        if (before != null && !ModelRow.delete(c, before)) {
          throw new Problem(
              ProblemType.UNKNOWN_MODEL, "model \"" + name + "\" was removed meanwhile");
        }
        if (!Database.query(c, "SELECT 1 FROM models WHERE name = ?", r -> r.getInt(1), name)
            .isEmpty()) {
          throw taken(name);
        }
        return row.insertInto(c);
      });
    } catch (RuntimeException e) {
      directory.deleteModel(folder);
      throw e;
    }
  }

  /**
   * Removes the model called {@code name}.
   *
   * @return the version removed
   * @throws Problem if there is none
   */
  long delete(String name) {
    ModelRow row = find(name);
    if (!database.<Boolean>transaction(c -> ModelRow.delete(c, row))) {
      throw unknown(name);
    }
    directory.deleteModel(row.folder());
    return row.version();
  }
}
