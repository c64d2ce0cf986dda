package org.warpath.api.service.imports;

import io.javalin.http.Context;
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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.RequestBody;

/** Brings the body of a request to disk, in constant memory. */
final class Upload {
  /** The file's name in the folder of its upload, before its ending. */
  static final String FILE = "upload";

  /** The name of the file of titles. */
  static final String TITLES = "titles";

  private static final int BLOCK = 1 << 20;
  private static final int MAX_FIELD = 4096;

  private final Path folder;
  private final long maxBytes;

  /**
   * @param folder where the files go
   * @param maxBytes how large the body may be
   */
  Upload(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** The body is the file. */
  void receiveBody(Context context, @Nullable String fileName) throws IOException {
    write(context.req().getInputStream(), folder.resolve(FILE + ending(fileName)));
  }

  /**
   * The file is a part of multipart/form-data.
   *
   * @param fields the names that other parts may have
   * @return the other parts' texts, and under {@code fileName} what the file was called
   */
  Map<String, String> receiveParts(Context context, Set<String> fields) throws IOException {
    Map<String, String> texts = new HashMap<>();
    boolean received = false;
    for (Part part : parts(context)) {
      String name = part.getName();
      if (name.equals("file")) {
        String fileName = part.getSubmittedFileName();
        write(part.getInputStream(), folder.resolve(FILE + ending(fileName)));
        if (fileName != null) {
          texts.put("fileName", fileName);
        }
        received = true;
      } else if (name.equals(TITLES)) {
        write(part.getInputStream(), folder.resolve(TITLES));
        texts.put(TITLES, TITLES);
      } else if (!fields.contains(name) || texts.put(name, text(part)) != null) {
        throw new Problem(
            ProblemType.INVALID_REQUEST,
            "unknown or repeated part; known: file, titles, "
                + String.join(", ", fields.stream().sorted().toList()));
      }
    }
    if (!received) {
      throw new Problem(ProblemType.INVALID_REQUEST, "expected a part called file");
    }
    return texts;
  }

  private Iterable<Part> parts(Context context) throws IOException {
    // Parts wait for their turn in the upload's own folder, and go with it.
    context
        .req()
        .setAttribute(
            MultipartUtil.MULTIPART_CONFIG_ATTRIBUTE,
            new MultipartConfigElement(folder.toString(), maxBytes, maxBytes, MAX_FIELD));
    try {
      return context.req().getParts();
    } catch (ServletException | IllegalStateException e) {
      throw refused(e);
    } catch (IOException | RuntimeException e) {
      throw new Problem(ProblemType.INVALID_REQUEST, "the body is no whole multipart/form-data", e);
    }
  }

  private Problem refused(Exception e) {
    String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("max") || reason.contains("too large") || reason.contains("exceeds")
        ? RequestBody.tooLarge(maxBytes)
        : new Problem(ProblemType.INVALID_REQUEST, "the body is no whole multipart/form-data", e);
  }

  private static String text(Part part) throws IOException {
    if (part.getSize() > MAX_FIELD) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "part " + part.getName() + " must have at most " + MAX_FIELD + " bytes");
    }
    try (InputStream in = part.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void write(InputStream in, Path file) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] block = new byte[BLOCK];
      long total = 0;
      while (true) {
        int count = read(in, block);
        if (count < 0) {
          break;
        }
        total += count;
        if (total > maxBytes) {
          throw RequestBody.tooLarge(maxBytes);
        }
        ByteBuffer bytes = ByteBuffer.wrap(block, 0, count);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      if (total == 0) {
        throw new Problem(
            ProblemType.INVALID_REQUEST, "the file is empty; expected a graph in a known format");
      }
      // A job made of it is acknowledged before the graph is.
      out.force(true);
    }
  }

  private static int read(InputStream in, byte[] block) throws IOException {
    try {
      return in.read(block);
    } catch (IOException e) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, "the body ended before it was whole: " + e.getMessage(), e);
    }
  }

  /** The ending of {@code fileName}, which helps to tell the format: {@code ".csv.gz"}. */
  private static String ending(@Nullable String fileName) {
    if (fileName == null) {
      return "";
    }
    int dot = fileName.indexOf('.', Math.max(0, fileName.length() - 16));
    String ending = dot < 0 ? "" : fileName.substring(dot);
    return ending.matches("(\\.[A-Za-z0-9]{1,10}){1,3}") ? ending : "";
  }
}
