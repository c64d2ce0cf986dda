package org.warpath.api.service.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.store.Database;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.kernels.RunControl;

/** The shipped Wikipedia graph, with which a new data folder begins. */
public final class SampleGraph {
  /** Its name in the catalog. */
  public static final String NAME = "simplewiki";

  private SampleGraph() {}

  /** Adds it, unless it was added once before: who removed it does not want it back. */
  public static void addOnce(Catalog catalog, Database database) throws IOException {
    Path folder = Path.of(System.getProperty("warpath.home", "."), "data", "simplewiki-2007");
    boolean added =
        !database
            .query("SELECT value FROM facts WHERE name = 'samples'", row -> row.getString(1))
            .isEmpty();
    if (added || !Files.isDirectory(folder)) {
      return;
    }
    if (!catalog.contains(NAME)) {
      add(catalog, folder);
    }
    database.update("INSERT INTO facts (name, value) VALUES ('samples', ?)", NAME);
  }

  private static void add(Catalog catalog, Path folder) throws IOException {
    ImportOptions options =
        ImportOptions.defaults()
            .withBuild(BuildOptions.defaults().withInEdges(true))
            .withTitles(folder.resolve("titles.txt.gz"));
    try (Catalog.Reservation reservation = catalog.reserve(NAME);
        Imported imported =
            GraphFiles.importFrom(
                List.of(folder.resolve("edges.txt.gz")), options, RunControl.none())) {
      reservation.add(
          imported.graph(),
          Map.of("source", "Simple English Wikipedia, April 2007, articles", "licence", "GFDL"),
          GraphImports.describe(imported.report()),
          null);
    }
  }
}
