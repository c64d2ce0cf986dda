package org.warpath.api.bundle;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What classes name in their constant pools. Classes go by internal names. */
final class References {
  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

  private References() {}

  /**
   * Those of {@code candidates} that the roots use, directly or through other candidates. A string
   * that spells a class's name counts as a use, since it may be loaded by it.
   *
   * @param roots class files
   * @param candidates class files by name
   */
  static Set<String> reachable(Collection<byte[]> roots, Map<String, byte[]> candidates) {
    Set<String> reached = new HashSet<>();
    Deque<byte[]> unread = new ArrayDeque<>(roots);
    while (!unread.isEmpty()) {
      for (String name : namedBy(unread.remove())) {
        byte[] candidate = candidates.get(name);
        if (candidate != null && reached.add(name)) {
          unread.add(candidate);
        }
      }
    }
    return reached;
  }

  /** The JDK's modules that hold classes which {@code classFiles} use. */
  static Set<String> modules(Collection<byte[]> classFiles) {
    Map<String, String> moduleOfPackage = new HashMap<>();
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      for (String name : module.descriptor().packages()) {
        moduleOfPackage.put(name.replace('.', '/'), module.descriptor().name());
      }
    }
    Set<String> modules = new TreeSet<>();
    for (byte[] classFile : classFiles) {
      for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
        if (entry instanceof ClassEntry used) {
          String name = elementType(used.asInternalName());
          String module =
              moduleOfPackage.get(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
          if (module != null) {
            modules.add(module);
          }
        }
      }
    }
    return modules;
  }

  private static Set<String> namedBy(byte[] classFile) {
    Set<String> names = new HashSet<>();
    for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
      if (entry instanceof ClassEntry used) {
        names.add(elementType(used.asInternalName()));
      } else if (entry instanceof Utf8Entry text) {
        names.add(text.stringValue().replace('.', '/'));
        Matcher matcher = IN_DESCRIPTOR.matcher(text.stringValue());
        while (matcher.find()) {
          names.add(matcher.group(1));
        }
      }
    }
    return names;
  }

  /** {@code a/B} of {@code [[La/B;}. */
  private static String elementType(String name) {
    return name.startsWith("[") ? name.replaceFirst("^\\[+L?", "").replace(";", "") : name;
  }
}
