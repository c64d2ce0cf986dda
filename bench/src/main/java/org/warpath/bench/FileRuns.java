package org.warpath.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.warpath.bench.graph.Kronecker;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;

/** Reading a plain text edge list, and opening the mapped file it becomes. */
final class FileRuns implements AutoCloseable {
  private final Path folder;
  private final Path text;
  private final Path csr;
  private final int threads;

  FileRuns(int scale, int threads) throws IOException {
    this.threads = threads;
    folder = Files.createTempDirectory("warpath-bench-");
    text = folder.resolve("edges.txt");
    csr = folder.resolve("graph.csr");
    new Kronecker(scale).writeText(text);
  }

  /** Bytes of the text. */
  long textBytes() throws IOException {
    return Files.size(text);
  }

  /** From the text to a written .csr file, as {@code warpath import} does it. */
  Measurement importText(int runs) throws IOException {
    return Measurement.of(
        "import text, write .csr",
        1,
        runs,
        (double) textBytes(),
        () -> {
          long start = System.nanoTime();
          ImportOptions options =
              ImportOptions.defaults()
                  .withBuild(BuildOptions.defaults().withInEdges(true).withThreads(threads));
          try (Imported imported =
              GraphFiles.importFrom(List.of(text), options, RunControl.none())) {
            CsrFile.write(imported.graph(), csr);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return Timings.secondsSince(start);
        });
  }

  /** Opening the written file. */
  Measurement open(int runs) {
    return Measurement.of(
        "open .csr",
        5,
        runs,
        0,
        () -> {
          long start = System.nanoTime();
          try (Graph graph = CsrFile.open(csr)) {
            double seconds = Timings.secondsSince(start);
            if (graph.vertexCount() == 0) {
              throw new IllegalStateException("the file holds no vertex");
            }
            return seconds;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(text);
    Files.deleteIfExists(csr);
    Files.deleteIfExists(folder);
  }
}
