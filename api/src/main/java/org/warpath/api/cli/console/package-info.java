/** What all commands share at the console: options of engines, places of files, progress. */
@NullMarked
package org.warpath.api.cli.console;

import org.jspecify.annotations.NullMarked;
