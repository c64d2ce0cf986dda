/** How graphs come into the catalog: uploaded, read from the server's disk, or generated. */
@NullMarked
package org.warpath.api.service.imports;

import org.jspecify.annotations.NullMarked;
