package org.warpath.api.cli.nn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.warpath.nn.onnx.OnnxInput;
import org.warpath.nn.onnx.OnnxModel;
import org.warpath.nn.tensor.Shape;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model, and for which shapes. */
final class ModelOptions {
  private static final Pattern SIZES = Pattern.compile("\\d{1,9}([x×,]\\d{1,9})*");
  private static final int FREE = -1;

  @Parameters(index = "0", paramLabel = "MODEL", description = "a model in ONNX's format")
  private Path file;

  @Option(
      names = "--shape",
      paramLabel = "[NAME=]SIZES",
      description =
          "the shape of an input, such as image=1x3x224x224; needed where the model leaves more than"
              + " the batch open, which is 1 unless said")
  private List<String> shapes = new ArrayList<>();

  OnnxModel read() throws IOException {
    return OnnxModel.read(file);
  }

  Path file() {
    return file;
  }

  /** The shapes that are said, and a batch of 1 where nothing else is open. */
  Map<String, Shape> shapes(OnnxModel model) {
    Map<String, Shape> all = new LinkedHashMap<>();
    for (OnnxInput input : model.inputs()) {
      List<Integer> sizes = input.sizes();
      if (sizes != null && sizes.indexOf(FREE) == 0 && sizes.lastIndexOf(FREE) == 0) {
        int[] closed = sizes.stream().mapToInt(Integer::intValue).toArray();
        closed[0] = 1;
        all.put(input.name(), Shape.of(closed));
      }
    }
    for (String said : shapes) {
      int end = said.lastIndexOf('=');
      all.put(end < 0 ? only(model, said) : said.substring(0, end), shape(said, end + 1));
    }
    return all;
  }

  private static String only(OnnxModel model, String said) {
    if (model.inputs().size() != 1) {
      throw new IllegalArgumentException(
          "--shape %s must name an input: there are %s".formatted(said, model.inputs()));
    }
    return model.inputs().getFirst().name();
  }

  private static Shape shape(String said, int from) {
    String sizes = said.substring(from);
    if (!SIZES.matcher(sizes).matches()) {
      throw new IllegalArgumentException(
          "--shape %s: expected sizes such as 1x3x224x224".formatted(said));
    }
    return Shape.of(Arrays.stream(sizes.split("[x×,]")).mapToInt(Integer::parseInt).toArray());
  }
}
