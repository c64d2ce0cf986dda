package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The libraries that are committed are those that package-lock.json names, unchanged. */
final class VendoredLibrariesTest {
  private static final Path MAIN = Path.of("src", "main").toAbsolutePath();
  private static final Path VENDOR =
      MAIN.resolve(Path.of("resources", "org", "warpath", "api", "web", "vendor"));
  private static final Path SUMS = VENDOR.resolve("SHA256SUMS");

  @Test
  void everyFileIsListedAndUnchanged() throws Exception {
    TreeMap<String, String> listed = new TreeMap<>();
    for (String line : lines(false)) {
      String[] sumAndFile = line.split(" {2}", 2);
      listed.put(sumAndFile[1], sumAndFile[0]);
    }
    TreeMap<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(VENDOR)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.equals(SUMS)) {
          byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
          found.put(VENDOR.relativize(file).toString(), HexFormat.of().formatHex(sum));
        }
      }
    }
    assertThat(found).isNotEmpty().isEqualTo(listed);
  }

  @Test
  void versionsAreThoseOfTheLock() throws Exception {
    JsonNode lock =
        new JsonMapper().readTree(MAIN.resolve(Path.of("web", "package-lock.json")).toFile());
    for (String line : lines(true)) {
      String[] fields = line.split(" ", -1);
      JsonNode locked = lock.at("/packages").path("node_modules/" + fields[1]);
      assertThat(locked.path("version").asText()).as(fields[1]).isEqualTo(fields[2]);
      assertThat(locked.path("license").asText()).as(fields[1]).isEqualTo(fields[3]);
    }
  }

  @Test
  void everyLibraryBringsItsLicence() throws Exception {
    List<String> packages = lines(true).stream().map(line -> line.split(" ", -1)[1]).toList();
    assertThat(packages)
        .contains("d3-force", "d3-zoom", "uplot", "swagger-ui-dist")
        .allSatisfy(name -> assertThat(VENDOR.resolve(name).resolve("LICENSE")).isNotEmptyFile());
    assertThat(lines(false))
        .allSatisfy(
            line -> assertThat(packages).anyMatch(name -> line.contains("  " + name + "/")));
  }

  private static List<String> lines(boolean ofPackages) throws IOException {
    return Files.readAllLines(SUMS).stream()
        .filter(line -> line.startsWith("# ") == ofPackages)
        .toList();
  }
}
