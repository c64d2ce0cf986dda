package org.warpath.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCacheTest {
  private static final byte[] WORD = "kept".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path parent;
  private Path folder;
  private UserCache cache;

  @BeforeEach
  void name() throws IOException {
    folder = parent.toRealPath().resolve("warpath").resolve("part");
    cache = new UserCache(folder.getParent()).in("part");
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void theUsersFolderIsWhatTheNearestSettingSays() {
    Map<String, String> both = Map.of("WARPATH_CACHE", "/own", "XDG_CACHE_HOME", "/xdg");
    assertThat(UserCache.root(both, "/property")).isEqualTo(Path.of("/property"));
    assertThat(UserCache.root(both, null)).isEqualTo(Path.of("/own"));
    assertThat(UserCache.root(Map.of("XDG_CACHE_HOME", "/xdg"), null))
        .isEqualTo(Path.of("/xdg/warpath"));
    assertThat(UserCache.root(Map.of("WARPATH_CACHE", ""), null))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "warpath"));
  }

  @Test
  void whatIsKeptIsFoundAndNobodyElseMayWriteIt() throws IOException {
    assertThatThrownBy(() -> cache.find("file")).isInstanceOf(NoSuchFileException.class);
    Path kept = cache.keep("file", out -> out.write(WORD));
    assertThat(cache.find("file")).isEqualTo(kept).hasBinaryContent(WORD);
    assertThat(permissions(kept)).isEqualTo("rw-------");
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(folder.getParent())).isEqualTo("rwx------");
    assertThatThrownBy(() -> cache.find("other")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whatOthersCouldHaveWrittenIsNotUsedAndIsReplaced() throws IOException {
    Path kept = cache.keep("file", out -> out.write(WORD));
    permit(kept, "rw--w----");
    assertThatThrownBy(() -> cache.find("file"))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining(kept + ": can be written by others, its mode is 620");
    cache.keep("file", out -> out.write(WORD));
    assertThat(cache.find("file")).isEqualTo(kept);

    Path aside = parent.resolve("aside");
    Files.move(kept, aside);
    Files.createSymbolicLink(kept, aside);
    assertThatThrownBy(() -> cache.find("file")).hasMessageContaining("is no regular file");
  }

  @Test
  void aFolderThatOthersCouldWriteIntoIsNotUsed() throws IOException {
    Path kept = cache.keep("file", out -> out.write(WORD));
    for (Path open : new Path[] {folder, folder.getParent()}) {
      permit(open, "rwx----w-");
      assertThatThrownBy(() -> cache.find("file"))
          .hasMessageContaining(open + ": can be written by others");
      assertThatThrownBy(() -> cache.keep("file", out -> out.write(1)))
          .hasMessageContaining(open + ": can be written by others");
      permit(open, "rwx------");
    }
    assertThat(cache.find("file")).isEqualTo(kept).hasBinaryContent(WORD);
  }

  @Test
  void anothersFileIsNotUsed() throws IOException {
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"), "only root can give files away");
    Path kept = cache.keep("file", out -> out.write(WORD));
    for (Path path : new Path[] {kept, folder}) {
      Files.setAttribute(path, "unix:uid", 12345);
      assertThatThrownBy(() -> cache.find("file"))
          .hasMessageContaining(path + ": belongs to user 12345, not to user 0");
      Files.setAttribute(path, "unix:uid", 0);
    }
  }

  @Test
  void aFileIsKeptWholeOrNotAtAll() throws IOException {
    cache.keep("file", out -> out.write(WORD));
    IOException interrupted = new IOException("half-way");
    assertThatThrownBy(() ->
            cache.keep(
                "file",
                out -> {
                  out.write(1);
                  throw interrupted;
                }))
        .isSameAs(interrupted);
    assertThat(cache.find("file")).hasBinaryContent(WORD);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("file"));
    }
  }

  @Test
  void threadsThatKeepAndFindAtOnceSeeWholeFiles() throws IOException {
    byte[] content = new byte[100_000];
    Arrays.fill(content, (byte) 7);
    cache.keep("file", out -> out.write(content));
    Parallel.forEach(
        4,
        40,
        task -> {
          try {
            if (task % 2 == 0) {
              cache.keep("file", out -> out.write(content));
            } else {
              assertThat(Files.readAllBytes(cache.find("file"))).isEqualTo(content);
            }
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("file"));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Files.createDirectories(folder.getParent().getParent());
    Files.write(folder.getParent(), WORD);
    assertThatThrownBy(() -> cache.keep("file", out -> out.write(WORD)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.getParent().toString());
  }
}
