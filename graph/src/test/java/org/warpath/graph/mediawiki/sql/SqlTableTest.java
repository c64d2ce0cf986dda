package org.warpath.graph.mediawiki.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.GraphFormatException;
import org.warpath.kernels.RunControl;

class SqlTableTest {
  @TempDir Path folder;

  private static final String TABLE = "CREATE TABLE `t` (`id` int, `name` blob, `n` int);\n";

  private List<String> read(String script) throws IOException {
    List<String> first = read(script, 1);
    // Wherever blocks end, the rows are the same.
    for (int blockBytes : new int[] {2, 3, 7, 1000}) {
      assertThat(read(script, blockBytes)).isEqualTo(first);
    }
    return first;
  }

  private List<String> read(String script, int blockBytes) throws IOException {
    return SqlScripts.rows(
        Files.writeString(folder.resolve("t.sql"), script), blockBytes, "id", "name", "n");
  }

  private String failure(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("t.sql"), script);
    List<String> messages = new ArrayList<>();
    for (int blockBytes : new int[] {1, 2, 5, 1000}) {
      assertThatThrownBy(() -> SqlScripts.rows(file, blockBytes, "id", "name", "n"))
          .isInstanceOf(GraphFormatException.class)
          .hasMessageStartingWith(file + ":")
          .satisfies(e -> messages.add(String.valueOf(e.getMessage())));
    }
    assertThat(messages).containsOnly(messages.getFirst());
    return messages.getFirst().substring(file.toString().length() + 1);
  }

  @Test
  void readsRowsOfSeveralStatements() throws IOException {
    assertThat(
            read(
                TABLE
                    + "INSERT INTO `t` VALUES (1,'a',2),(3,'b',4);\n"
                    + "INSERT INTO `t` VALUES (5,'c',6);"))
        .containsExactly("1|a|2", "3|b|4", "5|c|6");
  }

  @Test
  void readsStatementsSpreadOverLines() throws IOException {
    assertThat(
            read(
                """
                create table if not exists wiki.T
                ( id INT
                , name VARCHAR(10) DEFAULT ',)' COMMENT 'it''s (the) name'
                , KEY (id), UNIQUE KEY u (name(5), id)
                , n decimal(10,2), CONSTRAINT c FOREIGN KEY (n) REFERENCES x (y)
                ) ENGINE = InnoDB;
                insert ignore into wiki.t
                values
                  ( 1 , 'a' , 2 ) ,
                  -- between rows
                  (3, 'b', # within a row
                   4)
                ;
                """))
        .containsExactly("1|a|2", "3|b|4");
  }

  @Test
  void columnsMayStandInAnyOrder() throws IOException {
    assertThat(
            read(
                "CREATE TABLE t (x int, n int, y blob, name blob, id int);"
                    + "INSERT INTO t VALUES (9,2,'y',x'61',1);"
                    + "INSERT INTO t (`name`, n, id) VALUES ('b',4,3);"
                    + "REPLACE INTO t (id, n, name) VALUE (5,6,'c') ON DUPLICATE KEY UPDATE n=';';"))
        .containsExactly("1|a|2", "3|b|4", "5|c|6");
  }

  @Test
  void tableNameMayHaveAPrefix() throws IOException {
    assertThat(
            read(
                "CREATE TABLE mw_t (id int, name blob, n int);"
                    + "INSERT INTO mw_t VALUES (1,'a',2);"))
        .containsExactly("1|a|2");
  }

  @Test
  void otherTablesAndStatementsAreSkipped() throws IOException {
    assertThat(
            read(
                "SET @x = ';'; /*!40101 SET NAMES utf8; */;\n"
                    + "/*M!999999\\- enable the sandbox mode */\n"
                    + "CREATE TABLE `other` (`id` int);\nINSERT INTO `other` VALUES (';INSERT');\n"
                    + TABLE
                    + "LOCK TABLES `t` WRITE;;CREATE VIEW v AS SELECT 1;\n"
                    + "INSERT INTO `other` VALUES (7,'INSERT INTO t VALUES (1,2,3);');\n"
                    + "/*!40000 ALTER TABLE `t` DISABLE KEYS */;\n"
                    + "INSERT INTO `t` VALUES (1,'a',2);\nUNLOCK TABLES;\n-- the end"))
        .containsExactly("1|a|2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'plain' ~ plain",
        "'' ~ ``",
        "'it''s' ~ it's",
        "'it\\'s' ~ it's",
        "'say \\\"hi\\\"' ~ say \"hi\"",
        "\"double \"\"quoted\"\" it's\" ~ double \"quoted\" it's",
        "'back\\\\slash' ~ back\\slash",
        "'\\\\' ~ \\",
        "'100\\%\\_' ~ 100\\%\\_",
        "'\\x' ~ x",
        "0x48692C ~ Hi,",
        "x'4869' ~ Hi",
        "X'' ~ ``",
        "_binary 'bytes' ~ bytes",
        "_utf8mb4\"bytes\" ~ bytes",
        "17 ~ 17",
        "-1.5e-3 ~ -1.5e-3",
        "TRUE ~ 1",
        "null ~ NULL",
        "'/* no comment */ -- # ~ /* no comment */ -- #",
      })
  void textLiterals(String literal, String value) throws IOException {
    // The last one lacks its closing quote, so that the sample can end in a comment sign.
    String closed = literal.startsWith("'/*") ? literal + "'" : literal;
    assertThat(read(TABLE + "INSERT INTO t VALUES (1," + closed + ",2);"))
        .containsExactly("1|" + value + "|2");
  }

  @Property(tries = 200)
  void anyTextSurvivesAnyQuotingAndAnyBlockSize(
      @ForAll @Size(max = 5)
          List<@Chars({'\'', '"', '\\', '\n', '\0', ',', ')', '-', '#', 'é'}) String> texts,
      @ForAll boolean doubled,
      @ForAll @IntRange(min = 1, max = 9) int blockBytes)
      throws IOException {
    StringBuilder script = new StringBuilder(TABLE);
    List<String> expected = new ArrayList<>();
    for (String text : texts) {
      String quoted =
          text.replace("\\", "\\\\").replace("'", doubled ? "''" : "\\'").replace("\0", "\\0");
      script.append("INSERT INTO t VALUES (1,'").append(quoted).append("',2);\n");
      expected.add("1|" + text + "|2");
    }
    Path file = Files.createTempFile("texts", ".sql");
    try {
      Files.writeString(file, script);
      assertThat(SqlScripts.rows(file, blockBytes, "id", "name", "n")).isEqualTo(expected);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void escapesOfControlCharacters() throws IOException {
    assertThat(read(TABLE + "INSERT INTO t VALUES (1,'\\0\\b\\n\\r\\t\\Z',2),(3,'raw\nbreak',4);"))
        .containsExactly("1|\0\b\n\r\t\u001a|2", "3|raw\nbreak|4");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "007, 7",
    "-12, -12",
    "'''34''', 34",
    "9223372036854775807, 9223372036854775807",
    "TRUE, 1",
    "false, 0",
    "NULL, NULL"
  })
  void integerLiterals(String literal, String value) throws IOException {
    assertThat(read(TABLE + "INSERT INTO t VALUES (" + literal + ",'a',2);"))
        .containsExactly(value + "|a|2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "1.5 ~ 2:23: expected an integer",
        "1e3 ~ 2:23: expected an integer",
        "- ~ 2:23: expected an integer",
        "9223372036854775808 ~ 2:23: expected an integer of 64 bits, found a larger one",
        "'a' ~ 2:23: expected an integer, found \"a\"",
        "NOW() ~ 2:23: expected a value, found now",
        "?  ~ 2:23: expected a value",
        "x'1' ~ 2:24: expected an even number of hexadecimal digits, found 1",
        "x'zz' ~ 2:24: expected hexadecimal digits",
        "(1 ~ 2:23: expected a value",
      })
  void badIntegersAreRefusedAtTheirPlace(String literal, String problem) throws IOException {
    assertThat(failure(TABLE + "INSERT INTO t VALUES (" + literal + ",'a',2);")).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "INSERT INTO t VALUES (1,'a'); ~ 2:28: expected ',' and value 3 of 3, found ')'",
        "INSERT INTO t VALUES (1,'a',2,3); ~ 2:30: expected ')' after 3 values, found ','",
        "INSERT INTO t VALUES (1,'a',2) (3,'b',4); ~ "
            + "2:32: expected ',' or ';' after a row, found '('",
        "INSERT INTO t VALUES (1,'a',2) ~ "
            + "2:31: expected ',' or ';' after a row, found the end of the file",
        "INSERT INTO t VALUES (1,'a',2), ~ 2:32: expected '(', found the end of the file",
        "INSERT INTO t VALUES (1,'a ~ "
            + "2:25: expected the end of this string before the end of the file",
        "INSERT INTO t VALUES (1,'a\\ ~ "
            + "2:25: expected the end of this string before the end of the file",
        "INSERT INTO t VALUES (1, ~ 2:25: expected a value",
        "INSERT INTO t SET id=1; ~ 2:15: expected VALUES, found \"set\"",
        "INSERT INTO t (id, n) VALUES (1,2); ~ "
            + "2:23: expected a column name in the list before it, found 'V'",
        "/* never ends ~ 2:1: expected the end of this comment before the end of the file",
        "LOCK TABLES t ~ 2:14: expected the end of the statement begun on line 2,"
            + " found the end of the file",
        "); ~ 2:1: expected an SQL statement, found ')'",
        "CREATE TABLE t (id int); ~ 2:1: expected one CREATE TABLE t, found a second",
      })
  void brokenStatementsAreRefusedAtTheirPlace(String statement, String problem) throws IOException {
    assertThat(failure(TABLE + statement)).isEqualTo(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n-- nothing\n", "CREATE TABLE other (id int);", "SET x = 1;"})
  void fileWithoutTheTableIsRefused(String script) throws IOException {
    assertThat(failure(script)).isEqualTo(" expected a statement CREATE TABLE t, found none");
  }

  @Test
  void rowsBeforeTheDefinitionAreRefused() throws IOException {
    assertThat(failure("INSERT INTO t VALUES (1);" + TABLE))
        .isEqualTo("1:1: expected CREATE TABLE t before its first row");
  }

  @Test
  void missingColumnIsNamedWithThoseThereAre() throws IOException {
    assertThat(failure("CREATE TABLE t (`id` int, `title` blob, PRIMARY KEY (`id`));"))
        .startsWith("1:")
        .endsWith("expected table t to have a column name, it has id, title");
  }

  @Test
  void nullWhereAValueIsNeededIsRefusedAtItsRow() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.sql"), TABLE + "INSERT INTO t VALUES (1,'a',2),\n (NULL,'b',3);");
    try (SqlTable table =
        SqlTable.open(file, "t", List.of(SqlColumn.integer("id")), RunControl.none())) {
      assertThatThrownBy(() -> table.forEachRow(row -> row.integer(0)))
          .isInstanceOf(GraphFormatException.class)
          .hasMessage(file + ":3:2: expected a value of id, found NULL");
    }
  }

  @Test
  void optionalColumnsMayBeMissing() throws IOException {
    Path file =
        Files.writeString(folder.resolve("t.sql"), TABLE + "INSERT INTO t VALUES (1,'',2)" + ";");
    List<SqlColumn> columns =
        List.of(SqlColumn.text("extra").optional(), SqlColumn.integer("n").optional());
    try (SqlTable table = SqlTable.open(file, "t", columns, RunControl.none())) {
      assertThat(table.has(0)).isFalse();
      assertThat(table.has(1)).isTrue();
      table.forEachRow(row -> {
        assertThat(row.isNull(0)).isTrue();
        assertThat(row.integer(1)).isEqualTo(2);
      });
      assertThat(table.rowCount()).isEqualTo(1);
    }
  }

  @Test
  void linesAndColumnsAreThoseOfTheFileBeyondTheFirstBlock() throws IOException {
    String rows = "INSERT INTO t VALUES (1,'a\nb',2);\n".repeat(100_000);
    Path file =
        Files.write(
            folder.resolve("t.sql"), (TABLE + rows + "INSERT INTO t VALUES (x);").getBytes(UTF_8));
    assertThatThrownBy(() -> SqlScripts.rows(file, ReadAhead.BLOCK_BYTES, "id", "name", "n"))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(file + ":200002:23: expected a value, found x");
  }
}
