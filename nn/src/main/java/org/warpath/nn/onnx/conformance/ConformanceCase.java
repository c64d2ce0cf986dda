package org.warpath.nn.onnx.conformance;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model and what it must give.
 *
 * @param name of its folder, or file
 * @param model the file
 * @param sets inputs and outputs, at least one of them
 */
public record ConformanceCase(String name, Path model, List<Data> sets) {
  private static final String MODEL = "model.onnx";

  public ConformanceCase {
    sets = List.copyOf(sets);
  }

  /**
   * Files of tensors.
   *
   * @param inputs by position; none of a case of the {@code light} ones, whose input {@code i / n}
   *     is ONNX's rule
   * @param outputs by position
   */
  public record Data(List<Path> inputs, List<Path> outputs) {
    public Data {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * All cases below a folder, by path: folders with {@code model.onnx} and {@code test_data_set_0},
   * …, and files {@code x.onnx} with {@code x_output_0.pb}, … beside them.
   */
  public static List<ConformanceCase> find(Path folder) throws IOException {
    List<Path> models;
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      models = files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
    }
    List<ConformanceCase> cases = new ArrayList<>();
    for (Path model : models) {
      ConformanceCase found = model.endsWith(MODEL) ? ofFolder(model) : ofFile(model);
      if (!found.sets().isEmpty()) {
        cases.add(found);
      }
    }
    return cases;
  }

  private static ConformanceCase ofFolder(Path model) throws IOException {
    Path folder = model.resolveSibling("").toAbsolutePath().normalize();
    List<Path> sets;
    try (Stream<Path> files = Files.list(folder)) {
      sets = files.filter(file -> file.toString().contains("test_data_set_")).sorted().toList();
    }
    List<Data> data = new ArrayList<>();
    for (Path set : sets) {
      data.add(new Data(numbered(set, "input_"), numbered(set, "output_")));
    }
    return new ConformanceCase(String.valueOf(folder.getFileName()), model, data);
  }

  private static ConformanceCase ofFile(Path model) {
    String file = String.valueOf(model.getFileName());
    String name = file.substring(0, file.length() - ".onnx".length());
    List<Path> outputs = numbered(model.resolveSibling(""), name + "_output_");
    return new ConformanceCase(
        name, model, outputs.isEmpty() ? List.of() : List.of(new Data(List.of(), outputs)));
  }

  private static List<Path> numbered(Path folder, String prefix) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; ; i++) {
      Path file = folder.resolve(prefix + i + ".pb");
      if (!Files.exists(file)) {
        return files;
      }
      files.add(file);
    }
  }
}
