package org.warpath.api.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The jars of a bundle, without what no program on 64-bit Linux on x86 uses: native libraries of
 * other platforms, classes of large libraries that nothing refers to.
 */
final class SlimJars {

  /**
   * The HTTP service, its page and its client, and the libraries that nothing else uses: a bundle
   * is there to compute on a machine, and {@code serve} and {@code keys} say so.
   */
  private static final Pattern SERVICE = Pattern.compile("org/warpath/api/(service|client|web)/.*");

  private static final Pattern SERVICE_LIBRARIES =
      Pattern.compile(
          "(annotations|arrow-format|bucket4j_jdk17-core|caffeine|error_prone_annotations"
              + "|flatbuffers-java|HdrHistogram|jackson-dataformat-yaml|jakarta\\..*|javalin|jetty-.*"
              + "|kotlin-stdlib|micrometer-.*|prometheus-.*|snakeyaml|sqlite-jdbc)-\\d.*");

  /** Libraries cut down to the classes in use: none loads its own classes by a name it makes up. */
  private static final Pattern CUT_TO_USE =
      Pattern.compile("(fastutil|dsiutils|sux4j|webgraph|jsap|commons-.*|assertj-core)-\\d.*");

  /**
   * AssertJ needs Byte Buddy for soft assertions and assumptions only, jqwik the others for dates
   * and addresses: no test here uses these. XChart draws.
   */
  private static final Pattern LEFT_OUT =
      Pattern.compile("(byte-buddy|jqwik-time|jqwik-web|xchart)-\\d.*");

  /**
   * JCuda's halves that no class here loads, the first 24 MB; JavaCPP's half of OpenBLAS, 48 MB.
   */
  private static final Pattern UNUSED_NATIVES =
      Pattern.compile(
          "lib/lib(JNvPTXCompiler|JCudaRuntime|JCublas)-.*"
              + "|org/bytedeco/.*/(libjni.*|include/.*|lib/.*)");

  /** What builds read: descriptions of artifacts. */
  private static final Pattern FOR_BUILDS = Pattern.compile("META-INF/maven/.*");

  /** Libraries mention these for features that nobody here asks of them. */
  private static final Set<String> OPTIONAL_MODULES =
      Set.of("java.instrument", "java.scripting", "java.sql", "java.xml", "jdk.jfr");

  /**
   * Windows and drawing, 25 MB. Of the program, those who need it look whether it is there: what
   * draws curves of trainings, and what reads JPEG images.
   */
  private static final String DRAWING = "java.desktop";

  /** JUnit opens jars as file systems. */
  private static final String FILE_SYSTEM_IN_JAR = "jdk.zipfs";

  private final List<Jar> libraries = new ArrayList<>();
  private final List<Jar> testLibraries = new ArrayList<>();
  private final Set<String> modules = new TreeSet<>(Set.of(FILE_SYSTEM_IN_JAR));

  /** Reads all jars of {@code program}. */
  static SlimJars of(Program program) throws IOException {
    SlimJars slim = new SlimJars();
    slim.libraries.add(Jar.read(program.jar()));
    read(program.libraries(), slim.libraries);
    read(program.testLibraries(), slim.testLibraries);
    slim.cutToUse();
    slim.findModules();
    return slim;
  }

  /** The jars the program needs. */
  List<Jar> libraries() {
    return libraries;
  }

  /** The jars its tests need as well. */
  List<Jar> testLibraries() {
    return testLibraries;
  }

  /** The JDK's modules that the jars need. */
  Set<String> modules() {
    return modules;
  }

  /** A jar of {@link Unpack} and what it uses. */
  Jar unpacker() {
    String unpack = Unpack.class.getName().replace('.', '/');
    Map<String, byte[]> classes = new HashMap<>();
    for (Jar jar : libraries) {
      classes.putAll(jar.classes());
    }
    byte[] root = classes.get(unpack);
    if (root == null) {
      throw new IllegalStateException("the program lacks " + unpack);
    }
    Map<String, byte[]> entries = new TreeMap<>(Map.of(unpack + ".class", root));
    for (String name : References.reachable(List.of(root), classes)) {
      entries.put(name + ".class", classes.get(name));
    }
    return new Jar(Path.of("unpack.jar"), entries);
  }

  private static void read(List<Path> files, List<Jar> jars) throws IOException {
    for (Path file : files) {
      String fileName = file.getFileName().toString();
      if (!LEFT_OUT.matcher(fileName).matches() && !SERVICE_LIBRARIES.matcher(fileName).matches()) {
        Jar jar = Jar.read(file).forLinux();
        jar.entries()
            .keySet()
            .removeIf(name ->
                UNUSED_NATIVES.matcher(name).matches()
                    || FOR_BUILDS.matcher(name).matches()
                    || SERVICE.matcher(name).matches());
        jars.add(jar);
      }
    }
  }

  private void cutToUse() {
    Map<String, byte[]> candidates = new HashMap<>();
    List<byte[]> roots = new ArrayList<>();
    for (Jar jar : all()) {
      if (cutToUse(jar)) {
        candidates.putAll(jar.classes());
      } else {
        roots.addAll(jar.classes().values());
      }
    }
    Set<String> used = References.reachable(roots, candidates);
    libraries.replaceAll(jar -> cutToUse(jar) ? jar.withClasses(used::contains) : jar);
    testLibraries.replaceAll(jar -> cutToUse(jar) ? jar.withClasses(used::contains) : jar);
    libraries.removeIf(jar -> cutToUse(jar) && jar.classes().isEmpty());
  }

  private void findModules() {
    for (Jar jar : all()) {
      Set<String> used = new TreeSet<>(References.modules(jar.classes().values()));
      if (!Program.own(jar.file())) {
        used.removeAll(OPTIONAL_MODULES);
      }
      used.remove(DRAWING);
      modules.addAll(used);
    }
  }

  private List<Jar> all() {
    List<Jar> all = new ArrayList<>(libraries);
    all.addAll(testLibraries);
    return all;
  }

  private static boolean cutToUse(Jar jar) {
    return CUT_TO_USE.matcher(jar.name()).matches();
  }
}
