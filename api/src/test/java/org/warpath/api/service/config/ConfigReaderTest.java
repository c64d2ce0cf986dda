package org.warpath.api.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.config.ServiceConfig.Keys;
import org.warpath.api.service.config.ServiceConfig.LogFormat;
import org.warpath.api.service.config.ServiceConfig.Tls;

class ConfigReaderTest {
  private static final Path EXAMPLE = Path.of("../docs/warpath.yaml");

  @TempDir Path folder;

  @Test
  void nothingGivenMeansDefaults() throws IOException {
    assertThat(ConfigReader.read(null, Map.of(), Map.of()))
        .isEqualTo(ServiceConfig.defaults(Path.of("warpath-data")));
    assertThat(read("")).isEqualTo(ServiceConfig.defaults(Path.of("warpath-data")));
    assertThat(read("# nothing\n")).isEqualTo(ServiceConfig.defaults(Path.of("warpath-data")));
  }

  @Test
  void theDocumentedFileHoldsEverySettingWithItsDefault() throws IOException {
    assertThat(ConfigReader.read(EXAMPLE, Map.of(), Map.of()))
        .isEqualTo(ServiceConfig.defaults(Path.of("warpath-data")));

    Set<String> keys = new TreeSet<>();
    keys(ServiceConfig.class, "", keys);
    keys.remove("security.tls");
    keys(Tls.class, "security.tls.", keys);
    assertThat(YamlSettings.read(EXAMPLE)).containsOnlyKeys(keys);
  }

