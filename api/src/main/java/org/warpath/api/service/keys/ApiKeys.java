package org.warpath.api.service.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.store.Database;
import org.warpath.api.service.store.DatabaseException;

/**
 * The API keys of a data folder. A key is {@code wp_ID_SECRET}: the id finds its row, which holds
 * no secret but the SHA-256 of the key; its 256 random bits leave nothing to guess, so that a hash
 * made slow on purpose would only cost time. Safe for use by many threads.
 */
public final class ApiKeys {
  private static final Pattern TEXT = Pattern.compile("wp_([0-9a-f]{16})_[0-9a-f]{64}");
  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;

  /** How long a key that another process revoked may still pass. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final int CACHED = 10_000;

  private final Database database;
  private final SecureRandom random = new SecureRandom();
  // Spares requests the database's one connection, which a commit may hold for milliseconds.
  private final Cache<String, Row> rows =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(FRESH).build();

  private record Row(ApiKey key, byte[] hash) {}

  public ApiKeys(Database database) {
    this.database = database;
  }

  /**
   * Makes a key.
   *
   * @param name not taken by another key
   * @return the key; empty if the name is taken
   */
  public Optional<NewKey> create(String name, Set<Scope> scopes) {
    String id = randomHex(ID_BYTES);
    String secret = "wp_" + id + "_" + randomHex(SECRET_BYTES);
    ApiKey key = new ApiKey(id, name, scopes, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    try {
      database.update(
          "INSERT INTO keys (id, name, hash, scopes, created) VALUES (?, ?, ?, ?, ?)",
          id,
          name,
          hash(secret),
          ApiKey.text(scopes),
          key.created().toString());
    } catch (DatabaseException e) {
      if (e.isUniqueViolation()) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of(new NewKey(key, secret));
  }

  /** All keys, by name. */
  public List<ApiKey> list() {
    return database.query("SELECT * FROM keys ORDER BY name", ApiKeys::read).stream()
        .map(Row::key)
        .toList();
  }

  /** Revokes a key; false if there is none of that id. */
  public boolean revoke(String id) {
    boolean revoked = database.update("DELETE FROM keys WHERE id = ?", id) > 0;
    rows.invalidate(id);
    return revoked;
  }

  /** The key that {@code secret} is; empty if it is none. */
  public Optional<ApiKey> find(String secret) {
    Matcher matcher = TEXT.matcher(secret);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Row row = rows.get(matcher.group(1), this::load);
    // Takes as long for a wrong secret as for the right one.
    return row != null && MessageDigest.isEqual(row.hash(), hash(secret))
        ? Optional.of(row.key())
        : Optional.empty();
  }

  private @Nullable Row load(String id) {
    List<Row> found = database.query("SELECT * FROM keys WHERE id = ?", ApiKeys::read, id);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static Row read(ResultSet row) throws SQLException {
    ApiKey key =
        new ApiKey(
            row.getString("id"),
            row.getString("name"),
            ApiKey.scopes(row.getString("scopes")),
            Instant.parse(row.getString("created")));
    return new Row(key, row.getBytes("hash"));
  }

  private String randomHex(int bytes) {
    byte[] bits = new byte[bytes];
    random.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
