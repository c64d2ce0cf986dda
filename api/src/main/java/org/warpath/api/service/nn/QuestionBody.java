package org.warpath.api.service.nn;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.warpath.api.image.Picture;
import org.warpath.api.image.Png;
import org.warpath.api.math.ArrayModule;
import org.warpath.api.model.InputShapes;
import org.warpath.api.model.ModelFile;
import org.warpath.api.model.ModelInput;
import org.warpath.api.model.PictureScaling;
import org.warpath.api.model.TensorArrays;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.http.RequestBody;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.linalg.io.Npy;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Reads what a model is asked: JSON, an array in NumPy's format, or a picture. */
final class QuestionBody {
  private static final String JSON = "application/json";
  private static final String NPY = "application/x-npy";
  private static final String PNG = "image/png";

  private static final Set<String> OPTIONS = Set.of("input", "output", "top", "engine");
  private static final Set<String> PICTURE_OPTIONS =
      Set.of("input", "output", "top", "engine", "mean", "deviation");
  private static final int PICTURE_RANK = 4;

  private final Context context;
  private final ModelRow row;
  private final ModelFiles files;
  private final long maxBytes;
  private long arrayBytes;

  /**
   * @param maxBytes how large a body may be, and its arrays
   */
  QuestionBody(Context context, ModelRow row, ModelFiles files, long maxBytes) {
    this.context = context;
    this.row = row;
    this.files = files;
    this.maxBytes = maxBytes;
  }

  /**
   * The question.
   *
   * @throws Problem if it is of another content type, too large, or none
   * @throws IOException if its arrays are none
   */
  Question read() throws IOException {
    return switch (RequestBody.mediaType(context)) {
      case JSON -> json();
      case NPY -> binary(OPTIONS, body -> TensorArrays.tensor(Npy.read(body)));
      case PNG -> binary(PICTURE_OPTIONS, this::picture);
      default ->
          throw RequestBody.unsupported(
              RequestBody.mediaType(context), String.join(" or ", JSON, NPY, PNG));
    };
  }

  private Question json() {
    QueryParameters.of(context, Set.of());
    LongConsumer memory =
        bytes -> {
          arrayBytes += bytes;
          if (arrayBytes > maxBytes) {
            throw new Problem(
                ProblemType.TOO_LARGE,
                "the arrays of a request may hold at most " + maxBytes + " bytes");
          }
        };
    ObjectReader reader =
        Json.MAPPER
            .reader()
            .with(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .withAttribute(ArrayModule.MEMORY, memory);
    InputStream body = RequestBody.stream(context, maxBytes);
    PredictRequest request =
        RequestBody.bind(reader, PredictRequest.class, opened -> opened.createParser(body));
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    request.inputs().forEach((name, array) -> inputs.put(name, TensorArrays.tensor(array)));
    return new Question(
        inputs,
        request.output(),
        request.top() == null ? 0 : request.top(),
        request.engine() == null ? EngineChoice.AUTO : request.engine());
  }

  /** Makes a tensor of a body. */
  @FunctionalInterface
  private interface Content {
    Tensor read(InputStream body) throws IOException;
  }

  private Question binary(Set<String> options, Content content) throws IOException {
    QueryParameters query = QueryParameters.of(context, options);
    String input = input(query.text("input"));
    int top = (int) query.number("top", 0, PredictRequest.MOST_TOP, 0);
    EngineChoice engine = query.choice("engine", EngineChoice.class);
    Tensor tensor = content.read(new ByteArrayInputStream(RequestBody.bytes(context, maxBytes)));
    return new Question(
        Map.of(input, tensor),
        query.text("output"),
        top,
        engine == null ? EngineChoice.AUTO : engine);
  }

  private String input(@Nullable String said) {
    if (said != null) {
      return said;
    }
    var inputs = row.description().path("inputs");
    if (inputs.size() != 1) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "the model has %d inputs: expected input, one of their names".formatted(inputs.size()));
    }
    return inputs.get(0).path("name").asText();
  }

  private Tensor picture(InputStream body) throws IOException {
    QueryParameters query = QueryParameters.of(context, PICTURE_OPTIONS);
    Picture picture = Png.parse("body", body.readAllBytes());
    ModelFile model = files.read();
    List<Integer> sizes = sizes(model, input(query.text("input")));
    boolean isScaled = query.text("mean") != null || query.text("deviation") != null;
    PictureScaling scaling =
        isScaled
            ? PictureScaling.of(numbers(query, "mean", 0), numbers(query, "deviation", 1))
            : model.pictures();
    return scaling.tensor(
        List.of(picture),
        chosen(sizes, 1, picture.channels()),
        chosen(sizes, 2, picture.height()),
        chosen(sizes, 3, picture.width()));
  }

  private List<Integer> sizes(ModelFile model, String name) {
    Shape said = InputShapes.of(model, said(row)).get(name);
    List<Integer> sizes =
        said != null
            ? Arrays.stream(said.toArray()).boxed().toList()
            : model.inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .map(ModelInput::knownSizes)
                .orElse(List.of());
    if (!sizes.isEmpty() && sizes.size() != PICTURE_RANK) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "input %s takes no pictures: expected 4 dimensions, batch, channels, rows and columns"
              .formatted(name));
    }
    return sizes;
  }

  private static int chosen(List<Integer> sizes, int axis, int otherwise) {
    int size = sizes.isEmpty() ? ModelInput.OPEN : sizes.get(axis);
    return size > 0 ? size : otherwise;
  }

  /** The shapes that were said of a model's inputs. */
  static List<String> said(ModelRow row) {
    return said(row.shape());
  }

  /** Shapes of inputs, with commas between them. */
  static List<String> said(@Nullable String shapes) {
    return shapes == null || shapes.isEmpty() ? List.of() : List.of(shapes.split(",", -1));
  }

  private static List<Double> numbers(QueryParameters query, String name, double otherwise) {
    String text = query.text(name);
    if (text == null) {
      return List.of(otherwise);
    }
    List<Double> numbers = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      try {
        double number = Double.parseDouble(one.strip());
        if (!Double.isFinite(number)) {
          throw new NumberFormatException();
        }
        numbers.add(number);
      } catch (NumberFormatException e) {
        throw new Problem(
            ProblemType.INVALID_REQUEST,
            "query parameter %s must be a number, or several with commas between".formatted(name),
            e);
      }
    }
    return numbers;
  }
}