  private static void keys(Class<?> type, String prefix, Set<String> keys) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + component.getName();
      if (component.getType().isRecord()) {
        keys(component.getType(), key + ".", keys);
      } else {
        keys.add(key);
      }
    }
  }

  @Test
  void everySettingIsRead() throws IOException {
    ServiceConfig config =
        read(
            """
            host: 0.0.0.0
            port: "9090"
            data: /srv/warpath
            importFolder: /srv/import
            samples: false
            shutdownTimeout: 5m
            limits: {jsonBytes: 2MiB, arrayBytes: 1GiB, uploadBytes: 1.5TB, headerBytes: 8KiB,
              requestsPerSecond: 50, requestBurst: 1_000, concurrentRequests: 64, idleTimeout: 500ms,
              bytesPerSecond: 0}
            jobs:
              queueLength: 10
              queuePerClient: 5
              asyncEdges: 1_000_000_000_000
              resultsExpire: 12h
              cacheBytes: 0
            security:
              keys: REQUIRED
              hosts: [warpath.example.org, "10.0.0.7"]
              corsOrigins:
                - https://example.org
                - http://localhost:3000
              tls:
                certificate: chain.pem
                privateKey: key.pem
            log: {format: json, requests: false}
            """);

    assertThat(config)
        .isEqualTo(
            new ServiceConfig(
                "0.0.0.0",
                9090,
                Path.of("/srv/warpath"),
                Optional.of(Path.of("/srv/import")),
                false,
                Duration.ofMinutes(5),
                new ServiceConfig.Limits(
                    2 << 20,
                    1 << 30,
                    1_500_000_000_000L,
                    50,
                    1000,
                    Duration.ofMillis(500),
                    8 << 10,
                    0,
                    64),
                new ServiceConfig.Jobs(10, 5, 1_000_000_000_000L, Duration.ofHours(12), 0),
                new ServiceConfig.Security(
                    Keys.REQUIRED,
                    Optional.of(new Tls(Path.of("chain.pem"), Path.of("key.pem"))),
                    List.of("https://example.org", "http://localhost:3000"),
                    List.of("warpath.example.org", "10.0.0.7")),
                new ServiceConfig.Log(LogFormat.JSON, false)));
  }

  @Test
  void theCommandLineIsOverTheEnvironmentIsOverTheFile() throws IOException {
    Path file = file("port: 1\nhost: file\ndata: file\nlimits: {jsonBytes: 1KiB}\n");

    ServiceConfig config =
        ConfigReader.read(
            file,
            Map.of(
                "WARPATH_PORT", "2",
                "WARPATH_HOST", "environment",
                "WARPATH_DATA", "",
                "WARPATH_LIMITS_JSON_BYTES", "3KiB",
                "WARPATH_SECURITY_CORS_ORIGINS", "https://a.org, https://b.org"),
            Map.of("port", "3"));

    assertThat(config.port()).isEqualTo(3);
    assertThat(config.host()).isEqualTo("environment");
    assertThat(config.data()).isEqualTo(Path.of("file"));
    assertThat(config.limits().jsonBytes()).isEqualTo(3 << 10);
    assertThat(config.security().corsOrigins()).containsExactly("https://a.org", "https://b.org");
  }

  @Test
  void variablesOfTheProgramAndOfOthersAreLeftAlone() throws IOException {
    Map<String, String> environment =
        Map.of(
            "WARPATH_CACHE", "/c",
            "WARPATH_CUDA_LIBS", "/l",
            "WARPATH_JAVA_HOME", "/j",
            "WARPATH_JAVA_OPTS", "-Xmx1g",
            "WARPATH_EMULATOR_SEED", "1",
            "WARPATH_SERVICE_HOST", "10.0.0.1",
            "WARPATH_PORT_8080_TCP_ADDR", "10.0.0.1",
            "PATH", "/bin");

    assertThat(ConfigReader.read(null, environment, Map.of()))
        .isEqualTo(ServiceConfig.defaults(Path.of("warpath-data")));
  }

  @ParameterizedTest
  @CsvSource({
    "WARPATH_LIMITS_JSON_BITES, WARPATH_LIMITS_JSON_BYTES",
    "WARPATH_LIMITS_NOTHING_LIKE_IT, WARPATH_LIMITS_",
    "WARPATH_PROT, WARPATH_PORT",
  })
  void aMisspeltVariableIsRefusedWithTheNearest(String variable, String nearest) {
    assertThatThrownBy(() -> ConfigReader.read(null, Map.of(variable, "1"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable + ": unknown variable; nearest: " + nearest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "portt: 1 | line 3: unknown setting \"portt\"; nearest: port",
        "limits: {jsonbyte: 1} | line 3: unknown setting \"limits.jsonbyte\"; nearest: limits.jsonBytes",
        "limits: {json: {bytes: 1}} | line 3: unknown setting \"limits.json.bytes\"; nearest: limits.jsonBytes",
        "jsonBytes: | line 3: unknown setting \"jsonBytes\"; nearest: limits.jsonBytes",
        "limits: 5 | line 3: limits must be a section, was \"5\"",
        "limits: [] | line 3: limits must be a section, was a list",
        "port: [1, 2] | line 3: port must be a whole number, was a list",
        "port: {a: 1} | line 3: unknown setting \"port.a\"; nearest: port",
        "port: many | line 3: port must be a whole number, was \"many\"",
        "port: 65536 | line 3: port must be in [0, 65535], was 65536",
        "port: 99999999999 | line 3: port must be in [0, 65535], was 2147483647",
        "port: -1 | line 3: port must be in [0, 65535], was -1",
        "port: 80.5 | line 3: port must be a whole number, was \"80.5\"",
        "host: ' ' | line 3: host must be an address or a host's name, was empty",
        "samples: yes | line 3: samples must be true or false, was \"yes\"",
        "limits: {jsonBytes: 64Mib2} | line 3: limits.jsonBytes must be a size such as 64MiB, was \"64Mib2\"",
        "limits: {jsonBytes: -1} | line 3: limits.jsonBytes must be a size such as 64MiB, was \"-1\"",
        "limits: {jsonBytes: 0} | line 3: limits.jsonBytes must be a size from 1B to 1GiB, was 0B",
        "limits: {jsonBytes: 2GiB} | line 3: limits.jsonBytes must be a size from 1B to 1GiB, was 2GiB",
        "limits: {uploadBytes: 9999999TiB} | line 3: limits.uploadBytes must be a size such as 64MiB, was \"9999999TiB\"",
        "limits: {headerBytes: 10} | line 3: limits.headerBytes must be a size from 1KiB to 1MiB, was 10B",
        "limits: {idleTimeout: 30} | line 3: limits.idleTimeout must be a duration such as 500ms, 30s, 5m, 12h or 7d, was \"30\"",
        "limits: {idleTimeout: 2d} | line 3: limits.idleTimeout must be a duration from 10ms to 1d, was 2d",
        "security: {keys: maybe} | line 3: security.keys must be one of auto, required, off, was \"maybe\"",
        "log: {format: xml} | line 3: log.format must be one of text, json, was \"xml\"",
        "security: {corsOrigins: ['*']} | line 3: security.corsOrigins must be a list of origins such as https://example.org or http://localhost:3000, was \"*\"",
        "security: {corsOrigins: 'https://a.org/'} | security.corsOrigins must be a list of origins",
        "security: {hosts: ['a.org:80']} | line 3: security.hosts must be a list of hosts' names without ports, was \"a.org:80\"",
        "security: {tls: {certificate: a.pem}} | line 3: security.tls.certificate must be beside security.tls.privateKey, was alone",
        "security: {tls: {privateKey: a.pem}} | line 3: security.tls.privateKey must be beside security.tls.certificate, was alone",
        "security: {hosts: [[a]]} | line 3: expected a list of single values of security.hosts",
        "port: 1\\nport: 2 | line 4: expected YAML, found Duplicate field 'port'",
        "port: *a | line 3: expected a value of port, found an alias",
        "a: [ | expected YAML",
        "\\tport: 1 | expected YAML",
        "port: 1\\n---\\nport: 2 | line 5: expected the file's end, found a second document",
      })
  void whatCannotBeIsRefusedWithFileAndLine(String settings, String message) throws IOException {
    Path file = file("# one\n# two\n" + settings.replace("\\n", "\n").replace("\\t", "\t") + "\n");

    assertThatThrownBy(() -> ConfigReader.read(file, Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ", line ")
        .hasMessageContaining(message);
  }

  @Test
  void aVariableOrAnOptionThatCannotBeIsNamed() {
    assertThatThrownBy(() -> ConfigReader.read(null, Map.of("WARPATH_PORT", "tcp://a"), Map.of()))
        .hasMessage("WARPATH_PORT: port must be a whole number, was \"tcp://a\"");
    assertThatThrownBy(() -> ConfigReader.read(null, Map.of(), Map.of("port", "70000")))
        .hasMessage("--port: port must be in [0, 65535], was 70000");
    assertThatThrownBy(() -> ConfigReader.read(null, Map.of("WARPATH_DATA", "a\0b"), Map.of()))
        .hasMessageStartingWith("WARPATH_DATA: data must be a path, was ");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("none.yaml");
    assertThatThrownBy(() -> ConfigReader.read(file, Map.of(), Map.of()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(file.toString());
  }

  private ServiceConfig read(String settings) throws IOException {
    return ConfigReader.read(file(settings), Map.of(), Map.of());
  }

  private Path file(String settings) throws IOException {
    return Files.writeString(folder.resolve("warpath.yaml"), settings);
  }
}
