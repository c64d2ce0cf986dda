package org.warpath.api.service.math;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.LongConsumer;
import org.warpath.api.math.ArrayModule;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.http.RequestBody;
import org.warpath.linalg.io.FormatException;
import org.warpath.linalg.io.Npy;

/** Reads requests for mathematics: JSON, or arrays in NumPy's formats and options in the query. */
final class MathBody {
  private static final String SOURCE = "body";
  // A name, whatever it looks like.
  private static final String GRAPH = "graph";
  // Numbers with commas between them.
  private static final String AXES = "axes";

  private final MathOperation operation;
  private final Context context;
  private final Means means;
  private final long maxBytes;

  /**
   * @param maxBytes how large a body may be, and how large its arrays
   */
  MathBody(MathOperation operation, Context context, Means means, long maxBytes) {
    this.operation = operation;
    this.context = context;
    this.means = means;
    this.maxBytes = maxBytes;
  }

  /**
   * The request.
   *
   * @throws Problem if it is of no content type that the operation takes, is larger than allowed,
   *     or is no such request
   * @throws FormatException if its arrays are none
   */
  MathRequest read() throws FormatException {
    String type = RequestBody.mediaType(context);
    if (!operation.takes().contains(type)) {
      throw RequestBody.unsupported(type, String.join(" or ", operation.takes()));
    }
    return type.equals(MathOperation.JSON) ? json() : binary(type);
  }

  private ObjectReader reader() {
    return Json.MAPPER
        .reader()
        .with(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .withAttribute(ArrayModule.MEMORY, means.arrays());
  }

  private MathRequest json() {
    String query = context.queryString();
    if (query != null && !query.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "the options of a JSON body stand in it: the query must be empty");
    }
    InputStream body = RequestBody.stream(context, maxBytes);
    return RequestBody.bind(reader(), operation.request(), reader -> reader.createParser(body));
  }

  private MathRequest binary(String type) throws FormatException {
    ObjectNode request = options();
    InputStream body = RequestBody.stream(context, maxBytes);
    try {
      if (type.equals(MathOperation.NPY)) {
        long size = context.req().getContentLengthLong();
        request.putPOJO(operation.single(), Npy.read(metered(body), SOURCE, size));
      } else {
        new ArchiveArrays(operation, SOURCE, means.arrays())
            .read(body, maxBytes)
            .forEach(request::putPOJO);
      }
    } catch (FormatException e) {
      throw e;
    } catch (IOException e) {
      throw RequestBody.broken(e);
    }
    return bound(request);
  }

  private InputStream metered(InputStream in) {
    return new Metered(in, means.arrays());
  }

  /** The query as JSON would have it. */
  private ObjectNode options() {
    ObjectNode options = Json.object();
    if (operation.request() == FftRequest.class) {
      options.put(MathOperation.PAIRS, false); // arrays say themselves whether they are complex
    }
    Set<String> known = operation.options();
    QueryParameters query = QueryParameters.of(context, known);
    for (String name : known) {
      String text = query.text(name);
      if (text != null) {
        options.set(name, value(name, text));
      }
    }
    return options;
  }

  private static JsonNode value(String name, String text) {
    return switch (name) {
      case GRAPH -> Json.object().textNode(text);
      case AXES -> {
        ArrayNode axes = Json.array();
        for (String axis : text.split(",", -1)) {
          axes.add(scalar(axis));
        }
        yield axes;
      }
      default -> scalar(text);
    };
  }

  private static JsonNode scalar(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Json.object().booleanNode(text.equals("true"));
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return number.scale() == 0 && number.precision() <= 18
          ? Json.object().numberNode(number.longValueExact())
          : Json.object().numberNode(number.doubleValue());
    } catch (NumberFormatException e) {
      return Json.object().textNode(text);
    }
  }

  private MathRequest bound(ObjectNode request) {
    try {
      return RequestBody.bind(reader(), operation.request(), _ -> request.traverse(Json.MAPPER));
    } catch (Problem problem) {
      // A pointer is into a JSON body, which there is none of.
      throw String.valueOf(problem.members().getOrDefault("pointer", "")).isEmpty()
          ? problem
          : new Problem(problem.type(), "in the query: " + problem.detail(), problem);
    }
  }

  /** Tells of what comes. */
  static final class Metered extends FilterInputStream {
    private final LongConsumer meter;

    Metered(InputStream in, LongConsumer meter) {
      super(in);
      this.meter = meter;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      meter.accept(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = in.read(bytes, from, length);
      meter.accept(Math.max(0, count));
      return count;
    }
  }
}
