package org.warpath.api.service.nn;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.api.model.TensorArrays;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.upload.UploadBody;
import org.warpath.linalg.io.Npy;
import org.warpath.nn.caffe.CaffeWeights;

/** Receives the files of a model into a folder of its own, and gives them their names. */
final class ModelUpload {
  private static final String MODEL = "model";
  private static final String WEIGHTS = "weights";
  private static final String MEAN = "mean";

  private final Context context;
  private final Path upload;
  private final Path content;
  private final long maxBytes;

  /**
   * @param upload nobody else's folder
   * @param maxBytes how large the body may be
   */
  ModelUpload(Context context, Path upload, long maxBytes) {
    this.context = context;
    this.upload = upload;
    this.content = upload.resolve("content");
    this.maxBytes = maxBytes;
  }

  /**
   * What came.
   *
   * @param name of the model
   * @param shape what is said of inputs' shapes; null if nothing is
   * @param files sound as far as names go
   */
  record Received(String name, @Nullable String shape, ModelFiles files) {}

  /** Says whether a name may be taken, before much comes. */
  @FunctionalInterface
  interface NameCheck {
    /**
     * Refuses what may not be taken.
     *
     * @throws Problem if it may not
     */
    void require(String name);
  }

  /**
   * Receives them.
   *
   * @throws Problem if the body is no model, or not whole
   */
  Received receive(boolean isForm, NameCheck check) throws IOException {
    Files.createDirectory(content);
    UploadBody body =
        new UploadBody(context, upload, maxBytes, "a model of ONNX's or a definition of Caffe's");
    Map<String, String> texts;
    if (isForm) {
      Map<String, UploadBody.FilePart> parts = new HashMap<>();
      for (String part : new String[] {MODEL, WEIGHTS, MEAN}) {
        parts.put(part, given -> once(part));
      }
      texts = body.receiveParts(parts, Set.of("name", "shape"));
      check.require(name(texts.get("name")));
      if (!Files.exists(upload.resolve(MODEL))) {
        throw new Problem(ProblemType.INVALID_REQUEST, "expected a part called model");
      }
    } else {
      QueryParameters query = QueryParameters.of(context, Set.of("name", "shape"));
      check.require(name(query.text("name")));
      texts = new HashMap<>();
      texts.put("name", query.text("name"));
      texts.put("shape", query.text("shape"));
      body.receiveFile(upload.resolve(MODEL));
    }
    return new Received(name(texts.get("name")), texts.get("shape"), sorted());
  }

  private static String name(@Nullable String said) {
    if (said == null) {
      throw new Problem(ProblemType.INVALID_REQUEST, "expected the model's name");
    }
    return said;
  }

  private Path once(String part) {
    Path file = upload.resolve(part);
    if (Files.exists(file)) {
      throw new Problem(ProblemType.INVALID_REQUEST, "part " + part + " is there twice");
    }
    return file;
  }

  /** The files under the names that tell what they are. */
  private ModelFiles sorted() throws IOException {
    ModelFiles files = new ModelFiles(content);
    boolean isText = isText(upload.resolve(MODEL));
    Files.move(upload.resolve(MODEL), isText ? files.definition() : files.onnx());
    Path weights = upload.resolve(WEIGHTS);
    Path mean = upload.resolve(MEAN);
    if (!isText && (Files.exists(weights) || Files.exists(mean))) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "part model is no text, so it is no definition of Caffe's: expected no weights or mean"
              + " beside it");
    }
    if (Files.exists(weights)) {
      Files.move(weights, isSafetensors(weights) ? files.tensors() : files.caffeWeights());
    }
    if (Files.exists(mean)) {
      Files.move(mean, files.caffeMean());
      files.read(() -> {
        Npy.write(files.mean(), TensorArrays.array(CaffeWeights.readMean(files.caffeMean())));
        return files.mean();
      });
    }
    return files;
  }

  /**
   * A definition is text, and a message of protocol buffers is none: it has bytes below a space.
   */
  private static boolean isText(Path file) throws IOException {
    byte[] start = new byte[1 << 12];
    int length;
    try (InputStream in = Files.newInputStream(file)) {
      length = in.readNBytes(start, 0, start.length);
    }
    for (int i = 0; i < length; i++) {
      if (start[i] >= 0 && start[i] < ' ' && "\t\n\r\f".indexOf(start[i]) < 0) {
        return false;
      }
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    try {
      // A character may be cut off at the end.
      int end = length < start.length ? length : length - 4;
      var _ = decoder.decode(ByteBuffer.wrap(start, 0, lastWhole(start, end)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static int lastWhole(byte[] bytes, int end) {
    int last = end;
    while (last > 0 && last > end - 4 && last < bytes.length && (bytes[last] & 0xC0) == 0x80) {
      last--;
    }
    return last;
  }

  /** Its header's length in 8 bytes, and then the header, a JSON object. */
  private static boolean isSafetensors(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(Long.BYTES + 1);
      if (start.length <= Long.BYTES) {
        return false;
      }
      long header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
      return start[Long.BYTES] == '{' && header > 0 && header <= Files.size(file);
    }
  }
}
