package org.warpath.api.service.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RawConnection;
import org.warpath.api.service.contract.RawRequest;
import org.warpath.api.service.contract.RawResponse;
import org.warpath.api.service.contract.RunningService;

/** Uploads that are too large, empty, or no whole forms. */
class UploadLimitsTest {
  private static final int MOST = 50_000;
  private static final byte[] FITS = "0 1\n".repeat(MOST / 4).getBytes(UTF_8);
  private static final byte[] TOO_LARGE = "0 1\n".repeat(MOST / 4 + 1).getBytes(UTF_8);

  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(
          config -> config.withSamples(false).withLimits(Limits.ofUploads(config.limits(), MOST)));

  @AfterEach
  void leavesNothingBehind() {
    for (JsonNode graph : SERVICE.client().get("/v1/graphs").json().get("graphs")) {
      SERVICE.client().delete("/v1/graphs/" + graph.get("name").asText()).expect(204);
    }
    assertThat(SERVICE.files())
        .noneMatch(file -> file.startsWith("uploads/") || file.startsWith("graphs/"));
  }

  private static RawResponse send(byte[] body, boolean chunked) throws IOException {
    RawRequest request =
        new RawRequest(
            "POST",
            "/v1/graphs?name=g",
            java.util.List.of(new RawRequest.Header("Content-Type", "text/plain")),
            body,
            chunked);
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      return connection.send(request.bytes()).receive("POST");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsAsLargeAsAllowedIsTaken(boolean chunked) throws IOException {
    assertThat(send(FITS, chunked).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsLargerIsRefused(boolean chunked) throws IOException {
    RawResponse response = send(TOO_LARGE, chunked);

    assertThat(response.status()).as(response.text()).isEqualTo(413);
    assertThat(response.text())
        .contains("/problems/too-large", "the body must have at most " + MOST + " bytes");
  }

  @Test
  void aFormCountsWhole() {
    byte[] body = "0 1\n".repeat((MOST - 1000) / 4).getBytes(UTF_8);
    new Form().text("name", "g").file("file", "g.txt", body).sendTo(SERVICE.client()).expect(201);

    for (byte[] large : new byte[][] {FITS, TOO_LARGE}) {
      new Form()
          .text("name", "h")
          .file("file", "g.txt", large)
          .sendTo(SERVICE.client())
          .expectProblem(413, "too-large");
    }
    new Form()
        .text("name", "h")
        .file("file", "g.txt", body)
        .file("titles", "t.txt", body)
        .sendTo(SERVICE.client())
        .expectProblem(413, "too-large");
  }

  @Test
  void aFormInChunksCountsWholeToo() throws IOException {
    byte[] form = new Form().text("name", "h").file("file", "g.txt", TOO_LARGE).bytes();
    RawRequest request =
        new RawRequest(
            "POST",
            "/v1/graphs",
            java.util.List.of(new RawRequest.Header("Content-Type", Form.contentType())),
            form,
            true);
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      RawResponse response = connection.send(request.bytes()).receive("POST");

      assertThat(response.status()).as(response.text()).isEqualTo(413);
    }
  }

  @Test
  void nothingIsNoGraph() throws IOException {
    RawResponse response = send(new byte[0], false);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("the file is empty; expected a graph in a known format");
    Answer form =
        new Form().text("name", "g").file("file", "g.txt", new byte[0]).sendTo(SERVICE.client());
    assertThat(form.expectProblem(400, "invalid-request").json().get("detail").asText())
        .isEqualTo("the file is empty; expected a graph in a known format");
  }

  private static String refused(Form form) {
    return SERVICE
        .client()
        .request("POST", "/v1/graphs")
        .body(Form.contentType(), form.bytes())
        .invalid()
        .send()
        .expectProblem(400, "invalid-request")
        .json()
        .get("detail")
        .asText();
  }

  @Test
  void whatIsNoFormOfAGraphIsRefusedByName() {
    byte[] graph = "0 1\n".getBytes(UTF_8);
    assertThat(refused(new Form().text("name", "g"))).isEqualTo("expected a part called file");
    assertThat(refused(new Form().file("file", "g.txt", graph)))
        .isEqualTo("name is needed: what the graph is to be called");
    assertThat(refused(new Form().text("name", "g").text("name", "h").file("file", "g.txt", graph)))
        .isEqualTo("part name is there twice");
    assertThat(
            refused(
                new Form()
                    .text("name", "g")
                    .file("file", "g.txt", graph)
                    .file("file", "g.txt", graph)))
        .isEqualTo("two parts called file have the same file name, g.txt");
    assertThat(
            refused(
                new Form()
                    .text("name", "g")
                    .file("file", "g.txt", graph)
                    .file("titles", "a", graph)
                    .file("titles", "b", graph)))
        .isEqualTo("part titles is there twice");
    assertThat(refused(new Form().text("name", "g").text("red", "x").file("file", "g.txt", graph)))
        .startsWith("unknown part; known: file, titles, direction");
    assertThat(
            refused(
                new Form().text("name", "g").text("weights", "yes").file("file", "g.txt", graph)))
        .isEqualTo("weights must be true or false, was \"yes\"");
    assertThat(
            refused(
                new Form().text("name", "g").text("direction", "up").file("file", "g.txt", graph)))
        .isEqualTo("direction must be one of by_format, directed, undirected, was \"up\"");
    assertThat(refused(new Form().text("name", "x".repeat(5000)).file("file", "g.txt", graph)))
        .isEqualTo("part name must have at most 4096 bytes");
  }

  @Test
  void aFormWithoutABoundaryOrAnEndIsTold() {
    for (String contentType : new String[] {"multipart/form-data", Form.contentType()}) {
      String detail =
          SERVICE
              .client()
              .request("POST", "/v1/graphs")
              .body(contentType, "--nothing of the kind\r\n".getBytes(UTF_8))
              .invalid()
              .send()
              .expectProblem(400, "invalid-request")
              .json()
              .get("detail")
              .asText();
      assertThat(detail)
          .startsWith("the body is no whole multipart/form-data")
          .doesNotContain("java", "Exception");
    }
  }

  @Test
  void aFormWithAQueryIsToldWhereItsDescriptionGoes() {
    String detail =
        SERVICE
            .client()
            .request("POST", "/v1/graphs?name=g")
            .body(
                Form.contentType(),
                new Form().file("file", "g.txt", "0 1\n".getBytes(UTF_8)).bytes())
            .invalid()
            .send()
            .expectProblem(400, "invalid-request")
            .json()
            .get("detail")
            .asText();
    assertThat(detail).isEqualTo("this request has no query parameters: its body says it all");
  }
}
