/** API keys: made, listed, revoked, and asked for. */
@NullMarked
package org.warpath.api.service.keys;

import org.jspecify.annotations.NullMarked;
