package org.warpath.api.cli.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.warpath.api.image.Picture;
import org.warpath.api.image.Png;
import org.warpath.api.model.ModelFile;
import org.warpath.api.model.ModelInput;
import org.warpath.api.model.TensorArrays;
import org.warpath.linalg.io.Npy;
import org.warpath.nn.onnx.OnnxTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** The inputs of a model from files: {@code .npy}, {@code .pb}, pictures. */
final class InputFiles {
  private static final int PICTURE_RANK = 4;

  private final ModelFile model;
  private final Map<String, Shape> shapes;
  private final PictureOptions pictures;

  /** With the shapes that are said for inputs. */
  InputFiles(ModelFile model, Map<String, Shape> shapes, PictureOptions pictures) {
    this.model = model;
    this.shapes = shapes;
    this.pictures = pictures;
  }

  /**
   * Tensors by input. Several pictures for one input are a batch.
   *
   * @param given files, or {@code NAME=FILE}; those without a name in the inputs' order
   */
  Map<String, Tensor> read(List<String> given) throws IOException {
    Map<String, List<Path>> files = byInput(given);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, List<Path>> entry : files.entrySet()) {
      tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
    }
    return tensors;
  }

  private Map<String, List<Path>> byInput(List<String> given) {
    List<String> names = model.inputs().stream().map(ModelInput::name).toList();
    Map<String, List<Path>> files = new LinkedHashMap<>();
    List<Path> unnamed = new ArrayList<>();
    for (String one : given) {
      int end = one.indexOf('=');
      boolean isNamed =
          end > 0 && names.contains(one.substring(0, end)) && !Files.exists(Path.of(one));
      if (isNamed) {
        files
            .computeIfAbsent(one.substring(0, end), name -> new ArrayList<>())
            .add(Path.of(one.substring(end + 1)));
      } else {
        unnamed.add(Path.of(one));
      }
    }
    List<String> rest = names.stream().filter(name -> !files.containsKey(name)).toList();
    if (rest.size() == 1 && !unnamed.isEmpty()) {
      files.put(rest.getFirst(), unnamed);
    } else if (rest.size() == unnamed.size()) {
      for (int i = 0; i < rest.size(); i++) {
        files.put(rest.get(i), List.of(unnamed.get(i)));
      }
    } else {
      throw new IllegalArgumentException(
          "the model reads %s, but %d files are given".formatted(model.inputs(), given.size()));
    }
    return files;
  }

  private Tensor tensor(String input, List<Path> files) throws IOException {
    String name = files.getFirst().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return pictures(input, files);
    }
    if (files.size() > 1) {
      throw new IllegalArgumentException(
          "input %s is one file unless it is of pictures, was %s".formatted(input, files));
    }
    if (name.endsWith(".npy")) {
      return TensorArrays.tensor(Npy.read(files.getFirst()));
    }
    if (name.endsWith(".pb")) {
      return OnnxTensor.read(files.getFirst()).tensor();
    }
    throw new IllegalArgumentException(
        files.getFirst() + " has none of the endings .npy, .png and .pb");
  }

  private Tensor pictures(String input, List<Path> files) throws IOException {
    List<Picture> read = new ArrayList<>();
    for (Path file : files) {
      read.add(Png.read(file));
    }
    int[] sizes = sizes(input);
    Picture first = read.getFirst();
    return pictures
        .scaling(model)
        .tensor(
            read,
            sizes[1] > 0 ? sizes[1] : first.channels(),
            sizes[2] > 0 ? sizes[2] : first.height(),
            sizes[3] > 0 ? sizes[3] : first.width());
  }

  /** An input's sizes as they are said; below 0 where they are open. */
  private int[] sizes(String name) {
    Shape said = shapes.get(name);
    if (said != null && said.rank() == PICTURE_RANK) {
      return said.toArray();
    }
    for (ModelInput input : model.inputs()) {
      List<Integer> sizes = input.knownSizes();
      if (input.name().equals(name) && input.sizes() == null) {
        return new int[] {ModelInput.OPEN, ModelInput.OPEN, ModelInput.OPEN, ModelInput.OPEN};
      }
      if (input.name().equals(name) && sizes.size() == PICTURE_RANK) {
        return sizes.stream().mapToInt(Integer::intValue).toArray();
      }
    }
    throw new IllegalArgumentException(
        "input %s takes no pictures: expected 4 dimensions, batch, channels, rows and columns"
            .formatted(name));
  }
}
