package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.guard.GuardedService;

class KeysCommandTest {
  @TempDir Path folder;

  @Test
  void aKeyIsMadeBeforeTheServiceFirstStartsAndUsedThen() throws Exception {
    Path data = folder.resolve("data");
    String key = create(data, "first", "read");

    try (GuardedService service = new GuardedService(data, Map.of("host", "0.0.0.0"))) {
      assertThat(status(service, key)).isEqualTo(200);

      String second = create(data, "second", "read,write,admin");
      assertThat(status(service, second)).isEqualTo(200);

      Cli list = Cli.run("keys", "list", "--data", data).succeeded();
      assertThat(list.out().lines())
          .hasSize(2)
          .anyMatch(line -> line.matches("[0-9a-f]{16}  read +\\S+Z  first"))
          .anyMatch(line -> line.matches("[0-9a-f]{16}  read,write,admin +\\S+Z  second"));
      assertThat(list.out()).doesNotContain(key).doesNotContain(second);

      assertThat(Cli.run("keys", "revoke", "--data", data, key.split("_", 3)[1]).succeeded().out())
          .isEmpty();
      for (int i = 0; status(service, key) != 401; i++) {
        assertThat(i).as("asked after it was revoked").isLessThan(500);
        Thread.sleep(20);
      }
      assertThat(status(service, second)).isEqualTo(200);
    }
  }

  private static int status(GuardedService service, String key) throws Exception {
    return service.get("/v1/graphs", "Authorization", "Bearer " + key).statusCode();
  }

  private static String create(Path data, String name, String scopes) {
    Cli run = Cli.run("keys", "create", "--data", data, "--name", name, "--scopes", scopes);
    String key = run.succeeded().out().strip();
    assertThat(key).matches("wp_[0-9a-f]{16}_[0-9a-f]{64}");
    return key;
  }

  @Test
  void whatIsNoKeyIsRefused() {
    Path data = folder.resolve("data");
    create(data, "first", "read");

    Cli.run("keys", "create", "--data", data, "--name", "first", "--scopes", "read")
        .refused("there is a key named first already");
    Cli.run("keys", "create", "--data", data, "--name", "../x", "--scopes", "read")
        .refused("--name must be 1 to 100 letters");
    Cli.run("keys", "create", "--data", data, "--name", "x", "--scopes", "read,root")
        .refused("expected a scope, read, write or admin, found \"root\"");
    Cli.run("keys", "create", "--data", data, "--name", "x", "--scopes", "open")
        .refused("scopes must be some of read, write, admin");
    Cli.run("keys", "create", "--data", data, "--name", "x").refused("--scopes");
    Cli.run("keys", "revoke", "--data", data, "0123").refused("there is no key with the id 0123");
    Cli.run("keys", "list", "--data", folder.resolve("none")).refused("no such file or folder");
    Cli.run("keys").refused("expected create, list or revoke");
  }
}
