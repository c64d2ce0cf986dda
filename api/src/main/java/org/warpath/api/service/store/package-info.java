/**
 * What outlives the process: a folder of files and an SQLite database that says which of them
 * count. A file is whole and on disk before its row is committed, and its row is gone before it is
 * deleted; whatever has no row is swept away at the next start.
 */
@NullMarked
package org.warpath.api.service.store;

import org.jspecify.annotations.NullMarked;
