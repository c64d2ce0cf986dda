/**
 * Link graphs of wikis from the table dumps of MediaWiki: {@link
 * org.warpath.graph.mediawiki.MediaWikiImporter}.
 */
package org.warpath.graph.mediawiki;
