package org.warpath.kernels.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.kernels.UserCache;

/**
 * Compiled kernels on disk, a file each, named by what they depend on: source, headers and options
 * (by hash), compiler version and architecture. A file is the cubin behind its own SHA-256; one
 * that does not match is compiled again.
 */
final class CubinCache {
  private static final Logger LOG = LoggerFactory.getLogger(CubinCache.class);
  private static final int HASH_BYTES = 32;

  private final UserCache files;

  CubinCache(UserCache files) {
    this.files = files;
  }

  /** The user's cache. */
  static CubinCache ofUser() {
    return new CubinCache(UserCache.part("kernels"));
  }

  /** The cubin of {@code source} for {@code architecture}: from the cache, else compiled. */
  byte[] cubin(KernelSource source, Architecture architecture) {
    String file = fileName(source, KernelCompiler.version(), architecture);
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

  private Optional<byte[]> read(String file) {
    try {
      byte[] bytes = Files.readAllBytes(files.find(file));
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
      LOG.warn("cannot use the cached {}: {}: compiled again", file, UserCache.reason(e));
    }
    return Optional.empty();
  }

  // A cache that cannot be written to costs time, nothing else.
  private void write(String file, byte[] cubin) {
    try {
      files.keep(
          file,
          out -> {
            out.write(sha256().digest(cubin));
            out.write(cubin);
          });
    } catch (IOException e) {
      LOG.warn(
          "cannot keep {}: {}: it will be compiled again next time", file, UserCache.reason(e));
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
