package org.warpath.api.service.jobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.graph.export.VectorWriter;
import org.warpath.linalg.io.AtomicFile;

/** What jobs answered, on disk: the answer's JSON, and the values if they are to be streamed. */
final class ResultFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ResultFiles.class);
  private static final String ANSWER = ".json";
  private static final String VALUES = ".npy";

  private final DataDirectory directory;

  ResultFiles(DataDirectory directory) {
    this.directory = directory;
  }

  /** The answer of the result called {@code name}. */
  Path answer(String name) {
    return directory.result(name + ANSWER);
  }

  /** The values of the result called {@code name}; the file is not there if it has none. */
  Path values(String name) {
    return directory.result(name + VALUES);
  }

  /**
   * Writes {@code result}; on disk when this returns.
   *
   * @throws IOException if it cannot be written; a part of it may be
   */
  void write(String name, JobWork.Result result) throws IOException {
    if (result.values() != null) {
      VectorWriter.npy(result.values(), values(name));
    }
    AtomicFile.write(
        answer(name), channel -> AtomicFile.writeFully(channel, ByteBuffer.wrap(result.answer())));
  }

  /** Deletes a result; what cannot be deleted now is swept away at the next start. */
  void delete(String name) {
    for (Path file : new Path[] {answer(name), values(name)}) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} cannot be deleted now", file, e);
      }
    }
  }

  /** Deletes all but the results of these names. */
  void sweep(Collection<String> kept) throws IOException {
    Set<String> files =
        kept.stream()
            .flatMap(name -> Stream.of(name + ANSWER, name + VALUES))
            .collect(Collectors.toSet());
    directory.sweep("results", files);
  }
}
