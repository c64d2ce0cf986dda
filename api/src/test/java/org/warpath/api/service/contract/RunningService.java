package org.warpath.api.service.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.warpath.api.service.Service;
import org.warpath.api.service.config.ConfigReader;
import org.warpath.api.service.config.ServiceConfig;

/**
 * The real service on a free port of 127.0.0.1, with a data folder of its own that goes with it. As
 * an extension it runs for all tests of a class; else {@link #start} and {@link #close} it.
 */
public final class RunningService implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
  static {
    // The shipped graph is looked for under the checkout; tests run in a module of it.
    System.setProperty("warpath.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  private final UnaryOperator<ServiceConfig> settings;
  private @Nullable Path data;
  private @Nullable Service service;
  private @Nullable ServiceClient client;

  /**
   * With {@code settings} as the configuration file has them: {@code "limits.uploadBytes", "8MB"}.
   */
  public static RunningService withSettings(Map<String, String> settings) {
    return new RunningService(config -> {
      Map<String, String> all = new HashMap<>(settings);
      all.put("data", config.data().toString());
      all.put("port", Integer.toString(config.port()));
      try {
        return ConfigReader.read(null, Map.of(), all);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private RunningService(UnaryOperator<ServiceConfig> settings) {
    this.settings = settings;
  }

  /** With the shipped Wikipedia graph and the settings that hold where nothing is said. */
  public static RunningService withSamples() {
    return with(config -> config);
  }

  /** With what {@code settings} makes of those. */
  public static RunningService with(UnaryOperator<ServiceConfig> settings) {
    return new RunningService(settings);
  }

  /** Starts it; again, on the same data, after {@link #stop}. */
  public RunningService start() {
    try {
      if (data == null) {
        data = Files.createTempDirectory("warpath-service");
      }
      ServiceConfig config = ServiceConfig.defaults(data).withAddress("127.0.0.1", 0);
      service = Service.start(settings.apply(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client = new ServiceClient(uri());
    return this;
  }

  /** Stops the service and keeps its data. */
  public void stop() {
    if (client != null) {
      client.close();
      client = null;
    }
    if (service != null) {
      service.close();
      service = null;
    }
  }

  /** Where it listens: {@code http://127.0.0.1:41234}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + service().port());
  }

  /** The service itself. */
  public Service service() {
    return running(service);
  }

  /** The client of the tests. */
  public ServiceClient client() {
    return running(client);
  }

  /** Its data folder. */
  public Path data() {
    return running(data);
  }

  /** The files of the data folder, relative to it, in order; without SQLite's own library. */
  public List<String> files() {
    while (true) {
      try (Stream<Path> files = Files.walk(data())) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> data().relativize(file).toString())
            .filter(file -> !file.startsWith("native/"))
            .sorted()
            .toList();
      } catch (UncheckedIOException e) {
        if (!(e.getCause() instanceof NoSuchFileException)) {
          throw e; // else a folder went while it was looked at
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static <T> T running(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the service does not run");
    }
    return part;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    stop();
    if (data != null) {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      data = null;
    }
  }
}
