package org.warpath.api.service.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.graph.ShippedData;
import org.warpath.graph.io.text.Packed;
import org.warpath.kernels.SharedData;

/** Files that are not what they should be: where, by the name that the caller gave them. */
class DamagedFilesTest {
  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(config ->
          config.withSamples(false).withImportFolder(ShippedData.file("road").getParent()));

  @AfterEach
  void leavesNothingBehind() {
    assertThat(SERVICE.client().get("/v1/graphs").expect(200).json().get("graphs")).isEmpty();
    assertThat(SERVICE.files())
        .noneMatch(file -> file.startsWith("uploads/") || file.startsWith("graphs/"));
  }

  private static String detail(Answer answer) {
    String detail = answer.expectProblem(422, "invalid-graph").json().get("detail").asText();
    assertThat(detail)
        .doesNotContain(SERVICE.data().toString(), ShippedData.file("road").getParent().toString())
        .doesNotContain("uploads", "Exception", "java.");
    return detail;
  }

  private static Answer upload(String query, byte[] body) {
    return SERVICE
        .client()
        .request("POST", "/v1/graphs?name=g" + query)
        .body("text/plain", body)
        .send();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "edges  | 0 1\\n2\\n             | g.txt:2:2: expected",
        "edges  | 0 1\\n1 2 3 4 5\\n     | g.txt:2:5: expected two columns, as in the first edge, found \"3\"",
        "edges  | 0 1 x\\n               | g.txt:1:5: expected",
        "edges  | 0 1 nan\\n             | g.txt:1:",
        "edges  | 0 1 1\\n1 2 -1\\n      | g.txt:2:7: weight -1.0 is negative, expected at least 0",
        "mtx    | %%MatrixMarket mangled\\n1 1 1\\n | g.txt:1:",
        "mtx    | %%MatrixMarket matrix coordinate real general\\n3 3 2\\n1 1 1\\n | g.txt",
        "mtx    | %%MatrixMarket matrix coordinate real general\\n3 3 1\\n4 1 1\\n | g.txt:3:1",
        "dimacs | p sp 3 2\\na 1 2 5\\na 1 9 5\\n | g.txt:3:5",
        "metis  | 3 2\\n2\\n1 3\\n        | g.txt",
        "pace   | p tw 3 2\\n1 2\\n2 4\\n | g.txt:3:3",
        "gap    | long, and no header at all | g.txt: its header is not that of a GAP graph",
        "csr    | no graph                | g.txt: not a Warpath graph file"
      })
  void areNamedWithLineAndColumn(String format, String text, String detail) {
    byte[] body = text.replace("\\n", "\n").getBytes(UTF_8);

    assertThat(detail(upload("&fileName=g.txt&format=" + format, body))).startsWith(detail);
    assertThat(detail(upload("&format=" + format, body)))
        .startsWith(detail.replace("g.txt", "the file"));
    assertThat(
            detail(
                new Form()
                    .text("name", "g")
                    .text("format", format)
                    .file("file", "g.txt", body)
                    .sendTo(SERVICE.client())))
        .startsWith(detail);
  }

  @ParameterizedTest
  @EnumSource(Packed.class)
  void cutShortAreSaidToBe(Packed packing) {
    byte[] whole = packing.pack("0 1\n1 2\n2 3\n".repeat(5000).getBytes(UTF_8));

    assertThat(detail(upload("", Arrays.copyOf(whole, whole.length / 2))))
        .startsWith("the file: ")
        .containsAnyOf("truncated", "damaged");
  }

  @Test
  void ofNoFormatAreToldWhichThereAre() {
    byte[] noise = new byte[300];
    new java.util.Random(7).nextBytes(noise);

    assertThat(detail(upload("&fileName=noise.bin", noise)))
        .startsWith("noise.bin: is binary data in no known format, expected one of: ")
        .contains("Matrix Market (.mtx)", "METIS");
    assertThat(detail(upload("", "hello\n".getBytes(UTF_8)))).startsWith("the file");
  }

  @Test
  void everyMangledMatrixIsRefused() throws IOException {
    for (int i = 1; i <= 8; i++) {
      Path matrix = SharedData.file("matrices/mangled%d.mtx".formatted(i));
      assertThat(detail(upload("&fileName=" + matrix.getFileName(), Files.readAllBytes(matrix))))
          .startsWith("mangled%d.mtx:".formatted(i));
    }
  }

  @Test
  void aTitleTooFewIsTold() {
    Form form =
        new Form()
            .text("name", "g")
            .file("file", "roads.txt", "0 1\n1 2\n".getBytes(UTF_8))
            .file("titles", "names.txt", "Bonn\nKöln\n".getBytes(UTF_8));

    assertThat(detail(form.sendTo(SERVICE.client()))).contains("roads.txt").contains("2");
    Form twice =
        new Form()
            .text("name", "g")
            .file("file", "roads.txt", "0 1\n".getBytes(UTF_8))
            .file("titles", "names.txt", "Bonn\nBonn\n".getBytes(UTF_8));
    assertThat(detail(twice.sendTo(SERVICE.client()))).startsWith("names.txt:2");
  }

  @Test
  void missingPartsOfAGraphAreNamed() {
    assertThat(
            detail(
                new Form()
                    .text("name", "g")
                    .text("format", "graphalytics")
                    .file("file", ShippedData.file("graphalytics/example/example-directed.e"))
                    .sendTo(SERVICE.client())))
        .isEqualTo("example-directed.v: no such file");
    assertThat(
            detail(
                new Form()
                    .text("name", "g")
                    .text("format", "mediawiki")
                    .file(
                        "file",
                        ShippedData.file("simplewiki-2007/sql/simplewiki-20070401-page.sql.gz"))
                    .sendTo(SERVICE.client())))
        .isEqualTo(
            "the folder: no dump of table redirect: expected a file named like"
                + " simplewiki-20240101-redirect.sql.gz");
  }

  @Test
  void filesOfTheServerAreNamedAsTheCallerNamesThem() {
    JsonNode problem =
        SERVICE
            .client()
            .post(
                "/v1/graphs",
                "{\"name\": \"g\", \"file\": \"small-graphs/karate.mtx\", \"titles\":"
                    + " \"simplewiki-2007/titles.txt.gz\"}")
            .json();
    assertThat(problem.get("detail").asText())
        .isEqualTo(
            "simplewiki-2007/titles.txt.gz: has 15546 titles, small-graphs/karate.mtx has 34"
                + " vertices");
    assertThat(
            detail(
                SERVICE
                    .client()
                    .post(
                        "/v1/graphs",
                        "{\"name\": \"g\", \"file\": \"small-graphs/karate.mtx\", \"format\":"
                            + " \"gap\"}")))
        .isEqualTo("small-graphs/karate.mtx: its header is not that of a GAP graph");
  }

  @Test
  void namesWithoutDecencyAreShownAsLines() {
    byte[] bad = "0 1\n2\n".getBytes(UTF_8);

    assertThat(detail(upload("&fileName=..%2F..%2Fetc%2Fpasswd", bad)))
        .startsWith("../../etc/passwd:2:");
    assertThat(detail(upload("&fileName=a%0Ab%00c%E2%80%A8d", bad))).startsWith("a�b�c�d:2:");
    assertThat(detail(upload("&fileName=gr%C3%B6%C3%9Fe.txt", bad))).startsWith("größe.txt:2:");
  }
}
