package org.warpath.api.client;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.warpath.api.client.answer.GraphInfo;
import org.warpath.api.client.query.GraphSource;
import org.warpath.api.client.query.ImportOptions;
import org.warpath.api.client.query.Shape;

/** The catalog: graphs by name. */
public final class Graphs {
  private static final String BINARY = "application/octet-stream";

  private final Transport transport;

  Graphs(Transport transport) {
    this.transport = transport;
  }

  private record Found(List<GraphInfo> graphs) {}

  /** All graphs, by name. */
  public List<GraphInfo> list() {
    return transport.json(Call.get("v1", "graphs"), Found.class).graphs();
  }

  /** One graph. */
  public GraphClient get(String name) {
    return new GraphClient(transport, name);
  }

  /**
   * Adds a graph of a file of this machine, which is streamed.
   *
   * @param name its name: a letter or digit, then letters, digits, {@code . _ -}, 100 at most
   */
  public GraphInfo upload(String name, Path file) {
    return add(name, GraphSource.file(file));
  }

  /** As {@link #upload(String, Path)}, read in a way of choice. */
  public GraphInfo upload(String name, Path file, ImportOptions options) {
    return add(name, new GraphSource.LocalFile(file, null, options));
  }

  /** Adds a graph of bytes that are sent as they come; closes {@code content}. */
  public GraphInfo upload(String name, InputStream content, ImportOptions options) {
    return add(name, new GraphSource.Content(content, name, options));
  }

  /** Adds a graph of a file that lies under the server's import folder. */
  public GraphInfo importFile(String name, String file, ImportOptions options) {
    return add(name, new GraphSource.ServerFile(file, null, options));
  }

  /** Adds a synthetic graph. */
  public GraphInfo generate(String name, Shape shape) {
    return add(name, new GraphSource.Generated(shape));
  }

  /**
   * Adds a graph, and waits until it is there.
   *
   * @throws WarpathException if the name is taken (409), the source is no graph (422), too large
   *     (413), …; nothing is kept then
   */
  public GraphInfo add(String name, GraphSource source) {
    return new Submission(transport)
        .answer(call(name, source), Call.JSON, Reading.json(GraphInfo.class));
  }

  /** As {@link #add}, as a job: returns once everything is sent. */
  public JobHandle<GraphInfo> submit(String name, GraphSource source) {
    return new Submission(transport)
        .job(call(name, source), Call.JSON, Reading.json(GraphInfo.class));
  }

  private static Call call(String name, GraphSource source) {
    Call call = Call.post("v1", "graphs");
    return switch (source) {
      case GraphSource.Generated made -> call.json(Map.of("name", name, "generate", made.shape()));
      case GraphSource.ServerFile there -> call.json(description(name, there));
      case GraphSource.Content(InputStream content, String fileName, ImportOptions options) ->
          call.query("name", name)
              .query("fileName", fileName)
              .query(options.values())
              .upload(BINARY, BodyPublishers.ofInputStream(once(content)))
              .once();
      case GraphSource.LocalFile(Path file, Path titles, ImportOptions options)
          when titles != null -> {
        Multipart form = new Multipart().text("name", name);
        options.values().forEach((option, value) -> form.text(option, value.toString()));
        form.file("titles", titles).file("file", file);
        yield call.upload(form.contentType(), form.body());
      }
      case GraphSource.LocalFile(Path file, _, ImportOptions options) ->
          call.query("name", name)
              .query("fileName", String.valueOf(file.getFileName()))
              .query(options.values())
              .upload(BINARY, content(file));
    };
  }

  private static Map<String, Object> description(String name, GraphSource.ServerFile there) {
    Map<String, Object> json = new LinkedHashMap<>(there.options().values());
    json.put("name", name);
    json.put("file", there.file());
    @Nullable String titles = there.titles();
    if (titles != null) {
      json.put("titles", titles);
    }
    return json;
  }

  static BodyPublisher content(Path file) {
    try {
      return BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException("there is no file " + file, e);
    }
  }

  private static Supplier<InputStream> once(InputStream content) {
    return () -> content;
  }
}
