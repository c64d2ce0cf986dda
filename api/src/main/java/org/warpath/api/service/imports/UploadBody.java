package org.warpath.api.service.imports;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.util.MultipartUtil;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.RequestBody;

/** Brings the body of a request to disk, in constant memory. */
final class UploadBody {
  private static final int BLOCK = 1 << 20;
  private static final int MAX_TEXT = 4096;

  private final Context context;
  private final Upload upload;
  private final long maxBytes;

  /**
   * @param upload where the files go
   * @param maxBytes how large the body may be
   */
  UploadBody(Context context, Upload upload, long maxBytes) {
    this.context = context;
    this.upload = upload;
    this.maxBytes = maxBytes;
  }

  /**
   * The body is the file.
   *
   * @param fileName what the caller calls it; null if he says nothing of it
   * @throws Problem if it is empty or too large, or breaks off
   */
  void receiveFile(@Nullable String fileName) throws IOException {
    Path file = upload.newFile(fileName);
    try (InputStream in = context.req().getInputStream();
        FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long total = copy(in, out);
      requireContent(total);
      // A job made of it is acknowledged before the graph is.
      out.force(true);
    }
  }

  private long copy(InputStream in, FileChannel out) throws IOException {
    byte[] block = new byte[BLOCK];
    long total = 0;
    for (int count = read(in, block); count >= 0; count = read(in, block)) {
      total += count;
      if (total > maxBytes) {
        throw RequestBody.tooLarge(maxBytes);
      }
      ByteBuffer bytes = ByteBuffer.wrap(block, 0, count);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
    return total;
  }

  private static int read(InputStream in, byte[] block) throws IOException {
    try {
      return in.read(block);
    } catch (IOException e) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, "the body ended before it was whole: " + e.getMessage(), e);
    }
  }

  private static void requireContent(long bytes) {
    if (bytes == 0) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, "the file is empty; expected a graph in a known format");
    }
  }

  /**
   * The file is a part of multipart/form-data, or several are the files of one graph.
   *
   * @param fields the names that other parts may have
   * @return the other parts' texts, and under {@code fileName} what the files were called
   * @throws Problem if a part is unknown, missing or there twice, empty or too large, or the body
   *     is no whole form
   */
  Map<String, String> receiveParts(Set<String> fields) throws IOException {
    Map<String, String> texts = new HashMap<>();
    List<@Nullable String> fileNames = new ArrayList<>();
    for (Part part : parts()) {
      switch (String.valueOf(part.getName())) {
        case "file" -> {
          keep(part, upload.newFile(part.getSubmittedFileName()));
          fileNames.add(part.getSubmittedFileName());
        }
        case "titles" -> {
          keep(part, upload.newTitles(part.getSubmittedFileName()));
          texts.put("titles", "titles");
        }
        default -> keepText(part, fields, texts);
      }
    }
    if (fileNames.isEmpty()) {
      throw new Problem(ProblemType.INVALID_REQUEST, "expected a part called file");
    }
    fileNames.removeIf(Objects::isNull);
    if (!fileNames.isEmpty()) {
      texts.put("fileName", String.join(", ", fileNames));
    }
    return texts;
  }

  private static void keep(Part part, Path file) throws IOException {
    requireContent(part.getSize());
    part.write(file.toString());
    try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  private static void keepText(Part part, Set<String> fields, Map<String, String> texts)
      throws IOException {
    String name = String.valueOf(part.getName());
    if (!fields.contains(name)) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "unknown part; known: file, titles, " + String.join(", ", new TreeSet<>(fields)));
    }
    if (part.getSize() > MAX_TEXT) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "part " + name + " must have at most " + MAX_TEXT + " bytes");
    }
    try (InputStream in = part.getInputStream()) {
      if (texts.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)) != null) {
        throw new Problem(ProblemType.INVALID_REQUEST, "part " + name + " is there twice");
      }
    }
  }

  private Iterable<Part> parts() throws IOException {
    // Parts wait for their turn in the upload's own folder, and go with it.
    context
        .req()
        .setAttribute(
            MultipartUtil.MULTIPART_CONFIG_ATTRIBUTE,
            new MultipartConfigElement(upload.folder().toString(), maxBytes, maxBytes, MAX_TEXT));
    try {
      return context.req().getParts();
    } catch (ServletException | IOException | RuntimeException e) {
      // Jetty fails the whole connection with the form, which clients are to know.
      context.header(Header.CONNECTION, "close");
      throw refused(e);
    }
  }

  // Jetty tells its reasons in texts alone, in the last cause.
  private Problem refused(Exception e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String reason =
        last instanceof NullPointerException
            ? "a part has no name"
            : String.valueOf(last.getMessage());
    if (reason.startsWith("max length exceeded") || reason.startsWith("max file size exceeded")) {
      return RequestBody.tooLarge(maxBytes);
    }
    return new Problem(
        ProblemType.INVALID_REQUEST, "the body is no whole multipart/form-data: " + reason, e);
  }
}
