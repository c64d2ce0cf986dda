/** Certificates and keys for HTTPS. */
@NullMarked
package org.warpath.api.service.tls;

import org.jspecify.annotations.NullMarked;
