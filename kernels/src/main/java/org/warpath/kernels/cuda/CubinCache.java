package org.warpath.kernels.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled kernels on disk, a file each, named by what they depend on: source, headers and options
 * (by hash), compiler version and architecture. A file is the cubin behind its own SHA-256; one
 * that does not match is compiled again.
 *
 * <p>In the folder that the property {@code warpath.cache} or the variable {@code WARPATH_CACHE}
 * names, else {@code $XDG_CACHE_HOME/warpath} or {@code ~/.cache/warpath}.
 */
final class CubinCache {
  private static final Logger LOG = LoggerFactory.getLogger(CubinCache.class);
  private static final int HASH_BYTES = 32;

  private final Path folder;

  CubinCache(Path folder) {
    this.folder = folder;
  }

  /** The user's cache. */
  static CubinCache ofUser() {
    return new CubinCache(
        userFolder(System.getenv(), System.getProperty("warpath.cache")).resolve("kernels"));
  }

  static Path userFolder(Map<String, String> environment, String property) {
    if (property != null) {
      return Path.of(property);
    }
    String own = environment.get("WARPATH_CACHE");
    if (own != null && !own.isEmpty()) {
      return Path.of(own);
    }
    String xdg = environment.get("XDG_CACHE_HOME");
    return xdg != null && !xdg.isEmpty()
        ? Path.of(xdg, "warpath")
        : Path.of(System.getProperty("user.home"), ".cache", "warpath");
  }

  /** The cubin of {@code source} for {@code architecture}: from the cache, else compiled. */
  byte[] cubin(KernelSource source, Architecture architecture) {
    Path file = folder.resolve(fileName(source, KernelCompiler.version(), architecture));
    Optional<byte[]> cached = read(file);
    if (cached.isPresent()) {
      return cached.get();
    }
    byte[] cubin = KernelCompiler.compile(source, architecture, false).cubin();
    write(file, cubin);
    return cubin;
  }

  static String fileName(KernelSource source, String compiler, Architecture architecture) {
    MessageDigest digest = sha256();
    digest.update(source.text().getBytes(StandardCharsets.UTF_8));
    source
        .headers()
        .forEach(
            (name, text) -> digest.update((name + "\0" + text).getBytes(StandardCharsets.UTF_8)));
    digest.update(KernelCompiler.options().toString().getBytes(StandardCharsets.UTF_8));
    return String.format(
        "%s-%s-nvrtc%s-%s.cubin",
        source.name(),
        HexFormat.of().formatHex(digest.digest(), 0, 12),
        compiler,
        architecture.compilerName());
  }

  private static Optional<byte[]> read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > HASH_BYTES) {
        byte[] cubin = Arrays.copyOfRange(bytes, HASH_BYTES, bytes.length);
        if (Arrays.equals(sha256().digest(cubin), 0, HASH_BYTES, bytes, 0, HASH_BYTES)) {
          return Optional.of(cubin);
        }
      }
      LOG.warn("{} is damaged: compiled again", file);
    } catch (NoSuchFileException e) {
      LOG.debug("{} is not cached yet", file);
    } catch (IOException e) {
      LOG.warn("cannot read {}: {}: compiled again", file, e.toString());
    }
    return Optional.empty();
  }

  // A cache that cannot be written to costs time, nothing else.
  private void write(Path file, byte[] cubin) {
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
      try {
        byte[] bytes = Arrays.copyOf(sha256().digest(cubin), HASH_BYTES + cubin.length);
        System.arraycopy(cubin, 0, bytes, HASH_BYTES, cubin.length);
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      LOG.warn("cannot keep {}: {}: it will be compiled again next time", file, e.toString());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
