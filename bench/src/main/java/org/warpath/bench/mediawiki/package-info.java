/** A synthetic wiki, written as the table dumps of MediaWiki. */
@NullMarked
package org.warpath.bench.mediawiki;

import org.jspecify.annotations.NullMarked;
