package org.warpath.api.service.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.jobs.JobOrder;
import org.warpath.api.service.jobs.JobWork;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.api.service.run.HostMemory;
import org.warpath.api.service.run.Run;
import org.warpath.api.service.run.RunRequest;
import org.warpath.api.service.run.Scheduler;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.upload.ImportFolder;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.ImportReport;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.Generator;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** Makes graphs of uploads, files and generators, as work on the CPU's lane. */
public final class GraphImports {
  private final Catalog catalog;
  private final Scheduler scheduler;
  private final DataDirectory directory;
  private final ImportFolder folder;
  private final long maxGraphBytes;

  GraphImports(
      Catalog catalog,
      Scheduler scheduler,
      DataDirectory directory,
      ImportFolder folder,
      long maxGraphBytes) {
    this.catalog = catalog;
    this.scheduler = scheduler;
    this.directory = directory;
    this.folder = folder;
    this.maxGraphBytes = maxGraphBytes;
  }

  /**
   * The work that {@code order} stands for.
   *
   * @throws Problem if its upload is gone
   */
  public JobWork revive(JobOrder order) {
    String upload = order.upload();
    if (upload != null && !Files.isDirectory(directory.upload(upload))) {
      throw new Problem(ProblemType.JOB_NOT_RESUMABLE, "the uploaded file is gone");
    }
    ImportRequest request = Json.MAPPER.convertValue(order.request(), ImportRequest.class);
    return (job, listener) -> start(request, upload, order.client(), job, listener);
  }

  /**
   * Starts to make the graph, unless {@code job} made it before: the service may have ended when
   * the graph was there and the job not yet done.
   *
   * @param job null if it is none
   */
  JobWork.Pending start(
      ImportRequest request,
      @Nullable String upload,
      String client,
      @Nullable String job,
      Run.Listener listener) {
    ObjectNode made =
        job == null ? null : catalog.describeMade(String.valueOf(request.name()), job);
    if (made != null) {
      return new JobWork.Pending(CompletableFuture.completedFuture(result(made)), () -> {});
    }
    Generate generate = request.generate();
    if (generate != null) {
      requireRoom(generate.generator());
    }
    Catalog.Reservation reservation = catalog.reserve(String.valueOf(request.name()));
    try {
      Run<JobWork.Result> run =
          scheduler.submit(
              new RunRequest(client, EngineChoice.CPU, false),
              (engine, control) -> add(request, upload, job, reservation, engine, control),
              listener);
      var _ = run.result().whenComplete((result, failure) -> reservation.close());
      return new JobWork.Pending(run.result(), run::cancel);
    } catch (RuntimeException e) {
      reservation.close();
      throw e;
    }
  }

  // In-edges, staged edges and the file itself, or the arrays in memory: refused before it starts.
  private void requireRoom(Generator generator) {
    double bytes = 24.0 * generator.vertexCount() + 16.0 * generator.edgeCount();
    if (bytes > maxGraphBytes) {
      throw new Problem(
          ProblemType.TOO_LARGE,
          "the graph would take some %.0f bytes; this server allows %d"
              .formatted(bytes, maxGraphBytes));
    }
    requireDisk((long) bytes);
  }

  /**
   * Refuses what the disk does not hold.
   *
   * @throws Problem with needed and free bytes
   */
  void requireDisk(long bytes) {
    try {
      long free = directory.freeBytes();
      if (bytes > free) {
        throw new Problem(
                ProblemType.OUT_OF_DISK,
                "some %d bytes of disk are needed, %d are free".formatted(bytes, free))
            .with("where", "disk")
            .with("needed", bytes)
            .with("free", free);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JobWork.Result add(
      ImportRequest request,
      @Nullable String upload,
      @Nullable String job,
      Catalog.Reservation reservation,
      Engine engine,
      RunControl control)
      throws IOException {
    int threads = engine instanceof Engine.Cpu cpu ? cpu.threads() : 1;
    Path scratch = directory.newUpload();
    try (Imported imported = make(request, upload, scratch, threads, control)) {
      control.cancellation().throwIfCancelled();
      ObjectNode graph =
          reservation.add(imported.graph(), provenance(request), describe(imported.report()), job);
      return result(graph);
    } finally {
      directory.deleteUpload(String.valueOf(scratch.getFileName()));
    }
  }

  private static JobWork.Result result(ObjectNode graph) {
    return new JobWork.Result(graph.toString().getBytes(StandardCharsets.UTF_8), null);
  }

  private Imported make(
      ImportRequest request, @Nullable String upload, Path scratch, int threads, RunControl control)
      throws IOException {
    BuildOptions build =
        BuildOptions.defaults()
            .withThreads(threads)
            .withScratchDirectory(scratch)
            .withMemoryBudgetBytes(budgetBytes())
            .withInEdges(true);
    Generate generate = request.generate();
    if (generate != null) {
      return generate
          .generator()
          .generate(generate.apply(build), generate.integerWeights(), control);
    }
    GraphSource source =
        upload == null
            ? GraphSource.onServer(folder, request)
            : GraphSource.uploaded(new Upload(directory.upload(upload)), request, maxGraphBytes);
    return source.read(request, build, control);
  }

  // Of the budget, at most a third is heap: staged edges. Beyond it they go to disk.
  private static long budgetBytes() {
    long free = HostMemory.heapFreeFor(Runtime.getRuntime().maxMemory() / 2);
    return Math.clamp(
        free, BuildOptions.MINIMUM_BUDGET_BYTES, BuildOptions.defaults().memoryBudgetBytes());
  }

  private static Map<String, String> provenance(ImportRequest request) {
    Map<String, String> provenance = new LinkedHashMap<>();
    Generate generate = request.generate();
    if (generate != null) {
      provenance.put("source", "generated");
      provenance.put("generator", Json.MAPPER.valueToTree(generate).toString());
    } else if (request.file() != null) {
      provenance.put("source", "imported");
      provenance.put("file", printable(request.file()));
    } else {
      provenance.put("source", "uploaded");
      if (request.fileName() != null) {
        provenance.put("file", printable(request.fileName()));
      }
    }
    return provenance;
  }

  /** {@code text} as a line that is not too long. */
  static String printable(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "�");
    return plain.length() > 255 ? plain.substring(0, 255) : plain;
  }

  static ObjectNode describe(ImportReport report) {
    ObjectNode json = Json.object();
    json.put("linesRead", report.linesRead());
    json.put("edgesRead", report.edgesRead());
    json.put("edgesKept", report.edgesKept());
    ObjectNode dropped = json.putObject("dropped");
    report.dropped().forEach(dropped::put);
    ObjectNode seconds = json.putObject("seconds");
    report.seconds().forEach(seconds::put);
    return json;
  }
}
