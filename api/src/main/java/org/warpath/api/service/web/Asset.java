package org.warpath.api.service.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the web page, in memory.
 *
 * @param contentType what it is
 * @param plain its bytes
 * @param gzip the same packed; empty where that would not make it smaller
 * @param hash of its bytes, in hexadecimal digits
 */
record Asset(String contentType, byte[] plain, Optional<byte[]> gzip, String hash) {
  private static final String TEXT = "text/plain; charset=utf-8";

  // By extension, or by name where there is none. Only these are served: a folder reads like a
  // file, too.
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          ".html", "text/html; charset=utf-8",
          ".css", "text/css; charset=utf-8",
          ".js", "text/javascript; charset=utf-8",
          ".svg", "image/svg+xml",
          ".yaml", "application/yaml; charset=utf-8",
          ".woff2", "font/woff2",
          ".txt", TEXT,
          "LICENSE", TEXT,
          "NOTICE", TEXT);

  /** The resource of that path from the class path's root; empty if there is none to serve. */
  static Optional<Asset> read(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String contentType = CONTENT_TYPES.get(name.substring(Math.max(0, name.lastIndexOf('.'))));
    if (contentType == null) {
      return Optional.empty();
    }
    try (InputStream in = Asset.class.getResourceAsStream(path)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] plain = in.readAllBytes();
      return Optional.of(new Asset(contentType, plain, packed(plain), hash(plain)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<byte[]> packed(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.size() < plain.length ? Optional.of(out.toByteArray()) : Optional.empty();
  }

  private static String hash(byte[] plain) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
