package org.warpath.api.service.hostile;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** What has broken other services before. */
final class HostileValues {
  /** Texts for names, paths, queries and JSON strings. */
  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          ".",
          "..",
          "../x",
          "../../../../etc/passwd",
          "/etc/passwd",
          "..\\..\\x",
          "a/b",
          "a\u0000b",
          "\u0000",
          "a\r\nX-Injected: 1",
          "\u0007\u001b[31m",
          "x".repeat(101),
          "x".repeat(5000),
          "é",
          "日本語",
          "\ud83d\ude80",
          "\u202egnp.exe",
          "\ufeff",
          "\ufffe",
          "a\u0300",
          "%2e%2e%2f",
          "%",
          "'; DROP TABLE graphs; --",
          "\" OR 1=1",
          "<script>alert(1)</script>",
          "${jndi:ldap://x}",
          "{{7*7}}",
          "#",
          "#0",
          "#-1",
          "#99999999999999999999",
          "-",
          "-rf",
          "con",
          "null",
          "undefined",
          "NaN",
          "true",
          "0",
          "-1",
          "1e999",
          "2147483648",
          "9223372036854775808",
          "*",
          "~",
          ".git",
          "a.csr",
          "a.tmp");

  /** Numbers, as JSON has them or nearly. */
  static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1",
          "1.5",
          "-0.0",
          "1e0",
          "1.0",
          "1e2",
          "1e400",
          "-1e400",
          "1e-400",
          "2147483647",
          "2147483648",
          "-2147483649",
          "4294967296",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "1000000000000000000000000000000",
          "1e30",
          "1e308",
          "1e1000000000",
          "0.1e-999999999",
          "5e-324",
          "NaN",
          "Infinity",
          "-Infinity",
          "0x10",
          "01",
          ".5",
          "5.",
          "+1",
          "1_000",
          "1" + "0".repeat(1500),
          "0." + "3".repeat(3000));

  /** JSON of all types, or nearly JSON. */
  static final List<String> JSON =
      List.of(
          "null",
          "true",
          "false",
          "\"\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "{\"\": null}",
          "\"true\"",
          "\"1\"",
          "[1, 2, 3]",
          "{\"a\": {\"b\": [1]}}",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "'single'",
          "{a: 1}",
          "{\"a\": 1,}",
          "[1,]",
          "// comment",
          "/* */ 1",
          "{\"a\": 1, \"a\": 2}",
          "undefined",
          "\"no end",
          "\"tab\tinside\"",
          "[".repeat(2000),
          "[".repeat(1100) + "]".repeat(1100),
          "{\"a\":".repeat(1100) + "1" + "}".repeat(1100),
          "\"" + "x".repeat(20_000) + "\"",
          "{} {}",
          "{}]",
          "\ufeff{}");

  private HostileValues() {}

  /** {@code text} as a JSON string. */
  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
