package org.warpath.api.service.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.ServiceClient;

/** A body of multipart/form-data, as curl and browsers make it. */
public final class Form {
  private static final String BOUNDARY = "------------------------d74496d66958873e";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** A text. */
  public Form text(String name, String value) {
    return part("name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
  }

  /** A file. */
  public Form file(String name, String fileName, byte[] content) {
    return part("name=\"%s\"; filename=\"%s\"".formatted(name, fileName), content);
  }

  /** A file of this machine, under its own name. */
  public Form file(String name, Path file) {
    try {
      return file(name, String.valueOf(file.getFileName()), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Form part(String disposition, byte[] content) {
    write("--%s\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(BOUNDARY, disposition));
    body.writeBytes(content);
    write("\r\n");
    return this;
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The body. */
  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.US_ASCII));
    return whole.toByteArray();
  }

  public static String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** Posts it as a graph. */
  Answer sendTo(ServiceClient client) {
    return sendTo(client, "/v1/graphs");
  }

  /** Posts it to {@code target}. */
  public Answer sendTo(ServiceClient client, String target) {
    return client.request("POST", target).body(contentType(), bytes()).send();
  }
}
