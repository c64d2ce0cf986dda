package org.warpath.api.service.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.warpath.api.service.catalog.Names;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.store.Database;

/** The keys of a data folder, beside the service that may be using it. */
public final class KeyAdministration {
  private KeyAdministration() {}

  /**
   * Makes a key.
   *
   * @param data the folder, made if it is missing
   * @param scopes read, write, admin
   * @return its secret, told this once
   * @throws IllegalArgumentException if name or scopes cannot be, or the name is taken
   */
  public static String create(Path data, String name, List<String> scopes) throws IOException {
    if (!Names.isValid(name)) {
      throw new IllegalArgumentException(
          "--name must be 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit");
    }
    Set<Scope> asked = EnumSet.noneOf(Scope.class);
    scopes.forEach(scope -> asked.add(Scope.of(scope)));
    try (Database database = Database.openShared(data)) {
      return new ApiKeys(database)
          .create(name, asked)
          .orElseThrow(
              () -> new IllegalArgumentException("there is a key named " + name + " already"))
          .secret();
    }
  }

  /** A line a key: id, scopes, when it was made, name. */
  public static List<String> list(Path data) throws IOException {
    try (Database database = existing(data)) {
      return new ApiKeys(database)
          .list().stream()
              .map(key ->
                  "%s  %-16s  %s  %s"
                      .formatted(key.id(), ApiKey.text(key.scopes()), key.created(), key.name()))
              .toList();
    }
  }

  /**
   * Revokes a key; a service that runs refuses it within a second.
   *
   * @throws IllegalArgumentException if there is none of that id
   */
  public static void revoke(Path data, String id) throws IOException {
    try (Database database = existing(data)) {
      if (!new ApiKeys(database).revoke(id)) {
        throw new IllegalArgumentException("there is no key with the id " + id);
      }
    }
  }

  private static Database existing(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      throw new NoSuchFileException(data.toString());
    }
    return Database.openShared(data);
  }
}
