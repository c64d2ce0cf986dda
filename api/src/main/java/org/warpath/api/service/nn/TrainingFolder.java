package org.warpath.api.service.nn;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a training has on disk until its job is done or removed.
 *
 * <pre>
 * solver.prototxt              the solver's definition
 * data/                        uploaded images
 * snapshots/                   to go on from: the newest, and perhaps the one before it; each with
 *                              what was reached until then
 * content/                     the trained model's files
 * </pre>
 *
 * @param folder an upload's
 */
record TrainingFolder(Path folder) {
  private static final Pattern SNAPSHOT = Pattern.compile("run_iter_(\\d+)\\.safetensors");

  Path solver() {
    return folder.resolve("solver.prototxt");
  }

  Path data() {
    return folder.resolve("data");
  }

  private Path snapshots() {
    return folder.resolve("snapshots");
  }

  /** With what the names of snapshots begin. */
  String snapshotPrefix() {
    return snapshots().resolve("run").toString();
  }

  Path content() {
    return folder.resolve("content");
  }

  /** The snapshot to go on from. */
  Optional<Path> newest() throws IOException {
    return Optional.ofNullable(byIteration().lastEntry()).map(Map.Entry::getValue);
  }

  /** Where what was reached until a snapshot is kept: there before it. */
  Path curve(long iteration) {
    return snapshots().resolve("run_iter_" + iteration + ".curve.json");
  }

  /** What was reached until the snapshot to go on from. */
  LossCurve newestCurve() throws IOException {
    TreeMap<Long, Path> all = byIteration();
    return all.isEmpty() ? new LossCurve() : LossCurve.read(curve(all.lastKey()));
  }

  private TreeMap<Long, Path> byIteration() throws IOException {
    TreeMap<Long, Path> found = new TreeMap<>();
    if (Files.isDirectory(snapshots())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(snapshots())) {
        for (Path file : files) {
          Matcher name = SNAPSHOT.matcher(file.getFileName().toString());
          if (name.matches()) {
            found.put(Long.parseLong(name.group(1)), file);
          }
        }
      }
    }
    return found;
  }

  /** Deletes all snapshots but the newest. */
  void dropOlder() throws IOException {
    TreeMap<Long, Path> all = byIteration();
    if (all.isEmpty()) {
      return;
    }
    for (Map.Entry<Long, Path> older : all.headMap(all.lastKey()).entrySet()) {
      Path file = older.getValue();
      Files.deleteIfExists(file);
      Files.deleteIfExists(curve(older.getKey()));
      String stem = file.getFileName().toString().replace(".safetensors", ".caffemodel");
      Files.deleteIfExists(file.resolveSibling(stem));
    }
  }

  /** An empty folder for the trained model. */
  Path newContent() throws IOException {
    if (Files.isDirectory(content())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(content())) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(content());
  }

  /** Copies a file, on disk when this returns. */
  static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to);
    try (FileChannel written = FileChannel.open(to, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }
}
