package org.warpath.kernels.cuda.libraries;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * Loads the native half of a JCuda class from a copy that nobody else can have touched.
 *
 * <p>JCuda itself looks on {@code java.library.path} and then for a file of a fixed name in {@code
 * java.io.tmpdir}, where any user may have put one. Here the copy is written to a fresh folder of
 * mode 700, loaded, and JCuda's class initialised while {@code java.io.tmpdir} names that folder.
 * The copy is deleted at once: what is loaded stays.
 */
final class NativeHalf {

  private static final String TEMPORARY_FOLDER = "java.io.tmpdir";

  private NativeHalf() {}

  /**
   * Makes the JCuda class of {@code library} usable. The CUDA library itself must already be
   * loaded; the copy asks for it by {@code soname}.
   *
   * @throws CudaUnavailableException if the half is missing, cannot be retargeted or cannot be
   *     loaded
   */
  static void load(CudaLibrary library, String soname) {
    refuseLibraryPath(library);
    byte[] half = prepare(library, soname);
    // One at a time in this process, as the property belongs to all of it.
    synchronized (NativeHalf.class) {
      try {
        initialise(library, half);
      } catch (IOException e) {
        throw new CudaUnavailableException(
            library.nativeHalf()
                + " cannot be written below "
                + System.getProperty(TEMPORARY_FOLDER)
                + " (set by -Djava.io.tmpdir): "
                + e,
            e);
      }
    }
  }

  /** The native half's bytes, asking for {@code soname}. */
  static byte[] prepare(CudaLibrary library, String soname) {
    byte[] half;
    try (InputStream resource =
        NativeHalf.class.getResourceAsStream(library.nativeHalfResource())) {
      if (resource == null) {
        throw new CudaUnavailableException(
            library.nativeHalfResource()
                + " is not on the class path: "
                + library.nativeHalfArtifact()
                + " is missing");
      }
      half = resource.readAllBytes();
    } catch (IOException e) {
      throw new CudaUnavailableException(
          library.nativeHalfResource() + " cannot be read from the class path: " + e, e);
    }
    if (soname.equals(library.nativeHalfAsksFor())) {
      return half;
    }
    try {
      return ElfRetarget.retarget(
          half, library.nativeHalfResource(), library.nativeHalfAsksFor(), soname);
    } catch (IllegalArgumentException e) {
      throw new CudaUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  // JCuda would prefer such a file to ours; the JVM keeps this path from its start, so that it
  // cannot be changed here.
  private static void refuseLibraryPath(CudaLibrary library) {
    for (String property : new String[] {"sun.boot.library.path", "java.library.path"}) {
      String folders = System.getProperty(property, "");
      for (String folder : folders.split(Pattern.quote(File.pathSeparator), -1)) {
        Path file = Path.of(folder, library.nativeHalf());
        if (Files.exists(file)) {
          throw new CudaUnavailableException(
              file
                  + " lies on "
                  + property
                  + " and would be loaded in place of Warpath's own copy; remove it");
        }
      }
    }
  }

  @SuppressWarnings("restricted")
  private static void initialise(CudaLibrary library, byte[] half) throws IOException {
    String shared = System.getProperty(TEMPORARY_FOLDER, "/tmp");
    // Both of the JDK's makers of temporary files remember the folder they use first; this one must
    // not be the private folder.
    Files.delete(File.createTempFile("warpath", null).toPath());
    Path folder =
        Files.createTempDirectory(
            "warpath",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path copy = folder.resolve(library.nativeHalf());
    try {
      Files.write(copy, half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      System.setProperty(TEMPORARY_FOLDER, folder.toString());
      try {
        // Before JCuda does: a class whose initialiser failed is lost for good. JCuda's own call is
        // then for a file that is already loaded, and does nothing.
        System.load(copy.toString());
        Class.forName(library.jcudaClass(), true, NativeHalf.class.getClassLoader());
      } finally {
        System.setProperty(TEMPORARY_FOLDER, shared);
      }
    } catch (ClassNotFoundException | LinkageError | IllegalCallerException e) {
      throw new CudaUnavailableException(failure(library, copy, e), e);
    } finally {
      Files.deleteIfExists(copy);
      Files.delete(folder);
    }
  }

  private static String failure(CudaLibrary library, Path copy, Throwable cause) {
    String reason = String.valueOf(cause.getMessage());
    String hint =
        reason.contains("failed to map segment")
            ? " (does the folder forbid executing? Choose another by -Djava.io.tmpdir)"
            : "";
    return "JCuda's half of "
        + library.title()
        + ", "
        + copy.getFileName()
        + ", cannot be loaded: "
        + reason
        + hint;
  }
}
