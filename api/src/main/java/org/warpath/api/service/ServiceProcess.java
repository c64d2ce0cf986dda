package org.warpath.api.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.warpath.api.log.StandardErrorLog;
import org.warpath.api.service.config.ConfigReader;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.config.ServiceConfig.LogFormat;

/** A service that is all that its process does. */
public final class ServiceProcess {
  private ServiceProcess() {}

  /**
   * Serves until the process is told to end, which closes the service.
   *
   * @param file the file of settings; null if there is none
   * @param options the command line's, by setting
   * @param out gets the address, in a line, when requests are taken
   * @throws IllegalArgumentException if settings are wrong, or the address or the data folder
   *     cannot be had
   * @throws IOException if a file cannot be read
   */
  public static void run(@Nullable Path file, Map<String, String> options, PrintWriter out)
      throws IOException, InterruptedException {
    ServiceConfig config = ConfigReader.read(file, System.getenv(), options);
    StandardErrorLog.forService(config.log().format() == LogFormat.JSON);
    Service service = start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service), "warpath-end"));
    String scheme = config.security().tls().isPresent() ? "https" : "http";
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    out.printf("%s://%s:%d%n", scheme, host, service.port());
    out.flush();
    new CountDownLatch(1).await();
  }

  /** Told to end, it has done well: Java's own exit code would be that of a killed process. */
  private static void end(Service service) {
    service.close();
    Runtime.getRuntime().halt(0);
  }

  private static Service start(ServiceConfig config) throws IOException {
    try {
      return Service.start(config);
    } catch (FileSystemException e) {
      throw new IllegalArgumentException("data folder " + config.data() + ": " + reason(e), e);
    }
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case AccessDeniedException denied -> denied.getFile() + " cannot be written";
      case FileAlreadyExistsException file -> file.getFile() + " is not a folder";
      case NoSuchFileException missing -> missing.getFile() + " cannot be made";
      default -> e.getReason() == null ? e.getMessage() : e.getReason();
    };
  }
}
