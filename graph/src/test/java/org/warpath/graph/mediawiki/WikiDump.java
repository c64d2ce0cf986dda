package org.warpath.graph.mediawiki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A wiki spelled out, and its table dumps as mysqldump writes them, in the form of any era. */
final class WikiDump {
  private final List<String> pages = new ArrayList<>();
  private final List<String> redirects = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();

  /** A link; its target is a namespace and a quoted title, as in a row. */
  private record Link(long from, String target) {}

  /** How {@code pagelinks} looks. */
  enum Era {
    /** Up to MediaWiki 1.23. */
    TITLES,
    /** 1.24 to 1.42. */
    FROM_NAMESPACE,
    /** On the way: some rows have an id beside the title, some an id alone. */
    TRANSITION,
    /** From 1.43 on. */
    TARGET_IDS
  }

  WikiDump page(long id, int namespace, String title) {
    return page(id, namespace, title, 0);
  }

  private WikiDump page(long id, int namespace, String title, int isRedirect) {
    pages.add(
        "(%d,%d,%s,'',%d,0.5e-3,'20240101000000',NULL)"
            .formatted(id, namespace, quote(title), isRedirect));
    return this;
  }

  /** A redirect page without a row in the redirect table. */
  WikiDump deadRedirect(long id, int namespace, String title) {
    return page(id, namespace, title, 1);
  }

  WikiDump redirect(long id, int namespace, String title, int toNamespace, String toTitle) {
    return page(id, namespace, title, 1).redirectRow(id, toNamespace, toTitle, "''");
  }

  WikiDump redirectToOtherWiki(long id, int namespace, String title, String wiki) {
    return page(id, namespace, title, 1).redirectRow(id, 0, title, quote(wiki));
  }

  WikiDump redirectRow(long id, int toNamespace, String toTitle, String interwiki) {
    redirects.add("(%d,%d,%s,%s,NULL)".formatted(id, toNamespace, quote(toTitle), interwiki));
    return this;
  }

  WikiDump link(long from, int namespace, String title) {
    links.add(new Link(from, namespace + "," + quote(title)));
    return this;
  }

  /** Writes all tables of {@code era}, packed. */
  Path write(Path folder, Era era) throws IOException {
    table(
        folder,
        "page",
        """
        `page_id` int(8) unsigned NOT NULL AUTO_INCREMENT,
        `page_namespace` int(11) NOT NULL DEFAULT 0,
        `page_title` varbinary(255) NOT NULL DEFAULT ',),(',
        `page_restrictions` tinyblob,
        `page_is_redirect` tinyint(1) unsigned NOT NULL DEFAULT '0',
        `page_random` double unsigned NOT NULL DEFAULT '0',
        `page_touched` binary(14) NOT NULL DEFAULT '\\0\\0',
        `page_lang` varbinary(35) DEFAULT NULL,
        PRIMARY KEY (`page_id`),
        UNIQUE KEY `name` (`page_namespace`,`page_title`)\
        """,
        pages.stream());
    table(
        folder,
        "redirect",
        """
        `rd_from` int(8) unsigned NOT NULL,
        `rd_namespace` int NOT NULL,
        `rd_title` varbinary(255) NOT NULL,
        `rd_interwiki` varbinary(32),
        `rd_fragment` varbinary(255) DEFAULT NULL,
        PRIMARY KEY (`rd_from`)\
        """,
        redirects.stream());
    Map<String, Integer> targetIds = new LinkedHashMap<>();
    for (Link link : links) {
      targetIds.putIfAbsent(link.target(), 1_000_000 + 3 * targetIds.size());
    }
    if (era == Era.TRANSITION || era == Era.TARGET_IDS) {
      table(
          folder,
          "linktarget",
          "`lt_id` bigint(20) unsigned NOT NULL,\n`lt_namespace` int(11) NOT NULL,\n"
              + "`lt_title` varbinary(255) NOT NULL,\nPRIMARY KEY (`lt_id`)",
          targetIds.entrySet().stream().map(e -> "(" + e.getValue() + "," + e.getKey() + ")"));
    }
    table(folder, "pagelinks", linkColumns(era), links.stream().map(l -> row(l, era, targetIds)));
    return folder;
  }

  private static String linkColumns(Era era) {
    String from = "`pl_from` int(8) unsigned NOT NULL DEFAULT '0',\n";
    String title = "`pl_namespace` int(11) NOT NULL,\n`pl_title` varbinary(255) NOT NULL";
    String fromNamespace = "`pl_from_namespace` int(11) NOT NULL DEFAULT '0'";
    String id = "`pl_target_id` bigint(20) unsigned";
    return switch (era) {
      case TITLES -> from + title + ",\nUNIQUE KEY `pl_from` (`pl_from`,`pl_namespace`)";
      // As upgraded tables have it: the new column comes last.
      case FROM_NAMESPACE -> from + title + ",\n" + fromNamespace + ",\nKEY `t` (`pl_title`)";
      case TRANSITION -> from + title + ",\n" + fromNamespace + ",\n" + id + " DEFAULT NULL";
      case TARGET_IDS -> from + fromNamespace + ",\n" + id + " NOT NULL,\nPRIMARY KEY (`pl_from`)";
    };
  }

  private static String row(Link link, Era era, Map<String, Integer> targetIds) {
    int id = targetIds.getOrDefault(link.target(), -1);
    String byTitle = "(" + link.from() + "," + link.target();
    return switch (era) {
      case TITLES -> byTitle + ")";
      case FROM_NAMESPACE -> byTitle + ",0)";
      case TRANSITION ->
          id % 2 == 0 ? byTitle + ",0,NULL)" : "(" + link.from() + ",0,'',0," + id + ")";
      case TARGET_IDS -> "(" + link.from() + ",0," + id + ")";
    };
  }

  /** As mysqldump quotes. */
  static String quote(String text) {
    return "'"
        + text.replace("\\", "\\\\")
            .replace("'", "\\'")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\0", "\\0")
            .replace("\u001a", "\\Z")
        + "'";
  }

  private static void table(Path folder, String table, String columns, Stream<String> rows)
      throws IOException {
    Path file = folder.resolve("testwiki-20240101-" + table + ".sql.gz");
    try (OutputStream packed = packed(file);
        Writer out = new BufferedWriter(new OutputStreamWriter(packed, UTF_8))) {
      out.write("-- MySQL dump 10.19\n--\n/*!40101 SET NAMES utf8mb4 */;\n");
      out.write("DROP TABLE IF EXISTS `" + table + "`;\n");
      out.write("CREATE TABLE `" + table + "` (\n" + columns + "\n) ENGINE=InnoDB;\n");
      out.write("LOCK TABLES `" + table + "` WRITE;\n");
      Iterator<String> all = rows.iterator();
      int inStatement = 0;
      while (all.hasNext()) {
        out.write(inStatement == 0 ? "INSERT INTO `" + table + "` VALUES " : ",");
        out.write(all.next());
        inStatement = inStatement == 2000 || !all.hasNext() ? 0 : inStatement + 1;
        if (inStatement == 0) {
          out.write(";\n");
        }
      }
      out.write("UNLOCK TABLES;\n-- Dump completed\n");
    }
  }

  /** Packs fast: tests write whole wikis. */
  private static OutputStream packed(Path file) throws IOException {
    return new GZIPOutputStream(Files.newOutputStream(file)) {
      {
        def.setLevel(Deflater.BEST_SPEED);
      }
    };
  }
}
