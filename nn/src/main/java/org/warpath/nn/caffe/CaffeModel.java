package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.protobuf.WireMessage;
import org.warpath.nn.protobuf.WireOutput;
import org.warpath.nn.tensor.Tensor;

/**
 * A file of weights as Caffe writes it ({@code .caffemodel}, a {@code NetParameter} in protobuf's
 * wire format): the blobs of each layer, by its name. What else a file says is left out.
 */
public final class CaffeModel {
  private static final String FORMAT = "caffemodel";
  private static final String WHAT = "the network";
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
    return of(file.toString(), WireMessage.read(file, FORMAT, WHAT));
  }

  static CaffeModel of(String source, byte[] bytes) throws FormatException {
    return of(source, WireMessage.read(ByteBuffer.wrap(bytes), source, FORMAT, WHAT));
  }

  private static CaffeModel of(String source, WireMessage net) throws FormatException {
    Map<String, List<Tensor>> layers = new LinkedHashMap<>();
    for (WireMessage layer : net.messages(LAYER, "a layer")) {
      add(layer.text(LAYER_NAME), layer, BLOBS, source, layers);
    }
    for (WireMessage layer : net.messages(LEGACY_LAYERS, "a layer")) {
      add(layer.text(LEGACY_LAYER_NAME), layer, LEGACY_BLOBS, source, layers);
    }
    if (layers.isEmpty()) {
      throw new FormatException(source, "has no layers with weights; is it a caffemodel?");
    }
    return new CaffeModel(source, layers);
  }

  private static void add(
      String name,
      WireMessage layer,
      int blobsField,
      String source,
      Map<String, List<Tensor>> layers)
      throws FormatException {
    List<Tensor> blobs = new ArrayList<>();
    for (WireMessage blob : layer.messages(blobsField, "a blob of layer " + name)) {
      blobs.add(Blobs.read(blob, source));
    }
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
   * @throws IllegalArgumentException if a layer has 2 GiB or more, which no such file can hold
   * @throws IOException if the file cannot be written; it is as it was
   */
  public void write(Path file, String name) throws IOException {
    WireOutput net = new WireOutput().text(NAME, name);
    layers.forEach((layer, blobs) -> {
      WireOutput message = new WireOutput().text(LAYER_NAME, layer);
      blobs.forEach(blob -> message.message(BLOBS, Blobs.message(blob)));
      net.message(LAYER, message);
    });
    AtomicFile.write(file, net::writeTo);
  }
}
