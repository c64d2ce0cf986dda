package org.warpath.kernels.cuda.libraries;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds NVIDIA's libraries and makes JCuda's classes usable, one library at a time and each when it
 * is first required. Serves CUDA 12 and CUDA 13: JCuda's native halves are pointed at whichever is
 * there.
 *
 * <p>{@link LibraryFolders} lists where it looks. First come the folders in the system property
 * {@code warpath.cuda.libs} and in the environment variable {@code WARPATH_CUDA_LIBS}, both lists
 * separated as {@code PATH} is; a {@code libcuda.so.1} in one of them is the driver.
 *
 * <p>Safe for use by several threads.
 */
public final class CudaLibraries {

  private static final class Process {
    static final CudaLibraries LIBRARIES = new CudaLibraries(SearchEnvironment.ofProcess());
  }

  private final SearchEnvironment environment;
  private final Map<CudaLibrary, LibrarySearch.Outcome> searched = new EnumMap<>(CudaLibrary.class);
  // Empty: loaded.
  private final Map<CudaLibrary, Optional<CudaUnavailableException>> required =
      new EnumMap<>(CudaLibrary.class);
  private final Set<Path> opened = new HashSet<>();
  private Optional<LibrarySearch> search = Optional.empty();
  private Optional<OptionalInt> driverMajor = Optional.empty();

  CudaLibraries(SearchEnvironment environment) {
    this.environment = environment;
  }

  /** The libraries of this process. */
  public static CudaLibraries instance() {
    return Process.LIBRARIES;
  }

  /**
   * Makes a library's JCuda class usable. Must come before the first use of that class. The first
   * call searches and loads (some milliseconds, more for a library of hundreds of megabytes); later
   * ones return at once, or fail with the same message.
   *
   * @throws CudaUnavailableException if this is not Linux on x86-64, if the library or JCuda's half
   *     of it is missing, or if one of them cannot be loaded
   */
  public synchronized void require(CudaLibrary library) {
    Optional<CudaUnavailableException> before = required.get(library);
    if (before == null) {
      try {
        load(library);
        required.put(library, Optional.empty());
      } catch (CudaUnavailableException e) {
        required.put(library, Optional.of(e));
        throw e;
      }
    } else if (before.isPresent()) {
      CudaUnavailableException first = before.get();
      throw new CudaUnavailableException(Objects.requireNonNull(first.getMessage()), first);
    }
  }

  /** Where a library lies that {@link #require} loads, or would load. */
  public synchronized Optional<Path> located(CudaLibrary library) {
    return outcome(library).found().map(LibrarySearch.Found::path);
  }

  /**
   * The CUDA version a library belongs to, 12 or 13; for the driver, the newest it serves. Empty if
   * the library is missing or does not tell.
   */
  public synchronized OptionalInt cudaMajor(CudaLibrary library) {
    if (library == CudaLibrary.DRIVER) {
      return driverMajor();
    }
    return outcome(library).found().map(LibrarySearch.Found::cudaMajor).orElse(OptionalInt.empty());
  }

  /** How every library stands, in the order of {@link CudaLibrary}; loads none but the driver. */
  public synchronized List<LibraryReport> report() {
    return Stream.of(CudaLibrary.values()).map(this::report).toList();
  }

  private LibraryReport report(CudaLibrary library) {
    if (!supported()) {
      return new LibraryReport(
          library, Optional.empty(), OptionalInt.empty(), false, unsupported());
    }
    LibrarySearch.Outcome outcome = outcome(library);
    Optional<CudaUnavailableException> failure = required.getOrDefault(library, Optional.empty());
    boolean usable = outcome.found().isPresent() && failure.isEmpty();
    String detail =
        failure
            .map(e -> String.valueOf(e.getMessage()))
            .or(() -> outcome.found().map(found -> "from " + found.origin()))
            .orElseGet(() -> search().notFound(library, outcome.passedOver()));
    return new LibraryReport(library, located(library), cudaMajor(library), usable, detail);
  }

  private void load(CudaLibrary library) {
    if (!supported()) {
      throw new CudaUnavailableException(unsupported());
    }
    LibrarySearch.Outcome outcome = outcome(library);
    LibrarySearch.Found found =
        outcome
            .found()
            .orElseThrow(() ->
                new CudaUnavailableException(search().notFound(library, outcome.passedOver())));
    try {
      if (library == CudaLibrary.NVRTC) {
        for (Path builtins : LibrarySearch.builtins(found)) {
          open(builtins);
        }
      }
      openWithNeeded(found.path(), new HashSet<>());
    } catch (IOException
        | IllegalArgumentException
        | UnsatisfiedLinkError
        | IllegalCallerException e) {
      throw new CudaUnavailableException(
          library.title() + " at " + found.path() + " cannot be loaded: " + e.getMessage(), e);
    }
    NativeHalf.load(library, found.soname());
  }

  // The loader finds most of these by the library's own search path; pip spreads them over folders
  // and other packagers drop that path.
  private void openWithNeeded(Path path, Set<Path> visited) throws IOException {
    if (opened.contains(path) || !visited.add(path)) {
      return;
    }
    Path folder = path.resolveSibling(".").normalize();
    for (ElfDynamic.Name needed : ElfDynamic.read(path).needed()) {
      if (needed.text().startsWith("libcu") || needed.text().startsWith("libnv")) {
        Optional<Path> beside = search().find(needed.text(), folder);
        if (beside.isPresent()) {
          openWithNeeded(beside.get(), visited);
        }
      }
    }
    open(path);
  }

  // Once it is loaded, the loader takes this file for every library that asks for its soname.
  @SuppressWarnings("restricted")
  private void open(Path path) {
    if (!opened.contains(path)) {
      System.load(path.toAbsolutePath().toString());
      opened.add(path);
    }
  }

  private LibrarySearch.Outcome outcome(CudaLibrary library) {
    LibrarySearch.Outcome known = searched.get(library);
    if (known == null) {
      OptionalInt limit = library == CudaLibrary.DRIVER ? OptionalInt.empty() : driverMajor();
      known = search().find(library, limit);
      searched.put(library, known);
    }
    return known;
  }

  private OptionalInt driverMajor() {
    if (driverMajor.isEmpty()) {
      driverMajor = Optional.of(askDriver());
    }
    return driverMajor.get();
  }

  private OptionalInt askDriver() {
    Optional<Path> driver = located(CudaLibrary.DRIVER);
    if (driver.isEmpty() || !supported()) {
      return OptionalInt.empty();
    }
    try {
      openWithNeeded(driver.get(), new HashSet<>());
      return DriverVersion.cudaMajor(driver.get());
    } catch (IOException
        | IllegalArgumentException
        | UnsatisfiedLinkError
        | IllegalCallerException e) {
      required.put(
          CudaLibrary.DRIVER,
          Optional.of(
              new CudaUnavailableException(
                  CudaLibrary.DRIVER.title()
                      + " at "
                      + driver.get()
                      + " cannot be loaded: "
                      + e.getMessage(),
                  e)));
      return OptionalInt.empty();
    }
  }

  private LibrarySearch search() {
    if (search.isEmpty()) {
      search = Optional.of(new LibrarySearch(environment));
    }
    return search.get();
  }

  private boolean supported() {
    return environment.property("os.name").orElse("").equals("Linux")
        && environment.property("os.arch").orElse("").equals("amd64");
  }

  private String unsupported() {
    return "CUDA is used on Linux on x86-64 only; this is "
        + environment.property("os.name").orElse("an unknown system")
        + " on "
        + environment.property("os.arch").orElse("an unknown processor");
  }
}
