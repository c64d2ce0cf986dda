package org.warpath.nn.caffe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.tensor.Tensor;

/**
 * A file of weights as Caffe writes it ({@code .caffemodel}, a {@code NetParameter} in protobuf's
 * wire format): the blobs of each layer, by its name. What else a file says is left out.
 */
public final class CaffeModel {
  // Fields of NetParameter.
  private static final int NAME = 1;
  private static final int LEGACY_LAYERS = 2;
  private static final int LAYER = 100;
  // Fields of LayerParameter, and of V1LayerParameter.
  private static final int LAYER_NAME = 1;
  private static final int BLOBS = 7;
  private static final int LEGACY_LAYER_NAME = 4;
  private static final int LEGACY_BLOBS = 6;

  private final String source;
  private final Map<String, List<Tensor>> layers;

  private CaffeModel(String source, Map<String, List<Tensor>> layers) {
    this.source = source;
    this.layers = Collections.unmodifiableMap(layers);
  }

  /** Of these blobs, not copied. */
  static CaffeModel of(Map<String, List<Tensor>> layers) {
    return new CaffeModel("weights", new LinkedHashMap<>(layers));
  }

  /**
   * Reads a file whole, in time and memory in proportion to it.
   *
   * @throws FormatException if it is damaged, or none such
   * @throws IOException if it cannot be read
   */
  public static CaffeModel read(Path file) throws IOException {
    return of(file.toString(), Files.readAllBytes(file));
  }

  static CaffeModel of(String source, byte[] bytes) throws FormatException {
    Map<String, List<Tensor>> layers = new LinkedHashMap<>();
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case LAYER -> readLayer(in, source, LAYER_NAME, BLOBS, layers);
          case LEGACY_LAYERS -> readLayer(in, source, LEGACY_LAYER_NAME, LEGACY_BLOBS, layers);
          default -> in.skipField(tag);
        }
      }
    } catch (FormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      FormatException failure =
          new FormatException(source, "is damaged, or no caffemodel: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
    if (layers.isEmpty()) {
      throw new FormatException(source, "has no layers with weights; is it a caffemodel?");
    }
    return new CaffeModel(source, layers);
  }

  private static void readLayer(
      CodedInputStream in,
      String source,
      int nameField,
      int blobsField,
      Map<String, List<Tensor>> layers)
      throws IOException {
    int end = in.pushLimit(in.readRawVarint32());
    String name = "";
    List<Tensor> blobs = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      boolean isMessage = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (field == nameField && isMessage) {
        name = in.readString();
      } else if (field == blobsField && isMessage) {
        blobs.add(BlobReader.read(in, source));
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(end);
    if (!blobs.isEmpty() && layers.put(name, List.copyOf(blobs)) != null) {
      throw new FormatException(source, "has two layers called " + name);
    }
  }

  /** What it was read from, for messages. */
  public String source() {
    return source;
  }

  /** The blobs of each layer that has some. */
  public Map<String, List<Tensor>> layers() {
    return layers;
  }

  /**
   * Writes it atomically, in the form that Caffe's current versions read.
   *
   * @param name the network's
   * @throws IOException if the file cannot be written; it is as it was
   */
  public void write(Path file, String name) throws IOException {
    AtomicFile.write(
        file,
        channel -> {
          OutputStream stream = Channels.newOutputStream(channel);
          CodedOutputStream out = CodedOutputStream.newInstance(stream);
          out.writeString(NAME, name);
          for (Map.Entry<String, List<Tensor>> layer : layers.entrySet()) {
            writeLayer(out, layer.getKey(), layer.getValue());
          }
          out.flush();
        });
  }

  private static void writeLayer(CodedOutputStream out, String name, List<Tensor> blobs)
      throws IOException {
    int size = CodedOutputStream.computeStringSize(LAYER_NAME, name);
    for (Tensor blob : blobs) {
      size = Math.addExact(size, BlobWriter.sizeIn(BLOBS, blob));
    }
    out.writeTag(LAYER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(size);
    out.writeString(LAYER_NAME, name);
    for (Tensor blob : blobs) {
      BlobWriter.write(out, BLOBS, blob);
    }
  }
}
