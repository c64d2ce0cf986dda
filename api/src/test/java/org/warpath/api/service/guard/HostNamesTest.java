package org.warpath.api.service.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.9.9, true",
    "::1, true",
    "[::1], true",
    "localhost, true",
    "LOCALHOST., true",
    "x.localhost, true",
    "0.0.0.0, false",
    "::, false",
    "192.168.1.5, false",
    "example.org, false",
    "localhost.example.org, false",
    "127.0.0.1.example.org, false",
    "127.1, true",
    "0x7f000001, false",
    "'', false",
  })
  void loopbackIsToldByNameOrAddress(String host, boolean loopback) {
    assertThat(HostNames.isLoopback(host)).isEqualTo(loopback);
  }

  @Test
  void whereAllAddressesAreListenedOnEveryAddressIsItsOwn() {
    HostNames all = new HostNames("0.0.0.0", List.of("Warpath.Example.org"));

    assertThat(all.contain("192.0.2.7:8080")).isTrue();
    assertThat(all.contain("[2001:db8::1]:8080")).isTrue();
    assertThat(all.contain("warpath.example.ORG:8080")).isTrue();
    assertThat(all.contain("other.example.org")).isFalse();
    assertThat(all.contain("")).isFalse();
  }

  @Test
  void whereOneIsOnlyThatOneIs() {
    HostNames one = new HostNames("192.0.2.7", List.of());

    assertThat(one.contain("192.0.2.7:8080")).isTrue();
    assertThat(one.contain("localhost:8080")).isTrue();
    assertThat(one.contain("192.0.2.8:8080")).isFalse();
  }
}
