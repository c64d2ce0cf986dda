/**
 * Reads the rows of one table from a MySQL or MariaDB dump, as bytes and as a stream: {@link
 * org.warpath.graph.mediawiki.sql.SqlTable}.
 */
package org.warpath.graph.mediawiki.sql;
