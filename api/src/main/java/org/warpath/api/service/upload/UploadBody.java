package org.warpath.api.service.upload;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.RequestBody;

/** Brings the body of a request to disk, in constant memory. */
public final class UploadBody {
  private static final int BLOCK = 1 << 20;
  private static final int MAX_TEXT = 4096;

  private final Context context;
  private final Path folder;
  private final long maxBytes;
  private final String expected;

  /**
   * @param folder where parts wait for their turn; nobody else's
   * @param maxBytes how large the body may be
   * @param expected what a file should hold, for messages: {@code "a graph in a known format"}
   */
  public UploadBody(Context context, Path folder, long maxBytes, String expected) {
    this.context = context;
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.expected = expected;
  }

  /** Where a part that is a file is to go. */
  @FunctionalInterface
  public interface FilePart {
    /**
     * A file that is not there yet.
     *
     * @param given what the caller calls it; null if he says nothing of it
     * @throws Problem if there may be no such part, or no other one
     */
    Path place(@Nullable String given) throws IOException;
  }

  /**
   * The body is the file.
   *
   * @param file not there yet
   * @throws Problem if it is empty or too large, or breaks off
   */
  public void receiveFile(Path file) throws IOException {
    try (InputStream in = context.req().getInputStream();
        FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long total = copy(in, out);
      requireContent(total);
      // A job made of it is acknowledged before what it makes is there.
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

  private void requireContent(long bytes) {
    if (bytes == 0) {
      throw new Problem(ProblemType.INVALID_REQUEST, "the file is empty; expected " + expected);
    }
  }

  /**
   * The body is multipart/form-data.
   *
   * @param files the parts that are files
   * @param texts the names that other parts may have
   * @return the other parts' texts
   * @throws Problem if a part is unknown, there twice, empty or too large, or the body is no whole
   *     form
   */
  public Map<String, String> receiveParts(Map<String, FilePart> files, Set<String> texts)
      throws IOException {
    Map<String, String> found = new HashMap<>();
    for (Part part : parts()) {
      String name = String.valueOf(part.getName());
      FilePart file = files.get(name);
      if (file != null) {
        keep(part, file.place(part.getSubmittedFileName()));
      } else if (texts.contains(name)) {
        keepText(part, found);
      } else {
        throw new Problem(
            ProblemType.INVALID_REQUEST,
            "unknown part; known: "
                + String.join(", ", files.keySet())
                + ", "
                + String.join(", ", new TreeSet<>(texts)));
      }
    }
    return found;
  }

  private void keep(Part part, Path file) throws IOException {
    requireContent(part.getSize());
    part.write(file.toString());
    try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  private static void keepText(Part part, Map<String, String> texts) throws IOException {
    String name = part.getName();
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
    // Parts wait for their turn in the folder, and go with it.
    context
        .req()
        .setAttribute(
            MultipartUtil.MULTIPART_CONFIG_ATTRIBUTE,
            new MultipartConfigElement(folder.toString(), maxBytes, maxBytes, MAX_TEXT));
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
