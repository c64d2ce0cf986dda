package org.warpath.api.service.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.Catalog;
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
import org.warpath.api.service.jobs.JobWork;
import org.warpath.api.service.jobs.Jobs;
import org.warpath.api.service.run.Awaiting;
import org.warpath.api.service.run.Run;
import org.warpath.api.service.run.Scheduler;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.upload.ImportFolder;
import org.warpath.api.service.upload.UploadBody;

/** {@code POST /v1/graphs}. */
public final class ImportRoutes implements Routes {
  private static final Set<String> FIELDS =
      Set.of(
          "name", "format", "direction", "duplicates", "selfLoops", "weights", "negativeWeights");
  private static final Set<String> QUERY =
      Set.of(
          "name",
          "fileName",
          "format",
          "direction",
          "duplicates",
          "selfLoops",
          "weights",
          "negativeWeights");

  private final Catalog catalog;
  private final Jobs jobs;
  private final DataDirectory directory;
  private final ServiceConfig.Limits limits;
  private final GraphImports imports;
  private final ImportFolder folder;

  public ImportRoutes(
      Catalog catalog,
      Jobs jobs,
      Scheduler scheduler,
      DataDirectory directory,
      ServiceConfig config) {
    this.catalog = catalog;
    this.jobs = jobs;
    this.directory = directory;
    this.limits = config.limits();
    this.folder = new ImportFolder(config.importFolder());
    this.imports = new GraphImports(catalog, scheduler, directory, folder, limits.uploadBytes());
  }

  /** What makes graphs of orders. */
  public GraphImports imports() {
    return imports;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/v1/graphs", this::add, Scope.WRITE);
  }

  private void add(Context context) throws IOException, InterruptedException {
    switch (RequestBody.mediaType(context)) {
      case "application/json" -> addFromJson(context);
      case "multipart/form-data" -> upload(context, true);
      default -> upload(context, false);
    }
  }

  private void addFromJson(Context context) throws IOException, InterruptedException {
    QueryParameters.of(context, Set.of());
    ImportRequest request = RequestBody.json(context, ImportRequest.class, limits.jsonBytes());
    if ((request.file() == null) == (request.generate() == null) || request.fileName() != null) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "expected a name and either file, a path in the import folder, or generate");
    }
    request.check();
    if (request.generate() != null) {
      refuseAllBut(request, Set.of("name", "generate"));
    } else {
      GraphSource.onServer(folder, request); // not there? then say so at once
    }
    finish(context, request, null);
  }

  private static void refuseAllBut(ImportRequest request, Set<String> fields) {
    Json.MAPPER
        .valueToTree(request)
        .fieldNames()
        .forEachRemaining(field -> {
          if (!fields.contains(field)) {
            throw new Problem(
                ProblemType.INVALID_REQUEST,
                field + " does not belong to a graph that is generated");
          }
        });
  }

  private void upload(Context context, boolean multipart) throws IOException, InterruptedException {
    try {
      receive(context, multipart);
    } catch (IOException | RuntimeException e) {
      // Who is cut off while sending does not hear why.
      RequestBody.drain(context, RequestBody.DRAINED_BYTES);
      throw e;
    }
  }

  private void receive(Context context, boolean multipart)
      throws IOException, InterruptedException {
    long announced = context.req().getContentLengthLong();
    if (announced > limits.uploadBytes()) {
      throw RequestBody.tooLarge(limits.uploadBytes());
    }
    imports.requireDisk(announced);
    QueryParameters query = QueryParameters.of(context, multipart ? Set.of() : QUERY);
    Path received = directory.newUpload();
    String name = String.valueOf(received.getFileName());
    boolean kept = false;
    try {
      Upload upload = new Upload(received);
      UploadBody body =
          new UploadBody(context, received, limits.uploadBytes(), "a graph in a known format");
      ImportRequest request;
      if (multipart) {
        request = request(receiveParts(body, upload)::get);
        request.check();
      } else {
        request = request(query::text);
        request.check();
        catalog.reserve(String.valueOf(request.name())).close(); // taken? then say so at once
        body.receiveFile(upload.newFile(request.fileName()));
      }
      kept = finish(context, request, name);
    } finally {
      if (!kept) {
        directory.deleteUpload(name);
      }
    }
  }

  /** The texts of the fields, and under {@code fileName} what the files were called. */
  private static Map<String, String> receiveParts(UploadBody body, Upload upload)
      throws IOException {
    List<String> fileNames = new ArrayList<>();
    Map<String, UploadBody.FilePart> files = new LinkedHashMap<>();
    files.put(
        "file",
        given -> {
          if (given != null) {
            fileNames.add(given);
          }
          return upload.newFile(given);
        });
    files.put("titles", upload::newTitles);
    Map<String, String> texts = body.receiveParts(files, FIELDS);
    if (upload.files().isEmpty()) {
      throw new Problem(ProblemType.INVALID_REQUEST, "expected a part called file");
    }
    if (upload.titles().isPresent()) {
      texts.put("titles", "titles");
    }
    if (!fileNames.isEmpty()) {
      texts.put("fileName", String.join(", ", fileNames));
    }
    return texts;
  }

  /** Where the texts of fields are found. */
  private interface Fields {
    @Nullable String get(String field);
  }

  private static ImportRequest request(Fields fields) {
    String weights = fields.get("weights");
    return new ImportRequest(
        fields.get("name"),
        null,
        fields.get("fileName"),
        null,
        fields.get("format"),
        choice(fields, "direction", org.warpath.graph.io.Direction.class),
        choice(fields, "duplicates", org.warpath.graph.build.Duplicates.class),
        choice(fields, "selfLoops", org.warpath.graph.build.SelfLoops.class),
        weights == null ? null : QueryParameters.flag("weights", weights),
        choice(fields, "negativeWeights", org.warpath.graph.io.NegativeWeights.class),
        fields.get("titles"));
  }

  private static <E extends Enum<E>> @Nullable E choice(
      Fields fields, String field, Class<E> type) {
    String text = fields.get(field);
    return text == null ? null : QueryParameters.choice(field, text, type);
  }

  /** Makes the graph, or a job that does; whether the upload belongs to a job now. */
  private boolean finish(Context context, ImportRequest request, @Nullable String upload)
      throws IOException, InterruptedException {
    String client = Caller.of(context);
    String name = String.valueOf(request.name());
    if (Caller.prefersAsync(context)) {
      if (upload != null) {
        directory.keepUpload(upload);
      }
      ObjectNode order = Json.MAPPER.valueToTree(request);
      JobOrder job = JobOrder.ofImport(client, name, order, upload);
      JobRoutes.accepted(context, jobs.submit(job, imports.revive(job)));
      return upload != null;
    }
    JobWork.Pending pending = imports.start(request, upload, client, null, new Run.Listener() {});
    context.header("Location", "/v1/graphs/" + name);
    context
        .status(201)
        .contentType("application/json")
        .result(Awaiting.result(pending.result(), pending.cancel()).answer());
    return false;
  }
}
