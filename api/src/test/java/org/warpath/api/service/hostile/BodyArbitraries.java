package org.warpath.api.service.hostile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.warpath.api.service.contract.DocumentNode;
import org.warpath.api.service.contract.NpyBytes;
import org.warpath.api.service.contract.Operation;
import org.warpath.api.service.nn.OnnxCases;
import org.warpath.api.service.nn.TinyImages;

/** Bodies of requests, with their content types. */
final class BodyArbitraries {
  /** A body. */
  record Body(String contentType, byte[] bytes) {}

  private static final String BOUNDARY = "fuzz";
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-16",
          "application/x-npy",
          "application/x-npz",
          "application/octet-stream",
          "text/plain",
          "multipart/form-data",
          "multipart/form-data; boundary=other",
          "application/x-www-form-urlencoded",
          "*/*",
          "no type",
          ";;",
          "");

  private final JsonArbitraries json;
  private final int spoiledOfHundred;

  BodyArbitraries(JsonArbitraries json, int spoiledOfHundred) {
    this.json = json;
    this.spoiledOfHundred = spoiledOfHundred;
  }

  /** Bodies for {@code operation}; some are empty. */
  Arbitrary<Body> of(Operation operation) {
    Map<String, DocumentNode> bodies = operation.bodies();
    Arbitrary<Body> none = Arbitraries.just(new Body("", new byte[0]));
    if (bodies.isEmpty()) {
      return spoiledOfHundred == 0
          ? none
          : Arbitraries.frequencyOf(Tuple.of(20, none), Tuple.of(1, any()));
    }
    Arbitrary<Body> fitting =
        Arbitraries.oneOf(
            bodies.entrySet().stream()
                .map(body -> ofType(body.getKey(), body.getValue().get("schema")))
                .toList());
    if (spoiledOfHundred == 0) {
      return fitting;
    }
    return Arbitraries.frequencyOf(
        Tuple.of(80, fitting),
        Tuple.of(1, none),
        Tuple.of(8, fitting.flatMap(BodyArbitraries::damaged)),
        Tuple.of(
            4,
            Combinators.combine(fitting, Arbitraries.of(TYPES))
                .as((body, type) -> new Body(type, body.bytes()))),
        Tuple.of(4, any()));
  }

  private Arbitrary<Body> ofType(String type, DocumentNode schema) {
    return switch (type) {
      case "application/json" ->
          json.of(schema).map(text -> new Body(type, text.getBytes(StandardCharsets.UTF_8)));
      case "application/x-npy" -> arrays().map(bytes -> new Body(type, bytes));
      case "application/x-npz" -> archives().map(bytes -> new Body(type, bytes));
      case "image/png" -> pictures().map(bytes -> new Body(type, bytes));
      case "multipart/form-data" -> forms(schema);
      default -> files().map(bytes -> new Body("application/octet-stream", bytes));
    };
  }

  private static Arbitrary<Body> any() {
    return Combinators.combine(
            Arbitraries.of(TYPES),
            Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                JsonArbitraries.hostile().map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.just("0 1\n".repeat(20_000).getBytes(StandardCharsets.UTF_8))))
        .as(Body::new);
  }

  // Cut short, a byte changed, or a byte more.
  private static Arbitrary<Body> damaged(Body body) {
    byte[] bytes = body.bytes();
    return Combinators.combine(
            Arbitraries.integers().between(0, Math.max(0, bytes.length - 1)),
            Arbitraries.bytes(),
            Arbitraries.of(0, 1, 2))
        .as((at, value, how) -> {
          byte[] changed = Arrays.copyOf(bytes, how == 0 ? at : bytes.length + (how == 2 ? 1 : 0));
          if (how == 1 && at < changed.length) {
            changed[at] = value;
          } else if (how == 2) {
            changed[changed.length - 1] = value;
          }
          return new Body(body.contentType(), changed);
        });
  }

  private static Arbitrary<byte[]> files() {
    List<byte[]> texts =
        java.util.stream.Stream.of(
                "0 1\n1 2\n2 0\n",
                "a,b,1.5\nb,c,2\n",
                "# comment\n0 1 -1\n",
                "0 0\n",
                "\n",
                "%%MatrixMarket matrix coordinate pattern general\n3 3 2\n1 2\n2 3\n",
                "p sp 2 1\na 1 2 3\n",
                "0 4000000000\n",
                "0 1 1e400\n",
                "0 1\n1\n")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.of(texts)),
        Tuple.of(3, models()),
        Tuple.of(1, Arbitraries.of(texts).map(Uploads::gzip)),
        Tuple.of(1, arrays()));
  }

  private static Arbitrary<byte[]> models() {
    return Arbitraries.of(
        OnnxCases.bytes("test_Linear"),
        TinyImages.DEFINITION.getBytes(StandardCharsets.UTF_8),
        "layer { type: \"Warp\" }".getBytes(StandardCharsets.UTF_8),
        TinyImages.DEFINITION.replace("2", "-2").getBytes(StandardCharsets.UTF_8),
        TinyImages.DEFINITION
            .replace("num_output: 2", "num_output: 2147483647")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static Arbitrary<byte[]> pictures() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arbitraries.of(bytes.toByteArray(), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
  }

  private static Arbitrary<byte[]> arrays() {
    return Arbitraries.frequencyOf(
        // What most operations and the vectors of a graph can take.
        Tuple.of(3, Arbitraries.just(NpyBytes.matrix(2, 4, 1, 1, 3))),
        Tuple.of(3, Arbitraries.just(NpyBytes.of(new double[34]))),
        Tuple.of(1, Arbitraries.just(NpyBytes.matrix(2, new double[20]))),
        Tuple.of(8, oddArrays()));
  }

  private static Arbitrary<byte[]> oddArrays() {
    return Arbitraries.of(
        NpyBytes.of(1, 2, 3),
        NpyBytes.of(Double.NaN),
        NpyBytes.of(new double[0]),
        NpyBytes.matrix(1, 1, 0),
        NpyBytes.headed("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }"),
        NpyBytes.headed("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"),
        NpyBytes.headed("{'descr': '<f8', 'fortran_order': True, 'shape': (-1, 2), }"),
        NpyBytes.headed("{"));
  }

  private static Arbitrary<byte[]> archives() {
    byte[] square = NpyBytes.matrix(2, 4, 1, 1, 3);
    return Arbitraries.frequencyOf(
        // By chance alone two arrays would hardly ever fit each other.
        Tuple.of(1, Arbitraries.just(archive("a.npy", square, square))),
        Tuple.of(
            2,
            Combinators.combine(
                    Arbitraries.of("a.npy", "a", "../a.npy", "c.npy"), arrays(), arrays())
                .as(BodyArbitraries::archive)));
  }

  private static byte[] archive(String name, byte[] a, byte[] b) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(a);
      zip.putNextEntry(new ZipEntry("b.npy"));
      zip.write(b);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Arbitrary<Body> forms(DocumentNode schema) {
    Arbitrary<List<String>> fields =
        Combinators.combine(
                schema.get("properties").members().entrySet().stream()
                    .filter(field -> !field.getValue().text("format").equals("binary"))
                    .map(field ->
                        json.of(field.getValue())
                            .map(text -> part(field.getKey(), "", text.replace("\"", "")))
                            .optional(field.getKey().equals("name") ? 0.95 : 0.1)
                            .map(part -> part.orElse("")))
                    .toList())
            .as(parts -> parts);
    boolean isTraining = schema.get("properties").members().containsKey("solver");
    return Combinators.combine(fields, isTraining ? trainings() : fileParts(schema))
        .as((parts, files) ->
            new Body(
                "multipart/form-data; boundary=" + BOUNDARY,
                (String.join("", parts) + files + "--" + BOUNDARY + "--\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** The part that a form is for, first among its files. */
  private static Arbitrary<String> fileParts(DocumentNode schema) {
    String part =
        schema.get("properties").members().entrySet().stream()
            .filter(field -> field.getValue().text("format").equals("binary"))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    return Combinators.combine(files(), Arbitraries.of("edges.txt", "../x.gz", "a\u0000b"))
        .as((file, name) -> filePart(part, name, file));
  }

  private static Arbitrary<String> trainings() {
    return Arbitraries.of(TinyImages.solver(3), TinyImages.solver(-1), "max_iter: 1", "net: 1")
        .map(solver -> {
          StringBuilder parts =
              new StringBuilder(
                  filePart("solver", "s.prototxt", solver.getBytes(StandardCharsets.UTF_8)));
          TinyImages.files()
              .forEach(file -> parts.append(filePart("data", file.name(), file.content())));
          return parts.toString();
        });
  }

  private static String filePart(String part, String name, byte[] content) {
    return part(
        part, "; filename=\"" + name + "\"", new String(content, StandardCharsets.ISO_8859_1));
  }

  private static String part(String name, String more, String content) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, more, content);
  }
}
