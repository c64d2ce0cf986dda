package org.warpath.api.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A form of several parts (RFC 7578), its files streamed. */
final class Multipart {
  private final String boundary = "warpath-" + UUID.randomUUID();
  private final List<BodyPublisher> pieces = new ArrayList<>();

  Multipart text(String name, String value) {
    head("name=\"" + name + "\"");
    return piece(value + "\r\n");
  }

  Multipart file(String name, Path file) {
    // As browsers write it: a quote in a file's name would end it.
    String fileName = String.valueOf(file.getFileName()).replace("\"", "%22");
    head("name=\"" + name + "\"; filename=\"" + fileName + "\"");
    pieces.add(Graphs.content(file));
    return piece("\r\n");
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher body() {
    piece("--" + boundary + "--\r\n");
    return BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new));
  }

  private void head(String disposition) {
    piece("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
  }

  private Multipart piece(String text) {
    pieces.add(BodyPublishers.ofString(text, StandardCharsets.UTF_8));
    return this;
  }
}
