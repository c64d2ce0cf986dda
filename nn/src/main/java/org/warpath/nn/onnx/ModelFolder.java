package org.warpath.nn.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.protobuf.WireMessage;

/**
 * Where a model lies, and files with elements of its tensors: in its folder or in folders there,
 * and nowhere else, whatever a model or a link says.
 *
 * @param path null for a model that is from no file
 */
record ModelFolder(@Nullable Path path) {
  // Fields of TensorProto and of StringStringEntryProto.
  private static final int EXTERNAL_DATA = 13;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private static final int LONGEST = Integer.MAX_VALUE - 8;

  /** Where a file lies. */
  static ModelFolder of(Path file) {
    return new ModelFolder(file.toAbsolutePath().getParent());
  }

  /** What refuses a file. */
  private record Refusal(String source, String what) {
    FormatException because(String problem, @Nullable Exception cause) {
      FormatException refusal = new FormatException(source, what + " " + problem);
      if (cause != null) {
        refusal.initCause(cause);
      }
      return refusal;
    }
  }

  /**
   * The bytes of a tensor that keeps them in another file, little-endian.
   *
   * @param source the model, for messages
   * @param what the tensor, for messages
   * @throws FormatException if the file is not there, or not in the folder, or has fewer bytes
   * @throws IllegalArgumentException if there is no folder
   */
  ByteBuffer elements(WireMessage tensor, String source, String what) throws FormatException {
    if (path == null) {
      throw new IllegalArgumentException(
          "%s: %s keeps its elements in another file, which is not supported of a model that is from none"
              .formatted(source, what));
    }
    Refusal refusal = new Refusal(source, what);
    Map<String, String> entries = new HashMap<>();
    for (WireMessage entry : tensor.messages(EXTERNAL_DATA, "the place of " + what)) {
      entries.put(entry.text(KEY), entry.text(VALUE));
    }
    String location = entries.getOrDefault("location", "");
    long offset = number(entries, "offset", 0, refusal);
    try {
      Path file = file(path, location, refusal);
      long length = number(entries, "length", Math.max(0, Files.size(file) - offset), refusal);
      return read(file, offset, length, refusal);
    } catch (FormatException e) {
      throw e;
    } catch (IOException | InvalidPathException e) {
      throw refusal.because(
          "keeps its elements in %s, which cannot be read: %s".formatted(location, e), e);
    }
  }

  private static long number(
      Map<String, String> entries, String key, long otherwise, Refusal refusal)
      throws FormatException {
    String text = entries.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw refusal.because("has the %s %s, expected a number".formatted(key, text), e);
    }
  }

  private static Path file(Path folder, String location, Refusal refusal) throws IOException {
    Path home = folder.toRealPath();
    Path wanted = home.resolve(location).normalize();
    boolean isWithin = !location.isEmpty() && wanted.startsWith(home) && !wanted.equals(home);
    // Links are followed before it is looked at again.
    if (!isWithin || (Files.exists(wanted) && !wanted.toRealPath().startsWith(home))) {
      throw refusal.because(
          "keeps its elements in \"%s\", expected a file in the model's folder".formatted(location),
          null);
    }
    if (!Files.isRegularFile(wanted)) {
      throw refusal.because(
          "keeps its elements in %s, which is no file beside the model".formatted(location), null);
    }
    return wanted.toRealPath();
  }

  private static ByteBuffer read(Path file, long offset, long length, Refusal refusal)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (offset < 0 || length < 0 || length > LONGEST || offset > channel.size() - length) {
        throw refusal.because(
            "keeps %s bytes at %s of %s, which has %d"
                .formatted(
                    Long.toUnsignedString(length),
                    Long.toUnsignedString(offset),
                    file.getFileName(),
                    channel.size()),
            null);
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {}
      return bytes.flip();
    }
  }
}
