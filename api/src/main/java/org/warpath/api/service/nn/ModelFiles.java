package org.warpath.api.service.nn;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.warpath.api.model.CaffeFile;
import org.warpath.api.model.ModelFile;
import org.warpath.api.model.OnnxFile;
import org.warpath.api.model.TensorArrays;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.linalg.io.FormatException;
import org.warpath.linalg.io.Npy;
import org.warpath.nn.caffe.CaffeModel;
import org.warpath.nn.caffe.CaffeNet;
import org.warpath.nn.caffe.NetState;
import org.warpath.nn.caffe.Phase;
import org.warpath.nn.checkpoint.Safetensors;
import org.warpath.nn.tensor.Tensor;

/**
 * The files of one model.
 *
 * <pre>
 * model.onnx           a model of ONNX's, or
 * model.prototxt       a definition of Caffe's, with
 * weights.caffemodel   its weights, or
 * weights.safetensors  these, and
 * mean.binaryproto     the mean image as Caffe has it,
 * mean.npy             and as an array
 * </pre>
 *
 * @param folder where they are
 */
record ModelFiles(Path folder) {
  static final String ONNX = "onnx";
  static final String CAFFE = "caffe";

  /** What errors call files, since callers know no paths here. */
  private static final String SOURCE = "model";

  Path onnx() {
    return folder.resolve("model.onnx");
  }

  Path definition() {
    return folder.resolve("model.prototxt");
  }

  Path caffeWeights() {
    return folder.resolve("weights.caffemodel");
  }

  Path tensors() {
    return folder.resolve("weights.safetensors");
  }

  Path caffeMean() {
    return folder.resolve("mean.binaryproto");
  }

  Path mean() {
    return folder.resolve("mean.npy");
  }

  String format() {
    return Files.exists(onnx()) ? ONNX : CAFFE;
  }

  /** The definition's weights; null if there are none. */
  @Nullable Path weights() {
    return Files.exists(tensors())
        ? tensors()
        : Files.exists(caffeWeights()) ? caffeWeights() : null;
  }

  /** The definition for a phase and whatever else decides what there is of it. */
  CaffeNet net(NetState state) throws IOException {
    return CaffeNet.parse(Files.readString(definition()), SOURCE, state);
  }

  /** The model. */
  ModelFile read() throws IOException {
    if (format().equals(ONNX)) {
      return OnnxFile.parse(SOURCE, Files.readAllBytes(onnx()));
    }
    return CaffeFile.of(net(NetState.of(Phase.TEST)), weights(), readMean());
  }

  private @Nullable Tensor readMean() throws IOException {
    return Files.exists(mean()) ? TensorArrays.tensor(Npy.read(mean())) : null;
  }

  /**
   * Reads a definition's weights, if it has some.
   *
   * @throws org.warpath.linalg.io.FormatException if they are damaged
   */
  void requireSoundWeights() throws IOException {
    if (Files.exists(tensors())) {
      Safetensors.read(tensors());
    } else if (Files.exists(caffeWeights())) {
      CaffeModel.read(caffeWeights());
    }
  }

  /**
   * A failure of {@code action} on these files as callers should hear of it: as a defect of the
   * model, without paths.
   */
  <T> T read(Reading<T> action) throws IOException {
    try {
      return action.read();
    } catch (FormatException | IllegalArgumentException e) {
      throw new Problem(
          ProblemType.INVALID_MODEL,
          String.valueOf(e.getMessage()).replace(folder + File.separator, ""),
          e);
    }
  }

  /** Makes something of files. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Bytes of all files. */
  long byteSize() throws IOException {
    long total = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        total += Files.size(file);
      }
    }
    return total;
  }
}
