package org.warpath.api.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder that runs on any 64-bit Linux on x86 with nothing but glibc: a Java runtime, the
 * program, the shipped data, the tests of the CUDA engine, and scripts that start them.
 *
 * @param directory where it is
 * @param parts what it consists of
 */
public record Bundle(Path directory, List<Part> parts) {

  /** The most a bundle may take, all its files together. */
  public static final long LIMIT_BYTES = 60_000_000;

  private static final String MARK = "BUNDLE.txt";

  /**
   * A file or folder of the bundle.
   *
   * @param name relative to the bundle
   * @param contents what it is, for people
   * @param byteSize bytes of all its files
   */
  public record Part(String name, String contents, long byteSize) {}

  public Bundle {
    parts = List.copyOf(parts);
  }

  /** Bytes of all files. */
  public long byteSize() {
    return parts.stream().mapToLong(Part::byteSize).sum();
  }

  /**
   * Writes a bundle of {@code program}: into a temporary folder beside {@code directory}, which
   * then takes its name. Takes some seconds.
   *
   * @param directory a new folder, an empty one, or an earlier bundle, which is replaced
   * @param version the program's, for people
   * @throws IllegalArgumentException if {@code directory} is something else, or this machine's JDK
   *     or platform cannot make a bundle
   * @throws IOException if files cannot be read or written, or the bundle exceeds {@link
   *     #LIMIT_BYTES}; {@code directory} is then as before
   */
  public static Bundle write(Path directory, Program program, String version) throws IOException {
    Path target =
        Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath().normalize();
    requireReplaceable(target, program);
    RuntimeImage.requireLinker();
    Path made = Files.createTempDirectory(target.getParent(), target.getFileName() + ".");
    try {
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
      Bundle bundle = fill(made, program, version);
      if (bundle.byteSize() > LIMIT_BYTES) {
        throw new IOException(bundle.excess());
      }
      replace(target, made);
      return new Bundle(target, bundle.parts);
    } finally {
      delete(made);
    }
  }

  private static void requireReplaceable(Path target, Program program) throws IOException {
    Path parent = target.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(target + " is no folder's name, expected one");
    }
    if (target.startsWith(program.home().resolve("data"))) {
      throw new IllegalArgumentException(
          target + " lies in the shipped data, which a bundle holds: expected a folder elsewhere");
    }
    if (!Files.isDirectory(parent)) {
      throw new NoSuchFileException(parent.toString());
    }
    if (!Files.isWritable(parent)) {
      throw new AccessDeniedException(parent.toString());
    }
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IllegalArgumentException(target + " is a file, expected the name of a folder");
    }
    try (Stream<Path> entries = Files.list(target)) {
      if (entries.findAny().isPresent() && !Files.exists(target.resolve(MARK))) {
        throw new IllegalArgumentException(
            target
                + " holds other files, expected a new folder, an empty one or an earlier bundle"
                + " (with "
                + MARK
                + " in it)");
      }
    }
  }

  private static Bundle fill(Path folder, Program program, String version) throws IOException {
    SlimJars jars = SlimJars.of(program);
    RuntimeImage.link(jars.modules(), folder.resolve("runtime"));
    Payload.write(
        new TreeMap<>(Map.of("lib", jars.libraries(), "test-lib", jars.testLibraries())),
        folder.resolve("jars.xz"));
    Files.write(folder.resolve("unpack.jar"), jars.unpacker().uncompressed());
    copy(program.home().resolve("data"), folder.resolve("data"));
    Files.copy(program.home().resolve("LICENSE"), folder.resolve("LICENSE"));
    script(folder.resolve("warpath"));
    script(folder.resolve("gpu-tests"));
    Files.writeString(
        folder.resolve(MARK),
        """
        Warpath %s for Linux on x86-64, made by "warpath bundle".

          ./warpath --help    the program
          ./gpu-tests         all tests of its CUDA engine, on this machine's GPU

        Needs glibc; on the GPU also NVIDIA's driver, NVRTC of CUDA 12 or 13, and libstdc++.
        """
            .formatted(version));
    return new Bundle(
        folder,
        List.of(
            part(folder, "runtime", "Java " + Runtime.version() + ", stripped"),
            part(folder, "jars.xz", "the program, its tests, their libraries"),
            part(folder, "unpack.jar", "unpacks these at the first run"),
            part(folder, "data", "the shipped graphs"),
            part(folder, "warpath", "runs the program"),
            part(folder, "gpu-tests", "runs the tests tagged gpu"),
            part(folder, "LICENSE", "of Warpath; others lie beside what they cover"),
            part(folder, MARK, "what this folder is")));
  }

  private static void copy(Path source, Path target) throws IOException {
    for (Path from : tree(source)) {
      Files.copy(from, target.resolve(source.relativize(from).toString()));
    }
  }

  private static void script(Path target) throws IOException {
    String resource = target.getFileName().toString();
    try (InputStream script = Bundle.class.getResourceAsStream(resource)) {
      if (script == null) {
        throw new IOException("the program's jar lacks its file " + resource);
      }
      Files.copy(script, target);
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void replace(Path target, Path made) throws IOException {
    if (!Files.exists(target)) {
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = made.resolveSibling(made.getFileName() + ".old");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    delete(old);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> tree = Files.exists(folder) ? new ArrayList<>(tree(folder)) : List.of();
    for (Path path : tree.reversed()) {
      Files.delete(path);
    }
  }

  /** {@code folder} and all in it, each folder before what it holds. */
  private static List<Path> tree(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList();
    }
  }

  private static Part part(Path folder, String name, String contents) throws IOException {
    long byteSize = 0;
    for (Path path : tree(folder.resolve(name))) {
      byteSize += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    return new Part(name, contents, byteSize);
  }

  private String excess() {
    List<String> largest =
        parts.stream()
            .sorted(Comparator.comparingLong(Part::byteSize).reversed())
            .limit(4)
            .map(part -> part.name() + " " + megabytes(part.byteSize()))
            .toList();
    return "the bundle would take %s MB, more than the %s MB it may: %s"
        .formatted(megabytes(byteSize()), megabytes(LIMIT_BYTES), String.join(", ", largest));
  }

  /** {@code 12.3} of so many bytes. */
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }
}
