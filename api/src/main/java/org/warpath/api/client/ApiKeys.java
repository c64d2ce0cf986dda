package org.warpath.api.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.warpath.api.client.answer.ApiKey;

/** The service's API keys; needs a key that may administer. */
public final class ApiKeys {
  private final Transport transport;

  ApiKeys(Transport transport) {
    this.transport = transport;
  }

  private record Found(List<ApiKey> keys) {}

  /** All keys, without their secrets. */
  public List<ApiKey> list() {
    return transport.json(Call.get("v1", "keys"), Found.class).keys();
  }

  /** Makes a key; its secret is told this once. */
  public ApiKey create(String name, Set<ApiKey.Scope> scopes) {
    List<String> names =
        scopes.stream().sorted().map(scope -> scope.name().toLowerCase(Locale.ROOT)).toList();
    return transport.json(
        Call.post("v1", "keys").json(Map.of("name", name, "scopes", names)), ApiKey.class);
  }

  /** Revokes a key. */
  public void revoke(String id) {
    transport.discard(Call.delete("v1", "keys", id));
  }
}
